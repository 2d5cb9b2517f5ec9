"""herald check: a line for each thing, and what to do about it."""

import asyncio
import errno
import os
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings.settings import Settings
from botapi_sandbox.control import Control
from db.schema.metadata import HEAD

TOKEN = "4242:sandbox-token"

Check = Callable[[], Awaitable[tuple[int, dict[str, str]]]]


@pytest.fixture
def check(
    sandbox_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Check:
    """Run it in an empty folder: the exit code, and its lines by their names."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", sandbox_url)

    async def run() -> tuple[int, dict[str, str]]:
        code = await asyncio.to_thread(main, ["check"])
        told = capsys.readouterr()
        assert told.err == ""
        assert TOKEN not in told.out
        return code, {line[:10].strip(): line[12:] for line in told.out.splitlines()}

    return run


async def test_all_in_order_before_the_first_start(check: Check, tmp_path: Path) -> None:
    code, lines = await check()
    assert code == 0
    assert list(lines) == ["settings", "folder", "database", "migrations", "locales", "token"]
    assert all(line.startswith("ok") for line in lines.values())
    assert lines["locales"] == "ok     en, ru"
    assert lines["token"] == "ok     @sandbox4242_bot"
    assert names_in(tmp_path) == [], "looking changes nothing"


async def test_all_in_order_after_a_start(check: Check) -> None:
    assert await asyncio.to_thread(main, ["migrate"]) == 0
    code, lines = await check()
    assert code == 0
    assert lines["migrations"] == f"ok     version {HEAD}"


async def test_bad_settings(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PORT", "many")
    code, lines = await check()
    assert code == 2
    assert lines == {
        "settings": "WRONG  HTTP_PORT: 'many' does not fit; expected a port, such as 8080"
    }


async def test_a_refused_token(check: Check, control: Control) -> None:
    await control.revoke(TOKEN)
    code, lines = await check()
    assert code == 1
    assert lines["token"].startswith("WRONG  Telegram refuses BOT_TOKEN (Unauthorized)")
    assert lines["database"].startswith("ok")


async def test_an_unreachable_server(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    code, lines = await check()
    assert code == 1
    assert lines["token"].startswith("WRONG  cannot reach http://127.0.0.1:9")


async def test_a_proxy_is_named_and_its_password_is_not(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROXY", "socks5h://ann:s3cret-word@127.0.0.1:9")
    code, lines = await check()
    assert code == 1
    assert lines["proxy"] == "ok     socks5://127.0.0.1:9 (PROXY)"
    assert lines["token"].startswith("WRONG  cannot reach http://127.0.0.1:")
    assert "ProxyConnectionError" in lines["token"]
    assert "s3cret" not in str(lines)


async def test_a_language_without_texts(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEFAULT_LOCALE", "tlh")
    code, lines = await check()
    assert code == 2
    assert "DEFAULT_LOCALE: there are no texts in 'tlh'" in lines["settings"]


async def test_no_database(check: Check, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/herald.sqlite3").write_text("once upon a time " * 99)
    code, lines = await check()
    assert code == 1
    assert "file is not a database" in lines["database"]
    assert lines["migrations"].startswith("WRONG")


async def test_a_damaged_database(check: Check, tmp_path: Path) -> None:
    assert await asyncio.to_thread(main, ["migrate"]) == 0
    file = tmp_path / "data/herald.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(file.read_bytes())
    content[size * 2 : size * 3] = b"\xff" * size
    file.write_bytes(content)
    code, lines = await check()
    assert code == 1
    assert lines["database"].startswith("WRONG")


async def test_a_folder_that_cannot_be_written(check: Check, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    code, lines = await check()
    assert code == 1
    assert lines["folder"].startswith("WRONG")
    assert "DATA_DIR" in lines["folder"]


@pytest.mark.parametrize("folder", ["/proc/herald", "/sys/kernel/herald"])
async def test_root_was_told_that_it_can_write_anywhere(
    check: Check, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """Rights do not keep root out; these take no file from anybody."""
    monkeypatch.setenv("DATA_DIR", folder)
    code, lines = await check()
    assert code == 1
    assert lines["folder"].startswith("WRONG  cannot write to /")
    assert lines["folder"].endswith("change its rights, or DATA_DIR")


async def test_a_folder_that_lost_its_rights_under_a_database(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was not even looked at where there is a database."""
    assert await asyncio.to_thread(main, ["migrate"]) == 0

    def read_only(**_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("bot.commands.writable.TemporaryFile", read_only)
    code, lines = await check()
    assert code == 1
    assert "(Read-only file system)" in lines["folder"]


async def test_a_lock_in_the_way(check: Check, tmp_path: Path) -> None:
    (tmp_path / "data/herald.sqlite3.lock").mkdir(parents=True)
    code, lines = await check()
    assert code == 1
    assert "herald.sqlite3.lock (Is a directory)" in lines["folder"]


async def test_who_took_the_claim_link_stays_owner(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await asyncio.to_thread(main, ["migrate"]) == 0
    with closing(sqlite3.connect(tmp_path / "data/herald.sqlite3")) as connection:
        connection.execute("INSERT INTO admins (user_id, role, added_at) VALUES (666, 'owner', 1)")
        connection.execute("INSERT INTO admins (user_id, role, added_at) VALUES (5, 'owner', 1)")
        connection.commit()
    code, lines = await check()
    assert "admins" not in lines, "nobody is named, and somebody must be"
    monkeypatch.setenv("ADMIN_IDS", "5")
    code, lines = await check()
    assert code == 0
    assert lines["admins"].startswith("note   owners whom ADMIN_IDS does not name: 666. Whoever")
    assert lines["admins"].endswith("herald admins remove 666")


async def test_a_database_that_others_may_read_is_told(check: Check, tmp_path: Path) -> None:
    assert await asyncio.to_thread(main, ["migrate"]) == 0
    _, lines = await check()
    assert "others" not in lines["database"]
    (tmp_path / "data").chmod(0o755)
    (tmp_path / "data/herald.sqlite3").chmod(0o644)
    code, lines = await check()
    assert code == 0
    assert "which others on this machine may use: chmod go= " in lines["database"]


async def test_a_newer_database(check: Check, tmp_path: Path) -> None:
    assert await asyncio.to_thread(main, ["migrate"]) == 0
    with closing(sqlite3.connect(tmp_path / "data/herald.sqlite3")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    code, lines = await check()
    assert code == 1
    assert "version 9999" in lines["migrations"]


def names_in(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()]
