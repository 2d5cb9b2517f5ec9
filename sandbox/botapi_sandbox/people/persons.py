"""One user, and how a user can stand to the bots."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Standing(IntEnum):
    """How a person stands to the bot."""

    STRANGER = 0  # known, but never pressed Start: the bot may not write first
    ACTIVE = 1
    BLOCKED = 2
    DEACTIVATED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language: str | None = "en"
    note: str = ""  # who that is, for whoever looks at the page; no bot sees it

    def user(self) -> dict[str, Any]:
        """As the `from` of a message (Bot API: User)."""
        fields = {"id": self.id, "is_bot": False, **self._names()}
        return fields | ({"language_code": self.language} if self.language else {})

    def chat(self) -> dict[str, Any]:
        """As the `chat` of a message (Bot API: Chat)."""
        return {"id": self.id, **self._names(), "type": "private"}

    def name(self) -> str:
        """As people see it."""
        return f"{self.first_name} {self.last_name or ''}".strip()

    def _names(self) -> dict[str, str]:
        names = {"first_name": self.first_name}
        if self.last_name:
            names["last_name"] = self.last_name
        if self.username:
            names["username"] = self.username
        return names
