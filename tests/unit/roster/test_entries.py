"""Each bot's settings: the process's own, but for what its line says and what is only its own."""

from pathlib import Path
from typing import Any

import pytest

from bot.roster.entries import OWN, entries, read_bots, secrets_of
from bot.roster.tokens_file import BadTokensFile, parse
from bot.settings.mistakes import SettingsMistakes, load_settings
from bot.settings.settings import Settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def base(**changes: Any) -> Settings:
    given: dict[str, Any] = {"bot_tokens_file": "tokens", "data_dir": "/srv/data"}
    return Settings(_env_file=None, **(given | changes))


def bots(text: str, **changes: Any) -> dict[int, Settings]:
    return entries(base(**changes), parse(text))


def test_a_line_has_settings_of_its_own_and_the_others_of_the_process() -> None:
    found = bots("1:a admin_ids=7,8 timezone=Europe/Berlin\n2:b", admin_ids="5", canary=9)
    assert (found[1].admin_ids, found[2].admin_ids) == ((7, 8), (5,))
    assert (found[1].timezone, found[2].timezone) == ("Europe/Berlin", "UTC")
    assert (found[1].canary, found[2].canary) == (9, 9)
    assert found[1].database_url == "sqlite+aiosqlite:////srv/data/bot_1.sqlite3"
    assert found[2].bot_token.get_secret_value() == "2:b"


def test_on_a_server_each_has_a_schema() -> None:
    url = "postgresql+psycopg://me:p%40ss@db/herald?sslmode=require"
    found = bots("1:a", database_url=url)[1].database_url
    assert found == "postgresql+psycopg://me:p%40ss@db/herald?schema=bot_1&sslmode=require"


def test_the_environment_has_no_second_word(monkeypatch: pytest.MonkeyPatch) -> None:
    process = base(canary=9)
    monkeypatch.setenv("CANARY", "5")
    monkeypatch.setenv("BOT_TOKEN", "7:x")
    assert entries(process, parse("1:a"))[1].canary == 9


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1:a\n2:b timezone=Mars/Base", "line 2: TIMEZONE: 'Mars/Base' is not a time zone"),
        ("1:a broadcast_rate=0", "line 1: BROADCAST_RATE: '0' does not fit; expected messages per"),
        ("1:a data_dir=/tmp", "line 1: data_dir is a setting of the whole process; a line may"),
        ("1:a canari=1", "line 1: canari is not a setting; a line may have admin_ids,"),
        ("1:a admin_ids=x canary=y", "line 1: ADMIN_IDS: 'x' is not a numeric id; expected"),
    ],
)
def test_values_are_checked_by_the_same_rules(text: str, words: str) -> None:
    with pytest.raises(BadTokensFile) as error:
        bots(text)
    assert str(error.value).startswith(words)


def test_each_may_be_set_for_one_bot() -> None:
    values = {
        **dict.fromkeys(OWN, "1"),
        "timezone": "UTC",
        "default_locale": "ru",
        "uncertain_policy": "resend",
        "clean_list": "true",
        "drop_pending_updates": "true",
    }
    [line] = parse("1:a " + " ".join(f"{name}={value}" for name, value in values.items()))
    entries(base(), [line])


def test_each_hook_has_an_address_and_a_secret_of_its_own() -> None:
    hook = {"webhook_url": "https://example.org/in/", "webhook_secret": "s", "http_port": 1}
    found = bots("1:a\n2:b", **hook)
    again = bots("2:c", **hook)
    assert found[1].webhook_url == "https://example.org/in/hook/1"
    assert found[1].webhook_secret != found[2].webhook_secret
    assert found[2].webhook_secret == again[2].webhook_secret, "each process makes the same"
    assert len(secrets_of(found)) == 4


def test_one_token_and_many_are_too_many(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("BOT_TOKEN=1:a\nBOT_TOKENS_FILE=tokens")
    with pytest.raises(SettingsMistakes) as error:
        load_settings(env_file=file)
    [line] = error.value.lines
    assert line.startswith("BOT_TOKEN: or BOT_TOKEN_FILE is set, and BOT_TOKENS_FILE too;")
    file.write_text("BOT_TOKENS_FILE=tokens\nDATABASE_URL=sqlite+aiosqlite:///x")
    with pytest.raises(SettingsMistakes) as error:
        load_settings(env_file=file)
    [line] = error.value.lines
    assert line.startswith("DATABASE_URL: is one file, and BOT_TOKENS_FILE names several bots")


def test_a_bad_file_is_told_as_a_setting(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text("1:a\n2b")
    with pytest.raises(SettingsMistakes) as error:
        read_bots(base(bot_tokens_file=file))
    [line] = error.value.lines
    assert line.startswith("BOT_TOKENS_FILE: line 2: does not begin with a token")
    assert read_bots(Settings(_env_file=None, bot_token="1:a")) == {}
