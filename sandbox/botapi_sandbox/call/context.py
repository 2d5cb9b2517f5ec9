"""One call on its way through: who calls what, in which world."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.ground.params import Call
from botapi_sandbox.state.account import Account


class Encoded(str):
    """A result that is JSON already."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallContext:
    world: World
    account: Account
    call: Call


Handler = Callable[[CallContext], Awaitable[Any]]
"""A method of the Bot API: returns the result, or raises ApiError."""


def encode(result: Any) -> str:
    """The body of a good answer."""
    text = result if type(result) is Encoded else json.dumps(result, ensure_ascii=False)
    return f'{{"ok":true,"result":{text}}}'
