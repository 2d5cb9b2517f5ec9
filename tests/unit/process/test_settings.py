"""The settings: what is taken, and the one line that each mistake gets."""

import os
import re
from pathlib import Path

import pytest

from bot.settings.mistakes import SettingsMistakes, load_settings, misspelled
from bot.settings.settings import Settings

ROOT = Path(__file__).parents[3]
TOKEN = "123456:AAF-secretsecretsecretsecretsecret"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def given(tmp_path: Path, *lines: str) -> Settings:
    file = tmp_path / "settings.env"
    file.write_text("\n".join(lines), encoding="utf-8")
    return load_settings(env_file=file)


def mistakes(tmp_path: Path, *lines: str) -> list[str]:
    with pytest.raises(SettingsMistakes) as raised:
        given(tmp_path, *lines)
    return raised.value.lines


def test_a_token_is_all_that_is_needed(tmp_path: Path) -> None:
    settings = given(tmp_path, f"BOT_TOKEN={TOKEN}")
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.database_url == "sqlite+aiosqlite:///data/herald.sqlite3"
    assert settings.broadcast_rate == 25
    assert settings.admin_ids == ()


def test_the_environment_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADCAST_RATE", "7.5")
    settings = given(tmp_path, f"BOT_TOKEN={TOKEN}", "BROADCAST_RATE=3")
    assert settings.broadcast_rate == 7.5


def test_an_empty_value_means_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "")
    settings = given(tmp_path, f"BOT_TOKEN={TOKEN}", "LOG_LEVEL=warning", "HTTP_PORT=")
    assert settings.log_level == "WARNING"
    assert settings.http_port is None


def test_admin_ids_may_have_spaces_and_repetitions(tmp_path: Path) -> None:
    assert given(tmp_path, f"BOT_TOKEN={TOKEN}", "ADMIN_IDS= 5, 6,5 ,").admin_ids == (5, 6)


def test_the_database_is_in_the_data_folder(tmp_path: Path) -> None:
    settings = given(tmp_path, f"BOT_TOKEN={TOKEN}", "DATA_DIR=/var/lib/herald")
    assert settings.database_url == "sqlite+aiosqlite:////var/lib/herald/herald.sqlite3"


def test_the_token_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n")
    assert given(tmp_path, f"BOT_TOKEN_FILE={secret}").bot_token.get_secret_value() == TOKEN


def test_a_token_twice_is_a_mistake(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(TOKEN)
    [line] = mistakes(tmp_path, f"BOT_TOKEN_FILE={secret}", f"BOT_TOKEN={TOKEN}")
    assert line.startswith("BOT_TOKEN: is set, and BOT_TOKEN_FILE too")


def test_a_missing_token_file_is_told_once(tmp_path: Path) -> None:
    [line] = mistakes(tmp_path, "BOT_TOKEN_FILE=/nowhere/token")
    assert line.startswith("BOT_TOKEN_FILE: cannot be read (No such file or directory)")


def test_the_token_may_come_through_a_pipe_that_is_read_once(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{TOKEN}\n".encode())
    os.close(writing)
    try:
        settings = given(tmp_path, f"BOT_TOKEN_FILE=/dev/fd/{reading}")
    finally:
        os.close(reading)
    assert settings.bot_token.get_secret_value() == TOKEN
    assert TOKEN not in repr(settings)


def test_a_token_file_without_an_end_filled_the_memory(tmp_path: Path) -> None:
    [line] = mistakes(tmp_path, "BOT_TOKEN_FILE=/dev/zero")
    assert line.startswith("BOT_TOKEN_FILE: is neither a file nor a pipe")
    long = tmp_path / "token"
    long.write_text(TOKEN + "\n" * 4096)
    [line] = mistakes(tmp_path, f"BOT_TOKEN_FILE={long}")
    assert line.startswith("BOT_TOKEN_FILE: is longer than 4096 bytes")


def test_an_empty_token_file_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "token").touch()
    [line] = mistakes(tmp_path, f"BOT_TOKEN_FILE={tmp_path / 'token'}")
    assert line.startswith("BOT_TOKEN: is missing")


def test_commands_on_the_database_need_no_token(tmp_path: Path) -> None:
    assert load_settings(env_file=None, token_needed=False).database_url


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("ADMIN_IDS=@ann", "ADMIN_IDS: '@ann' is not a numeric id"),
        ("ADMIN_IDS=-5", "ADMIN_IDS: '-5' is not a numeric id"),
        ("DATABASE_URL=postgresql://u:pass@h/x", "DATABASE_URL: names a database that"),
        ("DATABASE_URL=sqlite+aiosqlite:///:memory:", "DATABASE_URL: names no file"),
        ("DATABASE_URL=postgresql+psycopg://u:pass@h", "DATABASE_URL: names no database"),
        ("DATABASE_URL=postgresql+psycopg://u@h:port/x", "DATABASE_URL: names a host or port"),
        ("DATABASE_URL=postgresql+psycopg://h/x?password=p", "DATABASE_URL: has the password"),
        ("TELEGRAM_API_URL=localhost:8081", "TELEGRAM_API_URL: does not begin with http:// or"),
        ("TELEGRAM_API_URL=http://h:99999", "TELEGRAM_API_URL: names a host or port that"),
        ("TELEGRAM_API_URL=http://", "TELEGRAM_API_URL: names no host"),
        ("PROXY=127.0.0.1", "PROXY: names no port"),
        ("PROXY=http://:3128", "PROXY: names no host"),
        (
            "PROXY=https://u:pass@h:3128",
            "PROXY: is of a kind that is not known here; expected http",
        ),
        ("PROXY=mtproto://h:1", "PROXY: is of a kind that is not known here"),
        ("PROXY=http://h:port", "PROXY: is not an address"),
        ("BROADCAST_RATE=0", "BROADCAST_RATE: '0' does not fit"),
        ("BROADCAST_RATE=10001", "BROADCAST_RATE: '10001' does not fit"),
        ("BROADCAST_RATE=nan", "BROADCAST_RATE: 'nan' does not fit"),
        ("UNCERTAIN_POLICY=maybe", "UNCERTAIN_POLICY: 'maybe' does not fit"),
        ("CANARY=-1", "CANARY: '-1' does not fit"),
        ("CANARY=some", "CANARY: 'some' does not fit"),
        ("FAILURE_SHARE=101", "FAILURE_SHARE: '101' does not fit"),
        ("LEDGER_DAYS=1.5", "LEDGER_DAYS: '1.5' does not fit"),
        ("HTTP_PORT=70000", "HTTP_PORT: '70000' does not fit"),
        ("DROP_PENDING_UPDATES=often", "DROP_PENDING_UPDATES: 'often' does not fit"),
        ("DEFAULT_LOCALE=English", "DEFAULT_LOCALE: 'English' is not a language code"),
        ("DEFAULT_LOCALE=de", "DEFAULT_LOCALE: there are no texts in 'de'"),
        ("TIMEZONE=Mars/Base", "TIMEZONE: 'Mars/Base' is not a time zone"),
        ("TIMEZONE=../../etc/passwd", "TIMEZONE: '../../etc/passwd' is not a time zone"),
        ("LOG_LEVEL=loud", "LOG_LEVEL: 'LOUD' does not fit"),
        ("LOG_FORMAT=xml", "LOG_FORMAT: 'xml' does not fit"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, line: str, start: str) -> None:
    [told] = mistakes(tmp_path, f"BOT_TOKEN={TOKEN}", line)
    assert told.startswith(start)
    assert re.search(r"; expected .+", told)
    assert "\n" not in told


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    lines = mistakes(tmp_path, "BOT_TOKEN=nonsense", "ADMIN_IDS=x", "WEBHOOK_URL=https://h.org/w")
    names = [line.split(":")[0] for line in lines]
    assert names == ["BOT_TOKEN", "ADMIN_IDS", "WEBHOOK_SECRET", "HTTP_PORT"]


@pytest.mark.parametrize(
    "url",
    [
        "http://h.org/w",
        "https://h.org:8080/w",
        "h.org",
        "https:///w",
        "https://h.org/a b",
        "https://h.org/{hook",
        "https://h.org/%7Bhook%7D",
    ],
)
def test_a_webhook_that_telegram_would_not_call(tmp_path: Path, url: str) -> None:
    lines = mistakes(
        tmp_path, f"BOT_TOKEN={TOKEN}", f'WEBHOOK_URL="{url}"', "WEBHOOK_SECRET=s", "HTTP_PORT=1"
    )
    assert [line.split(":")[0] for line in lines] == ["WEBHOOK_URL"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://", "does not begin with https://"),
        ("http://h.org/w", "does not begin with https://"),
        ("h.org/w", "does not begin with https://"),
        ("https://", "names no host"),
        ("https:///w", "names no host"),
        ("https://h.org:0/w", "names port 0, which Telegram does not call"),
        ("https://h.org:99999/w", "names a host or port that cannot be"),
        ("https://h.org/a b", "has blanks in it"),
    ],
)
def test_each_mistake_in_an_address_has_its_own_words(tmp_path: Path, url: str, words: str) -> None:
    """All of them were "not an address"."""
    [line] = mistakes(
        tmp_path, f"BOT_TOKEN={TOKEN}", f'WEBHOOK_URL="{url}"', "WEBHOOK_SECRET=s", "HTTP_PORT=1"
    )
    assert line.startswith(f"WEBHOOK_URL: {words}; expected an https address on port 443")


def test_braces_are_refused_for_a_server_of_ones_own_too(tmp_path: Path) -> None:
    lines = mistakes(
        tmp_path,
        f"BOT_TOKEN={TOKEN}",
        "TELEGRAM_API_URL=http://127.0.0.1:8081",
        "WEBHOOK_URL=http://127.0.0.1:9000/{hook}",
        "WEBHOOK_SECRET=s",
        "HTTP_PORT=1",
    )
    assert [line.split(";")[0] for line in lines] == ["WEBHOOK_URL: has braces in its path"]


def test_a_server_of_ones_own_calls_any_address(tmp_path: Path) -> None:
    settings = given(
        tmp_path,
        f"BOT_TOKEN={TOKEN}",
        "TELEGRAM_API_URL=http://127.0.0.1:8081/",
        "WEBHOOK_URL=http://127.0.0.1:9000/hook",
        "WEBHOOK_SECRET=s3cret",
        "HTTP_PORT=9000",
    )
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.webhook_url == "http://127.0.0.1:9000/hook"


def test_secrets_are_never_shown(tmp_path: Path) -> None:
    lines = mistakes(
        tmp_path,
        "BOT_TOKEN=123456:has spaces hush",
        "DATABASE_URL=postgresql://user:hush@host/name",
        "TELEGRAM_API_URL=ftp://user:hush@host",
        "WEBHOOK_URL=ftp://host/hush",
        "WEBHOOK_SECRET=hush!",
        "PROXY=ftp://user:hush@host:1",
        "HTTP_PORT=1",
    )
    assert len(lines) == 6
    assert not [line for line in lines if "hush" in line]
    settings = given(tmp_path, f"BOT_TOKEN={TOKEN}")
    assert TOKEN not in repr(settings)
    assert TOKEN not in str(settings)
    settings = given(
        tmp_path,
        f"BOT_TOKEN={TOKEN}",
        "TELEGRAM_API_URL=http://user:hushhush@host",
        "PROXY=http://user:secret%21@host:1",
        "DATABASE_URL=postgresql+psycopg://herald:hush-well@host/herald?schema=bot_1",
    )
    assert "hush" not in f"{settings} {settings!r}"
    assert {"hushhush", "secret%21", "secret!", "hush-well"} < set(settings.secrets)


@pytest.mark.parametrize("name", ["ADMIN_IDS", "HTTP_PORT", "LOG_LEVEL", "TIMEZONE"])
@pytest.mark.parametrize("form", ["{}", "5,{}", "https://api.telegram.org/bot{}/getMe", "bot{}"])
def test_a_token_in_the_wrong_setting_was_repeated(tmp_path: Path, name: str, form: str) -> None:
    [line] = mistakes(tmp_path, f"BOT_TOKEN={TOKEN}", f"{name}={form.format(TOKEN)}")
    assert line.startswith(f"{name}: ")
    assert "secret" not in line.lower()


def test_a_slip_in_a_name_is_pointed_out(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("ADMINS_ID=5\nBOT_TOKEN=x\nEDITOR=vi\nbot_token=y\n")
    [line] = misspelled(file)
    assert line == f"ADMINS_ID in {file} is not a setting: did you mean ADMIN_IDS?"


def test_a_file_that_is_no_text_is_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_bytes(b"BOT_TOKEN=\xff\xfe\x00")
    with pytest.raises(SettingsMistakes, match="is not a text file"):
        load_settings(env_file=file)


@pytest.mark.parametrize("name", ["settings.env", "x" * 300])
def test_an_env_file_that_cannot_be_read_was_read_again(tmp_path: Path, name: str) -> None:
    """The second name is longer than a system takes: like missing rights, an OSError."""
    file = tmp_path / name
    if len(name) < 256:
        file.write_bytes(b"BOT_TOKEN=\xff")
    with pytest.raises(SettingsMistakes, match=r"is not a text file|cannot be read"):
        load_settings(env_file=file)
    assert misspelled(file) == []


def test_the_example_lists_every_setting_with_working_values(tmp_path: Path) -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)
    assert sorted(names) == sorted(name.upper() for name in Settings.model_fields)
    lines = text.strip().splitlines()
    for number, line in enumerate(lines):
        if not line.startswith("#") and line:
            assert lines[number - 1].startswith("# "), f"{line} has no comment"
    example = given(tmp_path, text.replace("BOT_TOKEN=\n", f"BOT_TOKEN={TOKEN}\n"))
    assert example == given(tmp_path, f"BOT_TOKEN={TOKEN}")
