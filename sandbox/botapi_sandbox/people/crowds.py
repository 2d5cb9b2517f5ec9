"""Thousands of users as one small record.

Their names and fates are worked out from their numbers, so that a hundred thousand people cost
nothing; only what happens to one of them later is kept (people.py).
"""

import math
from collections import Counter
from dataclasses import dataclass

from botapi_sandbox.people.persons import Person, Standing

NAMES = {
    "en": ("Ann", "Ben", "Cora", "Dan", "Eve", "Finn", "Grace", "Hugo", "Iris", "Jack", "Kate"),
    "ru": ("Анна", "Борис", "Вера", "Глеб", "Дарья", "Егор", "Зоя", "Иван", "Лев", "Мария", "Яна"),
}


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
        visits every place of the crowd once. The first places have blocked the bot, the last
        ones are gone, so that a changed share of the one leaves the other alone."""
        place = (user_id - self.first + self.seed) * self.step % self.count
        if place >= self.count - self._deactivated():
            return Standing.DEACTIVATED
        if place < self._blocked():
            return Standing.BLOCKED
        return Standing.ACTIVE if self.started else Standing.STRANGER

    def standings(self) -> Counter[Standing]:
        """How many stand how, without asking each."""
        blocked, gone = self._blocked(), self._deactivated()
        rest = Standing.ACTIVE if self.started else Standing.STRANGER
        return Counter(
            {
                Standing.BLOCKED: blocked,
                Standing.DEACTIVATED: gone,
                rest: self.count - blocked - gone,
            }
        )

    def numbers(self) -> range:
        return range(self.first, self.first + self.count)

    def _deactivated(self) -> int:
        return round(self.deactivated_share * self.count)

    def _blocked(self) -> int:
        return min(round(self.blocked_share * self.count), self.count - self._deactivated())


def golden_step(count: int) -> int:
    """About 0.618 of the count, and without a common divisor."""
    step = max(1, round(count * 0.618_034))
    while math.gcd(step, count) != 1:
        step += 1
    return step
