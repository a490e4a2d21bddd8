"""The settings in docs/editors.md are what they say they are, and those for Neovim work where there is one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.patience import PATIENCE

PAGE = Path(__file__).parents[2] / "docs" / "editors.md"
STORY = "# Council votes 🎉\n\nSaid 🎉 teh council, perhaps too late.\n"
DRIVE = """
vim.cmd("edit vote.md")
vim.wait(180000, function() return #vim.diagnostic.get(0) > 1 end, 50)
local at = { textDocument = vim.lsp.util.make_text_document_params() }
at.range = { start = { line = 0, character = 0 }, ["end"] = { line = 9, character = 0 } }
at.context = { diagnostics = {}, only = { "source.fixAll" } }
for _, told in pairs(vim.lsp.buf_request_sync(0, "textDocument/codeAction", at, 180000)) do
  vim.lsp.util.apply_workspace_edit(told.result[1].edit, "utf-16")
end
vim.wait(180000, function() return #vim.diagnostic.get(0) == 1 end, 50)
vim.cmd("write")
vim.cmd("quitall")
"""


def blocks(language: str) -> list[str]:
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_settings_are_well_formed_and_start_the_server() -> None:
    code, sublime = map(json.loads, blocks("json"))
    assert [code["glspc.server.command"], *code["glspc.server.commandArguments"]] == ["compliance", "lsp"]
    assert sublime["clients"]["compliance"]["command"] == ["compliance", "lsp"]
    (helix,) = map(tomllib.loads, blocks("toml"))
    assert helix["language-server"]["compliance"] == {"command": "compliance", "args": ["lsp"]}
    assert {one["name"] for one in helix["language"]} == {"markdown", "html"}


@pytest.mark.skipif(shutil.which("nvim") is None, reason="there is no Neovim here")
def test_neovim_shows_a_story_and_fixes_it(server_env: dict[str, str], house: Path) -> None:
    version = subprocess.run(["nvim", "--version"], capture_output=True, text=True, check=True).stdout
    major, minor = map(int, re.findall(r"v(\d+)\.(\d+)", version)[0])
    newer, older = blocks("lua")
    settings = newer if (major, minor) >= (0, 11) else older
    (house / "init.lua").write_text(f"vim.cmd('filetype plugin on')\n{settings}")
    (house / "drive.lua").write_text(DRIVE)
    (house / "vote.md").write_text(STORY, encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["nvim", "--headless", "-u", "init.lua", "-c", "luafile drive.lua"]
    env = {**os.environ, **server_env, "PATH": path, "XDG_STATE_HOME": str(house), "XDG_CACHE_HOME": str(house)}
    env["XDG_DATA_HOME"] = str(house)
    done = subprocess.run(command, cwd=house, env=env, capture_output=True, text=True, timeout=5 * PATIENCE)
    assert (house / "vote.md").read_text(encoding="utf-8") == STORY.replace("teh", "the"), done.stderr
