"""The waits that are a tap away."""

from datetime import time

from broadcast.model.series.wait import AT_ONCE, Wait
from handlers.admin.context import AdminContext
from handlers.admin.series.words import wait_words
from handlers.admin.wording.durations import DAY, HOUR

USUAL = (AT_ONCE, Wait(seconds=HOUR), Wait(days=1, at=time(10)), Wait(seconds=3 * DAY))


def offered(chosen: Wait, admin: AdminContext) -> list[tuple[str, str]]:
    """What is stored of each, and what its button says; one that was typed is among them."""
    waits = USUAL if chosen in USUAL else (*USUAL, chosen)
    named = [(one, wait_words(one, admin)) for one in waits]
    return [(_key(one), f"✓ {words}" if one == chosen else words) for one, words in named]


def chosen_wait(key: str) -> Wait:
    """Of a button. Raises ValueError."""
    return Wait.load(key.replace("-", " ").replace(".", ":"))


def _key(wait: Wait) -> str:
    """A colon would end it in what the button carries."""
    return wait.dump().replace(" ", "-").replace(":", ".")
