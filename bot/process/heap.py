"""The garbage collector at start.

What a start builds (a quarter of a million objects, most of them aiogram's models) lives as long as
the process. Left to itself the collector walks through all of it again and again: a full pass stops
the event loop for about half a second. So it rests during the start, and afterwards no longer looks
at what was built by then. And it looks less often at what is young: hundreds of deliveries are
always on their way, and at the default of 700 objects it walks through them over and over.
"""

import gc

YOUNG = 10_000  # objects until the collector looks at the young ones


def rest() -> None:
    """From the first import on: nothing that is built now is garbage."""
    gc.disable()


def freeze() -> None:
    """Everything is built: look once, leave it alone from now on, and go back to work."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
    gc.enable()
