"""The key that a command acts with. Everybody on a machine can read what others have typed behind a
command, so a file or the environment are better places than --key."""

from collections.abc import Mapping
from pathlib import Path

from bot.api.core.refusals import Refused
from bot.settings.token_file import read_limited
from broadcast.model.outside.key import bot_of

KEY, KEY_FILE = "HERALD_KEY", "HERALD_KEY_FILE"
LARGEST_FILE = 4096  # bytes; a key has about 60


def read_key(
    typed: str | None, file: Path | None, environment: Mapping[str, str]
) -> tuple[str, int]:
    """The key, and the number of its bot. What was typed counts before the environment.

    Raises Refused, which never repeats it.
    """
    where = "--key"
    if typed is None and file is None:
        typed, where = environment.get(KEY) or None, KEY
        path = environment.get(KEY_FILE) or None
        file = Path(path) if typed is None and path is not None else None
    if typed is None and file is None:
        raise _no_key(f"which key? Set {KEY}, or add --key-file FILE; an owner makes one")
    key = (typed if file is None else _in_file(file)) or ""
    bot_id = bot_of(key.strip())
    if bot_id is None:
        named = where if file is None else str(file)
        raise _no_key(f"what was given as the key ({named}) is none; an owner makes one")
    return key.strip(), bot_id


def _in_file(file: Path) -> str:
    try:
        return read_limited(file, LARGEST_FILE, pipe=True).decode()
    except UnicodeDecodeError:
        return ""
    except ValueError as error:
        raise _no_key(f"the key's file {file} {error}; an owner makes one") from None


def _no_key(words: str) -> Refused:
    return Refused(
        status=401, code="no_key", detail=f"{words} in the chat: Settings, From outside, API keys"
    )
