"""herald admins, and what a running bot sees of it."""

from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.__main__ import main
from bot.settings.settings import Settings
from db.admins.admins import Admins
from db.connection.database import Database
from db.connection.opening import open_database
from db.schema.states import Role
from handlers.frame.access import REREAD, Access
from tests.clocks import VirtualClock


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_put_back: None) -> None:
    """In an empty folder, without settings."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["admins", *words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_added_listed_and_removed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "there is no admin yet" in told(capsys, "list")[1]
    assert told(capsys, "add", "7", "--role", "owner") == (0, "7 is an owner\n")
    assert told(capsys, "add", "8") == (0, "8 is an editor\n")
    assert told(capsys, "add", "8") == (0, "8 is already an editor\n")
    monkeypatch.setenv("ADMIN_IDS", "9")
    assert told(capsys, "list") == (0, "9\towner\t\tADMIN_IDS\n7\towner\n8\teditor\n")
    for words in (("add", "9"), ("remove", "9")):
        code, said = told(capsys, *words)
        assert code == 1
        assert "ADMIN_IDS" in said
    assert told(capsys, "remove", "8") == (0, "8 is no admin any more\n")
    assert told(capsys, "remove", "8") == (1, "herald: 8 is no admin\n")


@pytest.mark.parametrize("number", ["0", "-5", str(2**52)])
def test_what_is_no_id_is_refused(capsys: pytest.CaptureFixture[str], number: str) -> None:
    assert told(capsys, "add", "--", number) == (1, f"herald: {number} is no user's id\n")


def test_who_claimed_wrongly_stayed_for_ever(capsys: pytest.CaptureFixture[str]) -> None:
    """By another owner, or by force; a mere slip of the hand leaves nobody without an owner."""
    assert told(capsys, "add", "666", "--role", "owner")[0] == 0
    assert told(capsys, "remove", "666")[0] == 1
    assert told(capsys, "add", "666", "--role", "editor")[0] == 1
    assert told(capsys, "remove", "666", "--force")[0] == 0
    assert told(capsys, "add", "666", "--role", "owner")[0] == 0
    assert told(capsys, "add", "7", "--role", "owner")[0] == 0
    assert told(capsys, "remove", "666")[0] == 0
    assert told(capsys, "list") == (0, "7\towner\n")


def test_the_last_owner_may_go_where_the_settings_name_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADMIN_IDS", "9")
    assert told(capsys, "add", "7", "--role", "owner")[0] == 0
    assert told(capsys, "remove", "7")[0] == 0


async def test_a_running_bot_knows_of_it_within_seconds(
    database: Database, database_url: URL
) -> None:
    """What another process writes is seen, and a look at the table costs one query each time."""
    clock = VirtualClock()
    other = await open_database(database_url)
    access = Access(Admins(database), owner_ids=(), clock=clock)
    assert await access.role(7) is None
    await Admins(other).add(7, "editor", 1, owner_elsewhere=False)
    assert await access.role(7) is None
    clock.now += REREAD
    assert await access.role(7) is Role.EDITOR
    await Admins(other).remove(7, owner_elsewhere=False)
    clock.now += REREAD
    assert await access.role(7) is None
    await other.close()
