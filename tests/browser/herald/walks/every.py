"""The windows that the walks of this folder pass."""

from tests.browser.herald.walks import answering, choosing, composing, growing, knowing, owning

WALKS = (answering, choosing, composing, growing, knowing, owning)
WINDOWS = set().union(*(walk.WINDOWS for walk in WALKS))
