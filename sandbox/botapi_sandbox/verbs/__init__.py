"""What can be done to this Telegram from outside: the verbs of the control API."""

import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.verbs.arguments import Signature
from botapi_sandbox.verbs.groups import GROUPS

log = logging.getLogger(__name__)

Verb = Callable[..., Awaitable[Any]]
UNFORESEEN = (
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""Of what a verb is given inside of lists and objects, which no signature describes."""


class Verbs:
    """Finds a verb by name and calls it with named arguments."""

    def __init__(self, world: World) -> None:
        self._verbs: dict[str, Verb] = {}
        self._signatures: dict[str, Signature] = {}
        for group in GROUPS:
            for name, verb in inspect.getmembers(group(world), inspect.iscoroutinefunction):
                if not name.startswith("_"):
                    self._verbs[name] = verb
                    self._signatures[name] = Signature(verb)

    def names(self) -> list[str]:
        return sorted(self._verbs)

    async def do(self, name: str, arguments: dict[str, Any]) -> Any:
        """Raises ControlError for a verb or an argument that does not exist."""
        verb = self._verbs.get(name)
        if verb is None:
            raise ControlError(f"no verb is named {name!r}; there are {self.names()}")
        try:
            self._signatures[name].check(arguments)
        except ControlError as error:
            raise ControlError(f"{name}: {error}") from None
        try:
            return await verb(**arguments)
        except UNFORESEEN as error:
            log.exception("%s failed", name)
            raise ControlError(f"{name}: {error!r}") from error
