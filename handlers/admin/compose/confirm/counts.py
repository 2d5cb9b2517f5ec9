"""How the launch is confirmed: by a tap, or for a large audience by typing how many that are."""

import re
from typing import Any

from handlers.admin.compose.session import DraftSession, remember
from handlers.admin.compose.timing.shown import is_over, time_line
from handlers.admin.context import AdminContext
from handlers.admin.dialog_data import DialogMemory

_SEPARATORS = re.compile(r"[\s.,'\u2019\u00a0\u202f]")
MOST_DIGITS = 12


def has_to_be_typed(recipients: int, above: int) -> bool:
    """`above`: from how many on; 0: never."""
    return 0 < above < recipients


def read_count(text: str) -> int | None:
    """`12 345`, `12,345`, `12.345`; None for anything else."""
    digits = _SEPARATORS.sub("", text.strip())
    if not digits.isdecimal() or not digits.isascii() or len(digits) > MOST_DIGITS:
        return None
    return int(digits)


def confirmation(manager: DialogMemory, recipients: int, draft_id: int) -> dict[str, Any]:
    """How the window asks: with a button, or for the number; or not, where nobody would get it, or
    when its time has passed. It keeps the number that it tells: that one is to be typed."""
    admin, session = AdminContext.at(manager), DraftSession.of(manager)
    remember(manager, counted=recipients, bad_typed=False)
    asked = recipients > 0 and not is_over(manager)
    typed = asked and has_to_be_typed(recipients, admin.type_count_above)
    return {
        # The tap says which broadcast it confirms: the second of two finds its dialog closed.
        "launchable": [draft_id] if asked and not typed else [],
        "typed": typed,
        "mistyped": typed and session.bad_typed,
        "later": session.at is not None,
        "time": time_line(manager),
    }
