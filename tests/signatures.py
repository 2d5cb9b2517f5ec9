"""Which arguments a handler takes is worked out once in a process.

aiogram asks `inspect` for each handler and filter of each dispatcher, a good two thousand times for
a bot, and every test of a dialog has a bot of its own: it was a third of what its start took.
"""

from collections.abc import Callable, Hashable
from types import FunctionType, MethodType
from typing import Any

from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters import Filter

Known = tuple[bool, set[str], bool]


def share() -> None:
    """From now on, for dispatchers that are still to be made."""
    known: dict[Hashable, Known] = {}
    look = CallableObject.__post_init__

    def look_once(self: CallableObject) -> None:
        key = key_of(self.callback)
        if key in known:
            self.awaitable, self.params, self.varkw = known[key]
            return
        look(self)
        if key is not None:
            known[key] = self.awaitable, self.params, self.varkw

    setattr(CallableObject, "__post_init__", look_once)  # noqa: B010


def key_of(callback: Callable[..., Any]) -> Hashable | None:
    """The same for whatever takes the same arguments; None where that must be looked at, for what
    wraps something else.

    By code, not by function: those that are made anew for each dialog share it.
    """
    bound = isinstance(callback, MethodType)
    function = callback.__func__ if isinstance(callback, MethodType) else callback
    if isinstance(function, FunctionType) and not function.__dict__:
        return function.__code__, bound
    return type(callback) if isinstance(callback, Filter) else None
