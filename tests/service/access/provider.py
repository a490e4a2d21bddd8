"""A small provider of OpenID Connect on this machine, which lies where a test asks it to."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT, SECRET = "desk", "a secret of the desk's own"


class FakeProvider:
    """Signs in whoever ``person`` says, and answers as the attributes tell."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {"sub": "ann", "name": "Ann Ek", "groups": ["night-desk"]}
        self.claims: dict[str, Any] = {}
        self.key = rsa.generate_private_key(65537, 2048)
        self.kid, self.alg, self.about = "first", "RS256", {}
        self.sign_with: Any = None
        self.keys_asked = 0
        self.codes: dict[str, dict[str, str]] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.get(self)

            def do_POST(self) -> None:
                outer.post(self)

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def rotate(self) -> None:
        self.key, self.kid, self.alg = ec.generate_private_key(ec.SECP256R1()), "second", "ES256"

    def get(self, on: BaseHTTPRequestHandler) -> None:
        address = urlsplit(on.path)
        if address.path == "/.well-known/openid-configuration":
            endpoints = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
            found = {"issuer": self.issuer, **{name: self.issuer + path for name, path in endpoints.items()}}
            return self.answer(on, {**found, **self.about})
        if address.path == "/keys":
            self.keys_asked += 1
            algorithm = jwt.get_algorithm_by_name(self.alg)
            public = json.loads(algorithm.to_jwk(self.key.public_key()))
            symmetric = {"kty": "oct", "kid": "shared", "k": "AAAA"}
            return self.answer(on, {"keys": [symmetric, {"kty": "new"}, {**public, "kid": self.kid, "use": "sig"}]})
        asked = dict(parse_qsl(address.query))
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        on.send_response(302)
        on.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
        on.end_headers()
        return None

    def post(self, on: BaseHTTPRequestHandler) -> None:
        form = {
            key: values[0]
            for key, values in parse_qs(on.rfile.read(int(on.headers["Content-Length"])).decode()).items()
        }
        asked = self.codes.pop(form["code"], None)
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        )
        basic = base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '+').replace(chr(39), '%27')}".encode()).decode()
        known = on.headers.get("Authorization") == f"Basic {basic}" or form.get("client_secret") == SECRET
        if asked is None or asked["code_challenge"] != challenge or not known:
            return self.answer(on, {"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {key: value for key, value in {**claims, **self.person, **self.claims}.items() if value is not None}
        return self.answer(on, {"id_token": self.signed(claims), "token_type": "Bearer"})

    def signed(self, claims: dict[str, Any]) -> str:
        if self.sign_with is not None:
            return self.sign_with(claims)
        return jwt.encode(claims, self.key, self.alg, {"kid": self.kid})

    def answer(self, on: BaseHTTPRequestHandler, found: Any, status: int = 200) -> None:
        body = json.dumps(found).encode()
        on.send_response(status)
        on.send_header("Content-Length", str(len(body)))
        on.end_headers()
        on.wfile.write(body)
