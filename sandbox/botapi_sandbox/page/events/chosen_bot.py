"""Which bot a page looks at."""

from dataclasses import dataclass

from botapi_sandbox.call.world import World
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.state.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenBot:
    """One bot by its number, or whichever called first; there may be none yet."""

    world: World
    bot_id: int | None = None

    def account(self) -> Account | None:
        accounts = self.world.accounts
        if self.bot_id is not None:
            return accounts.with_id(self.bot_id)
        return next(iter(accounts.all()), None)


def whole(text: str | None, name: str) -> int | None:
    """A number out of an address; None when it is not there. Raises ControlError."""
    if text is None or text == "":
        return None
    try:
        return int(text)
    except ValueError:
        raise ControlError(f"{name} must be a whole number") from None
