"""How a process is made to die at a point of the path.

The product has no hooks for it: in the forked child the named function is wrapped so that one of
its calls ends in SIGKILL. A name that is not there any more is an error, not a point less.
"""

import functools
import importlib
import inspect
import itertools
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from tests.crash.points import POINTS, SERIES

Die = Callable[[], None]
PRODUCT = ("/broadcast/", "/botapi/", "/runtime/", "/db/")


class NoSuchPoint(Exception):
    """The crash matrix names a function that is not there any more."""


def arm(label: str, nth: int, die: Die) -> None:
    """Make the nth call at this point the last thing that this process does."""
    point = (POINTS | SERIES)[label]
    owner, name = _found(point.where)
    original = vars(owner)[name]
    calls = itertools.count(1)

    def due(*args: Any, **kwargs: Any) -> bool:
        return point.only(*args, **kwargs) and next(calls) == nth

    if inspect.iscoroutinefunction(original):

        @functools.wraps(original)
        async def wrapped(*args: Any, **kwargs: Any) -> Any:
            fatal = due(*args, **kwargs)
            if fatal and point.when == "before":
                die()
            result = await original(*args, **kwargs)
            if fatal:
                die()
            return result
    else:

        @functools.wraps(original)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            fatal = due(*args, **kwargs)
            if fatal and point.when == "before":
                die()
            result = original(*args, **kwargs)
            if fatal:
                die()
            return result

    setattr(owner, name, wrapped)


def arm_anywhere(nth: int, die: Die) -> None:
    """Die at the nth call of whatever function of the engine or its queries."""
    calls = itertools.count(1)

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event != "call" or not any(part in frame.f_code.co_filename for part in PRODUCT):
            return
        if next(calls) == nth:
            die()

    threading.setprofile(watch)  # the database's own thread is still to begin
    sys.setprofile(watch)


def _found(where: str) -> tuple[Any, str]:
    module, _, path = where.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for one in owners:
        owner = getattr(owner, one, None)
    if owner is None or name not in vars(owner):
        raise NoSuchPoint(f"{where} is not there: tests/crash/points.py must follow the rename")
    return owner, name
