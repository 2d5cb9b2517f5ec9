"""BOT_TOKENS_FILE: a bot a line.

    # The shop's bots
    123456:ABC-def admin_ids=11,12 timezone=Europe/Berlin
    234567:GHI-jkl broadcast_rate=10    # a comment

Whatever is wrong is told by the number of its line, and never with what stands there: it may be a
token.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.settings.settings import TOKEN
from bot.settings.token_file import read_limited

LARGEST = 1_000_000  # bytes; a thousand bots with a few settings have a tenth of that
COMMENT = re.compile(r"(^|\s)#.*")


class BadTokensFile(Exception):
    """The file cannot be followed; `line`: where, None for the file as a whole."""

    def __init__(self, words: str, line: int | None = None) -> None:
        super().__init__(words if line is None else f"line {line}: {words}")
        self.line = line


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenLine:
    """One bot, and the settings that are its own, by their names in small letters."""

    number: int
    token: SecretStr
    own: Mapping[str, str]

    @property
    def bot_id(self) -> int:
        return int(self.token.get_secret_value().partition(":")[0])


def read(path: Path) -> tuple[TokenLine, ...]:
    """Its lines; raises BadTokensFile. Read again and again, so it is a file and no pipe."""
    try:
        raw = read_limited(path, LARGEST, pipe=False)
    except ValueError as error:
        raise BadTokensFile(str(error)) from error
    try:
        return parse(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadTokensFile("is not a text file in UTF-8") from error


def parse(text: str) -> tuple[TokenLine, ...]:
    """Raises BadTokensFile for the first line that is none, and where there is no bot at all."""
    seen: dict[int, int] = {}
    lines = []
    for number, raw in enumerate(text.split("\n"), start=1):
        words = COMMENT.sub("", raw).split()
        if not words:
            continue
        line = _line(number, words)
        if line.bot_id in seen:
            before = seen[line.bot_id]
            raise BadTokensFile(f"bot {line.bot_id} stands in line {before} already", number)
        seen[line.bot_id] = number
        lines.append(line)
    if not lines:
        raise BadTokensFile("names no bot")
    return tuple(lines)


def _line(number: int, words: list[str]) -> TokenLine:
    token, *settings = words
    if not TOKEN.fullmatch(token) or not token.isascii():
        raise BadTokensFile("does not begin with a token, such as 123456:ABC-def", number)
    own: dict[str, str] = {}
    for position, word in enumerate(settings, start=2):
        name, sign, value = word.partition("=")
        name = name.lower()
        if not sign or not value or not re.fullmatch(r"[a-z_]+", name):
            raise BadTokensFile(f"word {position} is no NAME=VALUE", number)
        if name in own:
            raise BadTokensFile(f"{name} is set twice", number)
        own[name] = value
    return TokenLine(number=number, token=SecretStr(token), own=own)
