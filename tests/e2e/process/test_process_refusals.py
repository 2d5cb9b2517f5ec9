"""Starts that must not succeed: one clear line, the right exit code, no traceback."""

import os
import socketserver
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings.settings import Settings
from db.connection.sqlite.instance_lock import InstanceLock

ROOT = Path(__file__).parents[3]
TOKEN = "4242:sandbox-token"
NOBODY_LISTENS = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_put_back: None) -> None:
    """In an empty folder, with settings that are enough."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", NOBODY_LISTENS)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """The exit code and the lines that are no log."""
    code = main(list(arguments))
    errors = capsys.readouterr().err
    assert "Traceback" not in errors
    assert TOKEN not in errors
    return code, [line for line in errors.splitlines() if line.startswith("herald: ")]


def test_help_needs_no_settings_and_no_library() -> None:
    program = (
        "import sys; from bot.__main__ import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print({'aiogram', 'sqlalchemy', 'pydantic'} & set(sys.modules))"
    )
    environment = {name: os.environ[name] for name in ("PATH",)} | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment
    )
    assert "subscribers" in done.stdout
    assert done.stdout.endswith("set()\n")


def test_bad_settings_are_told_before_anything_heavy_is_imported() -> None:
    program = (
        "import sys; from bot.__main__ import main\n"
        "code = main([])\n"
        "print(code, {'aiogram', 'sqlalchemy', 'aiohttp'} & set(sys.modules))"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "ADMIN_IDS": "ann"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment
    )
    assert done.stdout == "2 set()\n"
    lines = done.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == ["BOT_TOKEN", "ADMIN_IDS"]


def test_a_server_that_cannot_be_reached(capsys: pytest.CaptureFixture[str]) -> None:
    code, [line] = told(capsys, "run")
    assert code == 1
    assert line.startswith(f"herald: cannot reach {NOBODY_LISTENS} (")


@pytest.fixture
def no_http() -> Iterator[str]:
    """The address of a server that speaks something else."""

    class Babble(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(b"SSH-2.0-OpenSSH_9.2p1\r\n")
            self.request.recv(65536)

    with socketserver.TCPServer(("127.0.0.1", 0), Babble) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("command", ["run", "check"])
@pytest.mark.parametrize("token", [TOKEN, "123456789:AAE-abcdefghijklmnopqrstuvwxyz_012345"])
def test_a_server_that_speaks_no_http_brought_the_token_out(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    no_http: str,
    command: str,
    token: str,
) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", no_http)
    monkeypatch.setenv("BOT_TOKEN", token)
    assert main([command]) == 1
    said = "".join(capsys.readouterr())
    assert f"cannot reach {no_http} (" in said
    assert token.split(":")[1] not in said


def test_a_token_in_the_servers_address_was_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", f"{NOBODY_LISTENS}/bot{TOKEN}")
    code, [line] = told(capsys, "run")
    assert code == 1
    assert line.startswith(f"herald: cannot reach {NOBODY_LISTENS}/bot*** (")


@pytest.mark.parametrize("command", ["run", "check"])
@pytest.mark.parametrize("name", ["TELEGRAM_API_URL", "PROXY"])
def test_a_password_in_an_address_was_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str, name: str
) -> None:
    monkeypatch.setenv(name, "http://ann:s3cret@h1dden@127.0.0.1:9")
    assert main([command]) == 1
    said = "".join(capsys.readouterr())
    assert "cannot reach http://" in said
    assert "s3cret" not in said
    assert "h1dden" not in said


def test_a_mistake_of_ours_does_not_bring_a_password_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError("http://ann:s3cret@127.0.0.1:9/bot4242:sandbox-token/getMe")

    monkeypatch.setattr("bot.run.run", broken)
    assert main(["run"]) == 1
    said = capsys.readouterr().err
    assert "RuntimeError: http://***@127.0.0.1:9/bot***/getMe" in said
    assert "s3cret" not in said


@pytest.mark.parametrize("command", ["run", "check"])
def test_an_env_file_that_is_no_text_was_a_traceback(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    (tmp_path / ".env").write_bytes(b"BOT_TOKEN=\xff\n")
    assert main([command]) == 2
    assert ".env: is not a text file in UTF-8\n" in "".join(capsys.readouterr())


def test_a_file_that_is_no_database(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/herald.sqlite3").write_text("once upon a time " * 99)
    code, [line] = told(capsys, "run")
    assert code == 1
    assert "file is not a database" in line


def test_a_folder_that_cannot_be_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    code, [line] = told(capsys, "run")
    assert code == 1
    assert line.startswith(f"herald: cannot open {tmp_path.resolve() / 'data'}")


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_database_of_a_newer_version(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    assert main(["migrate"]) == 0
    with closing(sqlite3.connect(tmp_path / "data/herald.sqlite3")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    code, [line] = told(capsys, command)
    assert code == 1
    assert "version 9999" in line


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_second_process_is_told_the_first_ones_pid(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    with InstanceLock(tmp_path / "data/herald.sqlite3"):
        code, [line] = told(capsys, command)
    assert code == 1
    assert f"(pid {os.getpid()})" in line


def test_migrate_needs_no_token(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BOT_TOKEN")
    assert main(["migrate"]) == 0
    assert "brought up to version" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    assert "already at version" in capsys.readouterr().out


def test_a_slip_in_the_env_file_is_a_warning(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("BROADCASTRATE=5\n")
    assert main(["migrate"]) == 0
    assert "warning: BROADCASTRATE in .env is not a setting" in capsys.readouterr().err
