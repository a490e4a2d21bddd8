"""A real WordPress for the tests: Debian's packages, a database of its own, PHP's own web server."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx

from tests.patience import PATIENCE, until

CORE = Path("/usr/share/wordpress")
PLUGIN = Path(__file__).parents[3] / "examples/wordpress/compliance-gate.php"
PROGRAMS = ("php", "mariadbd", "mariadb-install-db", "mariadb-admin", "mariadb")
_CONFIG = """<?php
define('DB_NAME','wp'); define('DB_USER','root'); define('DB_PASSWORD',''); define('DB_HOST','localhost:{socket}');
define('DB_CHARSET','utf8mb4'); define('DB_COLLATE',''); {keys}
define('WP_HOME','{address}'); define('WP_SITEURL','{address}'); define('DISABLE_WP_CRON',true);
define('WP_HTTP_BLOCK_EXTERNAL',true); define('WP_ACCESSIBLE_HOSTS','127.0.0.1');
define('COMPLIANCE_URL','{service}'); define('COMPLIANCE_TOKEN','{token}');
$table_prefix='wp_';
if(!defined('ABSPATH')) define('ABSPATH',__DIR__.'/');
require_once ABSPATH.'wp-settings.php';
"""
_INSTALL = (
    "define('WP_INSTALLING',true); require '{site}/wp-load.php'; require ABSPATH.'wp-admin/includes/upgrade.php';"
    "function wp_mail() {{ return true; }} wp_install('Daily','editor','editor@example.org',true,'','secret');"
)
_KEYS = "AUTH_KEY SECURE_AUTH_KEY LOGGED_IN_KEY NONCE_KEY AUTH_SALT SECURE_AUTH_SALT LOGGED_IN_SALT NONCE_SALT".split()


def missing() -> str:
    """What is not installed here, in words; empty where all is."""
    absent = [program for program in PROGRAMS if shutil.which(program) is None]
    return ", ".join([*([] if CORE.is_dir() else ["wordpress"]), *absent])


class Site:
    """WordPress in a folder, with the gate as a must-use plugin and nobody but an editor.

    :param folder: an empty one.
    :param port: of the web server.
    :param service: the service's address.
    """

    def __init__(self, folder: Path, port: int, service: str, token: str) -> None:
        self.root, self.address = folder / "site", f"http://127.0.0.1:{port}"
        self._socket = folder / "db.sock"
        shutil.copytree(CORE, self.root, ignore=shutil.ignore_patterns("wp-config.php"))
        (self.root / "wp-content/mu-plugins").mkdir(parents=True)
        shutil.copy(PLUGIN, self.root / "wp-content/mu-plugins")
        keys = " ".join(f"define('{key}','{number}');" for number, key in enumerate(_KEYS))
        config = _CONFIG.format(socket=self._socket, keys=keys, address=self.address, service=service, token=token)
        (self.root / "wp-config.php").write_text(config)
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            self._start(folder, port)
        except BaseException:
            self.close()
            raise

    def _start(self, folder: Path, port: int) -> None:
        self._processes.append(self._database(folder / "db"))
        self.php(_INSTALL.format(site=self.root), load=False)
        self._processes.append(
            subprocess.Popen(
                ["php", "-S", f"127.0.0.1:{port}", "-t", self.root],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def _database(self, data: Path) -> subprocess.Popen[bytes]:
        make = ["mariadb-install-db", f"--datadir={data}", "--auth-root-authentication-method=normal"]
        subprocess.run([*make, "--skip-test-db", "--user=root"], check=True, capture_output=True)
        run = ["mariadbd", "--no-defaults", f"--datadir={data}", "--skip-networking", "--user=root"]
        server = subprocess.Popen(
            [*run, f"--socket={self._socket}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ask = ["mariadb-admin", "--no-defaults", "-S", str(self._socket), "-u", "root", "ping"]
        until(lambda: subprocess.run(ask, capture_output=True).returncode == 0)
        make_it = ["mariadb", "--no-defaults", "-S", str(self._socket), "-u", "root", "-e", "create database wp"]
        subprocess.run(make_it, check=True)
        return server

    def php(self, code: str, *, load: bool = True) -> str:
        """What code prints that runs inside WordPress, as WP-CLI's does, in the editor's name."""
        _, _, port = self.address.rpartition(":")
        before = f"$_SERVER['HTTP_HOST']='127.0.0.1:{port}';"
        if load:
            before += f"require '{self.root}/wp-load.php'; wp_set_current_user(1);"
        done = subprocess.run(["php", "-r", before + code], capture_output=True, text=True, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def editor(self) -> Editor:
        """An editor who has signed in."""
        return Editor(self.address)

    def close(self) -> None:
        """End everything that runs."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait(timeout=PATIENCE)


class Editor:
    """A browser's requests, as the pages of WordPress make them."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, follow_redirects=True, timeout=PATIENCE)
        until(lambda: self._answers())
        login = {"log": "editor", "pwd": "secret", "wp-submit": "Log In", "testcookie": "1"}
        self.http.post("/wp-login.php", data={**login, "redirect_to": f"{address}/wp-admin/"})
        self._nonce = self.http.get("/wp-admin/admin-ajax.php?action=rest-nonce").text

    def _answers(self) -> bool:
        try:
            return self.http.get("/wp-login.php").status_code == 200
        except httpx.HTTPError:
            return False

    def rest(self, method: str, path: str, **fields: Any) -> httpx.Response:
        """A call of the REST API, as the block editor makes it."""
        headers = {"X-WP-Nonce": self._nonce}
        return self.http.request(method, f"/index.php?rest_route=/wp/v2{path}", json=fields or None, headers=headers)

    def post(self, number: int) -> dict[str, Any]:
        """A post as it is stored."""
        found: dict[str, Any] = self.http.get(
            f"/index.php?rest_route=/wp/v2/posts/{number}&context=edit", headers={"X-WP-Nonce": self._nonce}
        ).json()
        return found

    def quick_edit(self, number: int, **fields: str) -> None:
        """The row of the list of posts, opened and saved."""
        page = self.http.get("/wp-admin/edit.php").text
        nonce = _first(r'name="_inline_edit" value="(\w+)"', page)
        when = {"mm": "01", "jj": "02", "aa": "2026", "hh": "01", "mn": "00", "ss": "00"}
        form = {"action": "inline-save", "post_type": "post", "post_ID": str(number), "screen": "edit-post"}
        form |= {"post_view": "list", "post_author": "1", "_inline_edit": nonce, **when, **fields}
        self.http.post("/wp-admin/admin-ajax.php", data=form).raise_for_status()

    def classic(self, number: int, **fields: str) -> None:
        """The classic editor's form, sent."""
        page = self.http.get(f"/wp-admin/post.php?post={number}&action=edit").text
        nonce = _first(r'name="_wpnonce" value="(\w+)"', page)
        form = {"action": "editpost", "post_ID": str(number), "post_type": "post", "user_ID": "1", "_wpnonce": nonce}
        self.http.post("/wp-admin/post.php", data={**form, **fields}).raise_for_status()

    def notices(self) -> str:
        """What the next page tells the editor."""
        return "\n".join(re.findall(r'notice-error"><p>(.*?)</p>', self.http.get("/wp-admin/edit.php").text, re.DOTALL))


def _first(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found is not None, pattern
    return found[1]
