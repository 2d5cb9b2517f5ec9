"""Logging to stderr, for people (console) or for a collector (json), and never with a secret.

Secrets are removed from the finished line, so that no way into it is left open: message,
arguments, tracebacks and what libraries put into their errors are all one text by then.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import TextIO

from bot.process.log_context import BOT

REMOVED = "***"
# Anything that looks like a bot token, ours or not; the colon may come percent-encoded.
TOKEN = re.compile(r"(?<!\d)\d+(?::|%3[Aa])[A-Za-z0-9_-]{30,}")
# A key of the API (broadcast/model/outside/key.py), or most of one.
KEY = re.compile(r"hk_\d+_[A-Za-z0-9_-]{8,}")
# A token of any length in an address of the Bot API: …/bot<token>/sendMessage
TOKEN_IN_ADDRESS = re.compile(r"(/bot)\d+(?::|%3[Aa])[^/\s'\"]+")
# User and password before an address's host; a slash ends where they may stand.
BEFORE_HOST = re.compile(r"(?<=://)[^/\s]*@")
# Loud at INFO: one line for each update, each request, each migration step.
QUIET = ("aiogram", "aiogram_dialog", "aiohttp.access", "alembic", "asyncio", "sqlalchemy")
# Says only that there was an error, which goes on to whoever handles it: a draft that another admin
# has taken over is nothing for the log, and what nobody expected is told there with its trace.
SAID_TWICE = "aiogram_dialog.window"


class Redactor:
    """Removes tokens, keys and passwords: what looks like one, and the given secrets themselves."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        self._secrets: tuple[str, ...] = ()
        self.hide(*secrets)

    def hide(self, *secrets: str) -> None:
        """These as well, from now on. Longer ones first: one may begin with another."""
        known = {*self._secrets, *filter(None, secrets)}
        self._secrets = tuple(sorted(known, key=len, reverse=True))

    def __call__(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, REMOVED)
        text = BEFORE_HOST.sub(f"{REMOVED}@", text)
        text = KEY.sub(REMOVED, text)
        return TOKEN.sub(REMOVED, TOKEN_IN_ADDRESS.sub(rf"\1{REMOVED}", text))


class ConsoleFormatter(logging.Formatter):
    """`18:04:11 INFO    bot.app: words`, in the machine's own time; `[42] bot.app: words` where
    one of several bots is meant."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(bot)s%(name)s: %(message)s", "%H:%M:%S")
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        bot = BOT.get()
        record.bot = f"[{bot}] " if bot else ""
        return self._redact(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and error with its trace; `bot`
    where one of several is meant."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        stamp = datetime.fromtimestamp(record.created, UTC)
        line = {
            "time": stamp.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._redact(record.getMessage()),
        }
        if bot := BOT.get():
            line["bot"] = bot
        if record.exc_info:
            line["error"] = self._redact(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def say(line: str) -> None:
    """Past the log, to stderr; without secrets as well."""
    sys.stderr.write(f"{Redactor()(line)}\n")


def set_up_logging(
    *, level: str, json_lines: bool, secrets: tuple[str, ...], stream: TextIO | None = None
) -> Redactor:
    """Everything that is logged goes to `stream` (stderr), one handler for all. What comes back
    takes further secrets."""
    redact = Redactor(secrets)
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter(redact) if json_lines else ConsoleFormatter(redact))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    quiet = logging.NOTSET if level == "DEBUG" else logging.WARNING
    for name in QUIET:
        logging.getLogger(name).setLevel(quiet)
    logging.getLogger(SAID_TWICE).setLevel(logging.NOTSET if level == "DEBUG" else logging.CRITICAL)
    if level == "DEBUG":  # the driver logs each row it fetches
        logging.getLogger("aiosqlite").setLevel(logging.INFO)
    return redact
