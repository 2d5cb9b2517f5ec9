"""How a command's end is told: in words, or as one line of JSON (--json).

Refusals are the problems of the API (docs/api.md), with the same codes, whoever refuses.
"""

import json
import sys
from collections.abc import Callable
from typing import NamedTuple, TextIO

from bot.api.core.refusals import Refused
from bot.errors import StartRefused
from db import errors

DONE, REFUSED, WRONG_WORDS = 0, 1, 2

# The first that fits; what is not here is a trouble of its own.
_CODES: tuple[tuple[type[Exception], int, str], ...] = (
    (errors.AlreadyRunning, 409, "bot_runs"),
    (errors.AlreadyServed, 409, "bot_runs"),
    (errors.DatabaseTooNew, 409, "database_too_new"),
    (errors.DatabaseTrouble, 503, "database_trouble"),
    (errors.DatabaseError, 422, "database_unusable"),
    (StartRefused, 422, "cannot_start"),
)


class Told(NamedTuple):
    """`words` for people, of several lines perhaps; `body`: JSON."""

    words: str
    body: str


def answer(work: Callable[[], Told], *, as_json: bool, to: TextIO | None = None) -> int:
    """Do it and tell of it; gives the exit code. Raises what has words of its own in the command's
    `main`, unless JSON is wanted."""
    try:
        told = work()
    except Refused as refused:
        return refuse(refused, as_json=as_json)
    except (StartRefused, errors.DatabaseError) as error:
        if not as_json:
            raise
        return refuse(refusal(error), as_json=True)
    print(told.body if as_json else told.words, file=to or sys.stdout, flush=True)
    return DONE


def refuse(refused: Refused, *, as_json: bool) -> int:
    """Programs read one stream, people look at the other."""
    if as_json:
        print(json.dumps(refused.problem(), ensure_ascii=False), flush=True)
    else:
        print(f"herald: {printable(refused.detail)}", file=sys.stderr)
    return REFUSED


def refusal(error: Exception) -> Refused:
    status, code = next((status, code) for kind, status, code in _CODES if isinstance(error, kind))
    return Refused(status=status, code=code, detail=str(error))


def refuse_settings(mistakes: str) -> None:
    """Each has had its line."""
    refuse(Refused(status=422, code="bad_settings", detail=mistakes), as_json=True)


def cannot_use(file: object, error: OSError) -> Refused:
    return Refused(status=422, code="cannot_use_file", detail=f"{file}: {error.strerror or error}")


def printable(text: str) -> str:
    """What others have written must not steer the terminal."""
    return "".join(one if one.isprintable() else " " for one in text)
