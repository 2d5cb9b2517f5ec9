"""Users: named ones one by one, crowds as ranges of numbers, and how all of them stand."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from botapi_sandbox.people.crowds import Crowd
from botapi_sandbox.people.persons import Person, Standing


class People:
    """Everybody; how they stand holds for all bots of this sandbox alike."""

    def __init__(self) -> None:
        self._crowds: list[Crowd] = []  # a later one covers an earlier one: newest first
        self._named: dict[int, Person] = {}
        self._standings: dict[int, Standing] = {}
        self._counts: Counter[Standing] = Counter()
        self.changes = 0  # how often anything here became different

    def add(self, person: Person, standing: Standing) -> None:
        self.change(person.id, standing)
        self._named[person.id] = person

    def add_crowd(self, crowd: Crowd) -> None:
        """A later crowd covers an earlier one where they overlap."""
        self.changes += 1
        self._counts.update(crowd.standings())
        for user_id in self._standings:  # who counts for themselves already
            if user_id in crowd:
                self._counts[crowd.standing(user_id)] -= 1
        for user_id in self._covered(crowd, self._crowds):
            if user_id not in self._standings and (older := self._crowd(user_id)) is not None:
                self._counts[older.standing(user_id)] -= 1
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
        before = self.standing(user_id)
        if before is not None:
            self._counts[before] -= 1
        self._counts[standing] += 1
        self._standings[user_id] = standing
        self.changes += 1

    def block_share(self, crowd: Crowd, share: float) -> None:
        """So many of that crowd have blocked the bots from now on, whoever did so before. Deleted
        accounts stay deleted. Raises ValueError when there is no such crowd."""
        place, changed = self._crowds.index(crowd), replace(crowd, blocked_share=share)
        covered = self._covered(crowd, self._crowds[:place])
        apart = {user_id for user_id in self._standings if user_id in crowd}
        self._crowds[place] = changed
        self._counts.update(changed.standings())
        self._counts.subtract(crowd.standings())
        for user_id in covered | apart:  # whom that did not concern
            self._counts[crowd.standing(user_id)] += 1
            self._counts[changed.standing(user_id)] -= 1
        for user_id in apart - covered - self._named.keys():
            self._follow(user_id, changed)
        self.changes += 1

    def standings_of(self, crowd: Crowd) -> bytearray:
        """How each of a crowd stands, one byte for each in the order of their numbers."""
        return bytearray(self.standing(user_id) or 0 for user_id in crowd.numbers())

    def counts(self) -> dict[Standing, int]:
        """How many stand how: kept while it changes, never counted."""
        return {standing: self._counts[standing] for standing in Standing}

    def named(self, user_id: int) -> bool:
        """Whether somebody made this person individually: such chats are watched closely."""
        return user_id in self._named

    def everyone_named(self) -> list[Person]:
        return list(self._named.values())

    def crowds(self) -> list[Crowd]:
        """In the order in which they came."""
        return self._crowds[::-1]

    def numbers(self) -> Iterator[int]:
        """Everybody once: the named ones, then the crowds'. To be walked in slices."""
        yield from list(self._named)
        newer: list[Crowd] = []
        for crowd in list(self._crowds):
            for user_id in crowd.numbers():
                if user_id not in self._named and not any(user_id in each for each in newer):
                    yield user_id
            newer.append(crowd)

    def somebody(self, chance: random.Random) -> int | None:
        """Anybody, however they stand; None where there is nobody."""
        named = list(self._named)
        place = chance.randrange(len(named) + sum(each.count for each in self._crowds) or 1)
        if place < len(named):
            return named[place]
        place -= len(named)
        for crowd in self._crowds:
            if place < crowd.count:
                return crowd.first + place
            place -= crowd.count
        return None

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

    def _follow(self, user_id: int, crowd: Crowd) -> None:
        """Somebody who came or went alone does now as the crowd does."""
        before = self._standings[user_id]
        if before is Standing.DEACTIVATED:
            return
        if crowd.standing(user_id) is Standing.BLOCKED:
            self.change(user_id, Standing.BLOCKED)
        elif before is Standing.BLOCKED:
            self.change(user_id, Standing.ACTIVE)

    def _crowd(self, user_id: int) -> Crowd | None:
        for crowd in self._crowds:
            if user_id in crowd:
                return crowd
        return None

    @staticmethod
    def _covered(crowd: Crowd, others: list[Crowd]) -> set[int]:
        """Who belongs to that crowd and to another one too."""
        covered: set[int] = set()
        for other in others:
            first = max(other.first, crowd.first)
            covered.update(range(first, min(other.numbers().stop, crowd.numbers().stop)))
        return covered
