"""Reading the settings, and saying what is wrong with them: a line for each mistake."""

import difflib
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError
from pydantic_core import ErrorDetails

from bot.process.logs import Redactor
from bot.settings.settings import NO_TOKEN, Settings

ENV_FILE = Path(".env")
SHOWN_VALUE = 40  # characters of a wrong value that its line repeats
LIKENESS = 0.8  # of an unknown name to a known one, 0 to 1: above it, it is taken for a slip


class SettingsMistakes(Exception):
    """The settings are wrong; `lines` holds one line for each mistake, without any secret."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def load_settings(*, env_file: Path | None = ENV_FILE, token_needed: bool = True) -> Settings:
    """The settings from the environment and `env_file`; raises SettingsMistakes.

    Commands that work on the database alone need no token: for them it is not even read.
    """
    given: dict[str, Any] = {}
    if not token_needed:
        given = {"bot_token": SecretStr(NO_TOKEN), "bot_token_file": None}
    try:
        return Settings(_env_file=env_file, **given)
    except ValidationError as error:
        raise SettingsMistakes([in_one_line(one) for one in error.errors()]) from None
    except UnicodeDecodeError:
        raise SettingsMistakes([f"{env_file}: is not a text file in UTF-8"]) from None
    except OSError as error:
        raise SettingsMistakes([f"{env_file}: cannot be read ({error.strerror})"]) from None


def misspelled(env_file: Path = ENV_FILE) -> list[str]:
    """A line for each name in the file that is no setting but nearly one.

    None from a file that cannot be read: load_settings has the words for that.
    """
    try:
        names = list(dotenv_values(env_file)) if env_file.is_file() else []
    except (OSError, UnicodeDecodeError):
        return []
    known = [name.upper() for name in Settings.model_fields]
    lines = []
    for name in names:
        near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=LIKENESS)
        if near and name.upper() not in known:
            lines.append(f"{name} in {env_file} is not a setting: did you mean {near[0]}?")
    return lines


def in_one_line(error: ErrorDetails) -> str:
    """The setting, what is wrong with it, and what is expected; without any secret."""
    field = str(error["loc"][0])
    expected = Settings.model_fields[field].description
    return f"{field.upper()}: {_what(error)}; expected {expected}"


def _what(error: ErrorDetails) -> str:
    """Our own validators say it in words; the built-in checks have none.

    A token that was put into the wrong setting is not repeated, nor what a cut leaves of it.
    """
    redact = Redactor()
    if error["type"] == "value_error":
        return redact(str(error["ctx"]["error"]))
    value = redact(str(error["input"]))
    if len(value) > SHOWN_VALUE:
        value = value[:SHOWN_VALUE] + "…"
    return f"{value!r} does not fit"
