"""The windows that the walks of this folder pass."""

from tests.browser.herald.walks import (
    answering,
    choosing,
    composing,
    growing,
    knowing,
    owning,
    replying,
    telling,
)

WALKS = (answering, choosing, composing, growing, knowing, owning, replying, telling)
WINDOWS = set().union(*(walk.WINDOWS for walk in WALKS))
