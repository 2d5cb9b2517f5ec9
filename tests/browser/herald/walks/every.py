"""The windows that the walks of this folder pass."""

from tests.browser.herald.walks import (
    answering,
    choosing,
    composing,
    growing,
    knowing,
    owning,
    telling,
)

WALKS = (answering, choosing, composing, growing, knowing, owning, telling)
WINDOWS = set().union(*(walk.WINDOWS for walk in WALKS))
