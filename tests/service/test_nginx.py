"""The nginx file of the documentation, run by nginx itself in front of an application."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import threading
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.patience import PATIENCE, free_port, until

CONFIGURATION = Path(__file__).parents[2] / "docs/service/nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    signed = made.sign(key, hashes.SHA256())
    (folder / "certificate.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))


async def echo(request: Request) -> Response:
    """What came through."""
    body = await request.body()
    return JSONResponse({"headers": dict(request.headers), "length": len(body)})


async def lines(request: Request) -> Response:
    async def stream() -> Any:
        for number in range(3):
            yield f"{number}\n".encode()

    return StreamingResponse(stream(), media_type="application/x-ndjson")


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of the application, through nginx and TLS."""
    folder = tmp_path_factory.mktemp("nginx")
    certificate(folder)
    inner, outer = free_port(), free_port()
    routes = [Route("/v1/check", echo, methods=["POST"]), Route("/metrics", echo), Route("/lines", lines)]
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), port=inner, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    text = CONFIGURATION.read_text()
    for before, after in (
        ("127.0.0.1:8080", f"127.0.0.1:{inner}"),
        ("listen 443 ssl", f"listen 127.0.0.1:{outer} ssl"),
        ("/etc/ssl/compliance/", f"{folder}/"),
        ("/var/log/nginx/compliance.log", f"{folder}/access.log"),
    ):
        assert before in text
        text = text.replace(before, after)
    temporary = "".join(f"    {name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi"))
    temporary += f"    uwsgi_temp_path {folder}/uwsgi;\n    scgi_temp_path {folder}/scgi;\n"
    (folder / "nginx.conf").write_text(text.replace("http {\n", "http {\n" + temporary, 1))
    assert NGINX is not None
    began = [NGINX, "-p", str(folder), "-c", "nginx.conf", "-e", f"{folder}/error.log"]
    # started by root it would work as somebody who cannot reach the folder of the test
    same = "user root; " if os.geteuid() == 0 else ""
    running = subprocess.Popen([*began, "-g", f"{same}daemon off; pid {folder}/nginx.pid;"])
    trusted = ssl.create_default_context(cafile=str(folder / "certificate.pem"))
    try:
        with httpx.Client(
            base_url=f"https://localhost:{outer}", verify=trusted, trust_env=False, timeout=PATIENCE
        ) as client:
            _wait(client, running, folder)
            client.headers["X-Folder"] = str(folder)
            yield client
    finally:
        running.terminate()
        running.wait(PATIENCE)
        server.should_exit = True
        thread.join(PATIENCE)


def _wait(client: httpx.Client, running: subprocess.Popen[bytes], folder: Path) -> None:
    def answers() -> bool:
        assert running.poll() is None, (folder / "error.log").read_text()
        try:
            return client.get("/lines").status_code == 200
        except httpx.TransportError:
            return False

    until(answers, "nginx does not answer")


def test_a_request_comes_through_tls(behind):
    answer = behind.post("/v1/check?event=publish", content=b"x" * 5000, headers={"Authorization": "Bearer t"})
    assert answer.status_code == 200
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers["server"] == "nginx"
    told = answer.json()
    assert told["length"] == 5000
    assert told["headers"]["authorization"] == "Bearer t"
    assert told["headers"]["x-forwarded-for"] == "127.0.0.1"


def test_nobody_says_from_outside_who_they_are(behind):
    forged = {
        "X-Forwarded-User": "ann",
        "X-Forwarded-Groups": "chiefs",
        "X-Forwarded-Name": "Ann",
        "X-Proxy-Secret": "guess",
        "X-Forwarded-For": "10.0.0.1",
    }
    told = behind.post("/v1/check", headers=forged).json()["headers"]
    assert not any(name in told for name in ("x-forwarded-user", "x-forwarded-groups", "x-proxy-secret"))
    assert told["x-forwarded-for"] == "127.0.0.1"


def test_what_is_too_large_is_refused_and_what_is_not_comes_through(behind):
    assert behind.post("/v1/check", content=b"x" * 4_000_000).json()["length"] == 4_000_000
    assert behind.post("/v1/check", content=b"x" * 4_300_000).status_code == 413


def test_numbers_are_for_the_inside(behind):
    assert behind.get("/metrics").status_code == 404


def test_the_log_holds_no_query(behind):
    log = Path(behind.headers["X-Folder"]) / "access.log"
    behind.post("/v1/check/last?secret=word")
    until(lambda: "POST /v1/check/last" in log.read_text())
    assert "word" not in log.read_text()


def test_old_tls_is_refused(behind):
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    port = behind.base_url.port
    with socket.create_connection(("127.0.0.1", port)) as plain, pytest.raises(ssl.SSLError):
        old.wrap_socket(plain)
