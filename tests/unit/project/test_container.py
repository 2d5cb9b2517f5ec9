"""The image's entry point and health check, without a container."""

import asyncio
import json
import os
import re
import stat
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from bot.http.health import Health
from bot.http.hooks import Hooks
from bot.http.server import build_site, serving

ROOT = Path(__file__).parents[3]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
CHECK = ROOT / "deploy/health.py"


@pytest.fixture(scope="module")
def health() -> ModuleType:
    spec = spec_from_file_location("health", CHECK)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def started(tmp_path: Path, port: str, *arguments: str) -> list[str]:
    """What the entry point makes of it: the port, and the words that herald is given."""
    herald = tmp_path / "herald"
    herald.write_text('#!/bin/sh\nprintf "%s\\n" "$$" "$HTTP_PORT" "$@"\n', encoding="utf-8")
    herald.chmod(herald.stat().st_mode | stat.S_IXUSR)
    found = re.search(r"^ENTRYPOINT (\[.*\])$", DOCKERFILE, re.MULTILINE)
    assert found is not None
    process = subprocess.Popen(
        [*json.loads(found[1]), *arguments],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}", "HTTP_PORT": port},
        stdout=subprocess.PIPE,
        text=True,
    )
    told, _ = process.communicate(timeout=30)
    pid, *words = told.splitlines()
    assert int(pid) == process.pid, "the shell stays, and keeps SIGTERM to itself"
    return words


def test_an_empty_port_took_the_health_check_away(tmp_path: Path, health: ModuleType) -> None:
    assert started(tmp_path, "") == ["8080"]
    assert health.address({"HTTP_PORT": ""}) == "http://127.0.0.1:8080/healthz"
    assert f"HTTP_PORT={health.IMAGE_PORT}" in DOCKERFILE


def test_a_port_of_ones_own_and_a_command(tmp_path: Path, health: ModuleType) -> None:
    assert started(tmp_path, "9000", "check", "a b") == ["9000", "check", "a b"]
    assert health.address({"HTTP_PORT": "9000"}) == "http://127.0.0.1:9000/healthz"


@pytest.mark.parametrize(
    ("host", "asked"),
    [("", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("172.17.0.2", "172.17.0.2"), ("::1", "[::1]")],
)
def test_it_asks_where_the_bot_listens(health: ModuleType, host: str, asked: str) -> None:
    assert health.address({"HTTP_HOST": host}) == f"http://{asked}:8080/healthz"


async def test_the_check_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the machine is not asked."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_HOST", "")
    async with serving(build_site(Health(), lambda: b"", Hooks()), "127.0.0.1", 0) as port:
        assert await exit_code(port) == 0
    assert await exit_code(port) == 1


async def exit_code(port: int) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(CHECK),
        env={**os.environ, "HTTP_PORT": str(port)},
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await process.wait()
