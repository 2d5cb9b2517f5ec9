"""What a verb is given: read out of a request, and held against the verb's own signature.

A number where a name belongs would otherwise be kept, and break whatever shows it later: every
answer to a bot, and the page.
"""

import inspect
import json
from collections.abc import Callable
from functools import cached_property
from typing import Any, get_type_hints

from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.ground.fitting import fits, is_number, named

LONGEST = 40  # digits read of a number, which are too many already
BEYOND = "a number is beyond all measure"


def read_arguments(body: bytes) -> dict[str, Any]:
    """Raises ControlError for what is no JSON object, and for numbers nobody can count with."""
    try:
        arguments = json.loads(
            body or b"{}", parse_int=_whole, parse_float=_real, parse_constant=_no_number
        )
    except (ValueError, RecursionError):
        raise ControlError("the body is not JSON") from None
    if not isinstance(arguments, dict):
        raise ControlError("a JSON object of arguments is expected")
    return arguments


class Signature:
    """The arguments of one verb, looked at when it is first called."""

    def __init__(self, verb: Callable[..., Any]) -> None:
        self._verb = verb

    @cached_property
    def _signature(self) -> inspect.Signature:
        return inspect.signature(self._verb)

    @cached_property
    def _kinds(self) -> dict[str, Any]:
        return get_type_hints(self._verb)

    def check(self, arguments: dict[str, Any]) -> None:
        """Raises ControlError for what is missing, unknown, or of another type."""
        try:
            self._signature.bind(**arguments)
        except TypeError as error:
            raise ControlError(str(error)) from None
        for name, value in arguments.items():
            kind = self._kinds.get(name, Any)  # without one: the verb checks by itself
            if not fits(value, kind):
                raise ControlError(f"{name} is of the type {named(kind)}")


def _whole(digits: str) -> int:
    number = int(digits[:LONGEST])
    if not is_number(number):
        raise ControlError(BEYOND)
    return number


def _real(digits: str) -> float:
    number = float(digits)
    if not is_number(number):
        raise ControlError(BEYOND)
    return number


def _no_number(word: str) -> float:
    raise ControlError(f"{word} is no number")
