"""What takes numbers of messages, and is not told to the bot."""

import random
from dataclasses import asdict, dataclass
from typing import Any

from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.trouble.given import arranged

FOREIGN, SERVICE, LOST = "foreign", "service", "lost"
KINDS = {
    FOREIGN: "another program on the bot's token writes: no call of the bot's, no count, a number",
    SERVICE: "service messages that nobody is told of take numbers",
    LOST: "people write, and the updates never come",
}


@dataclass(slots=True, kw_only=True)
class Unheard:
    """One kind of it.

    share         0..1: of the bot's messages that one comes before (foreign, service), or of what
                  people write (lost)
    next          exactly so many of the next ones, whatever the share
    per_second    so many a second at random, besides (foreign, service)
    chats         ids of the chats it is in (default: foreign ones anybody's, service messages
                  nowhere that the bot can see, lost ones everybody's)
    text          of foreign messages
    reply_markup  the same: inline buttons
    """

    kind: str
    share: float = 0.0
    next: int = 0
    per_second: float = 0.0
    chats: list[int] | None = None
    text: str = "From another program"
    reply_markup: dict[str, Any] | None = None

    def over(self) -> bool:
        return self.share <= 0 and self.next <= 0 and self.per_second <= 0


class Silence:
    """What is in force; at most one of each kind."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self._kinds: dict[str, Unheard] = {}

    def change(self, changes: dict[str, Any]) -> list[Unheard]:
        """kind=share, kind={...fields of Unheard}, kind=None or 0 ends it. Gives the new ones."""
        made = []
        for kind, value in changes.items():
            if kind not in KINDS:
                raise ControlError(f"nothing unheard is named {kind!r}; there are {sorted(KINDS)}")
            self._kinds.pop(kind, None)
            if value:
                self._kinds[kind] = arranged(Unheard, kind, value)
                made.append(self._kinds[kind])
        return made

    def clear(self) -> None:
        self._kinds.clear()

    def goes_on(self, one: Unheard) -> bool:
        return self._kinds.get(one.kind) is one

    def before_a_send(self) -> list[Unheard]:
        """What takes a number before the bot's own message does."""
        if not self._kinds:
            return []
        return [one for one in map(self._kinds.get, (FOREIGN, SERVICE)) if one and self._falls(one)]

    def loses(self, chat_id: int) -> bool:
        """Whether nobody is told of what was just written there."""
        one = self._kinds.get(LOST)
        if one is None or (one.chats is not None and chat_id not in one.chats):
            return False
        return self._falls(one)

    def listed(self) -> list[dict[str, Any]]:
        return [asdict(one) for one in self._kinds.values() if not one.over()]

    def _falls(self, one: Unheard) -> bool:
        if one.next > 0:
            one.next -= 1
            return True
        return one.share > 0 and self.chance.random() < one.share
