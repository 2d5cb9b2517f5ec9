"""Users: named ones one by one, crowds as ranges of numbers.

A crowd's names and fates are worked out from the user's number, so that a hundred thousand
people cost one small record; only what happens to one of them later is kept.
"""

import json
import math
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

NAMES = {
    "en": ("Ann", "Ben", "Cora", "Dan", "Eve", "Finn", "Grace", "Hugo", "Iris", "Jack", "Kate"),
    "ru": ("Анна", "Борис", "Вера", "Глеб", "Дарья", "Егор", "Зоя", "Иван", "Лев", "Мария", "Яна"),
}


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

    def user(self) -> dict[str, Any]:
        """As the `from` of a message (Bot API: User)."""
        fields = {"id": self.id, "is_bot": False, **self._names()}
        return fields | ({"language_code": self.language} if self.language else {})

    def chat(self) -> dict[str, Any]:
        """As the `chat` of a message (Bot API: Chat)."""
        return {"id": self.id, **self._names(), "type": "private"}

    def _names(self) -> dict[str, str]:
        names = {"first_name": self.first_name}
        if self.last_name:
            names["last_name"] = self.last_name
        if self.username:
            names["username"] = self.username
        return names


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """People first .. first + count - 1."""

    first: int
    count: int
    language: str
    started: bool
    blocked_share: float
    deactivated_share: float
    seed: int
    step: int  # golden_step(count)

    def __contains__(self, user_id: int) -> bool:
        return self.first <= user_id < self.first + self.count

    def person(self, user_id: int) -> Person:
        names = NAMES.get(self.language[:2], NAMES["en"])
        return Person(
            id=user_id, first_name=names[user_id % len(names)], language=self.language or None
        )

    def standing(self, user_id: int) -> Standing:
        """Exactly the shares asked for, rounded, and spread evenly: a walk in golden steps
        visits every place of the crowd once."""
        place = (user_id - self.first + self.seed) * self.step % self.count
        blocked = round(self.blocked_share * self.count)
        if place < blocked:
            return Standing.BLOCKED
        if place < blocked + round(self.deactivated_share * self.count):
            return Standing.DEACTIVATED
        return Standing.ACTIVE if self.started else Standing.STRANGER


def golden_step(count: int) -> int:
    """About 0.618 of the count, and without a common divisor."""
    step = max(1, round(count * 0.618_034))
    while math.gcd(step, count) != 1:
        step += 1
    return step


class People:
    """Everybody; how they stand holds for all bots of this sandbox alike."""

    def __init__(self) -> None:
        self._crowds: list[Crowd] = []
        self._named: dict[int, Person] = {}
        self._standings: dict[int, Standing] = {}

    def add(self, person: Person, standing: Standing) -> None:
        self._named[person.id] = person
        self._standings[person.id] = standing

    def add_crowd(self, crowd: Crowd) -> None:
        """A later crowd covers an earlier one where they overlap."""
        self._crowds.insert(0, crowd)

    def person(self, user_id: int) -> Person | None:
        named = self._named.get(user_id)
        if named is not None:
            return named
        crowd = self._crowd(user_id)
        return None if crowd is None else crowd.person(user_id)

    def standing(self, user_id: int) -> Standing | None:
        """None: nobody has that number."""
        changed = self._standings.get(user_id)
        if changed is not None:
            return changed
        crowd = self._crowd(user_id)
        return None if crowd is None else crowd.standing(user_id)

    def change(self, user_id: int, standing: Standing) -> None:
        self._standings[user_id] = standing

    def named(self, user_id: int) -> bool:
        """Whether somebody made this person individually: such chats are watched closely."""
        return user_id in self._named

    def encoded_chat(self, user_id: int) -> str:
        person = self.person(user_id)
        return json.dumps(person.chat() if person else {"id": user_id, "type": "private"})

    def overview(self) -> dict[str, Any]:
        return {
            "named": [person.user() for person in self._named.values()],
            "crowds": [
                {"first_id": crowd.first, "count": crowd.count, "language": crowd.language}
                for crowd in self._crowds
            ],
        }

    def _crowd(self, user_id: int) -> Crowd | None:
        for crowd in self._crowds:
            if user_id in crowd:
                return crowd
        return None
