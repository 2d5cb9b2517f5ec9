"""Which version did best, and whether that is more than chance.

A version is compared with each other one by Fisher's exact test of the two-by-two table, two-sided:
all tables with the same margins that are no likelier than the one seen are added up (R. A. Fisher,
"Statistical Methods for Research Workers", 5th ed. 1934, section 21.02; R's fisher.test adds up
the same ones). It is exact for few people, too, where a chi-square test is not. As the best one is
compared with up to three others, the p values are corrected as in S. Holm, "A simple sequentially
rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

LEVEL = 0.05  # below it a difference is more than chance
SAME = 1e-7  # relative: tables as likely as the one seen, but for rounding (R does the same)
NEGLIGIBLE = 1e-18  # of the largest: what is smaller does not change a sum


class Measure(StrEnum):
    """What is compared."""

    ANSWERS = "answers"  # more have tapped an answer button
    STAYED = "stayed"  # fewer have left or blocked the bot


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """Of so many who got a version, for so many it worked."""

    tried: int
    worked: int

    @property
    def rate(self) -> float:
        return self.worked / self.tried if self.tried else 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """The best of the versions, the earlier one of equal ones; `p`: against its closest rival."""

    best: int
    measure: Measure
    p: float

    @property
    def within_chance(self) -> bool:
        return self.p > LEVEL


def verdict(trials: Sequence[Trial], measure: Measure) -> Verdict:
    """By the order of the trials."""
    best = max(range(len(trials)), key=lambda number: (trials[number].rate, -number))
    rivals = [one for number, one in enumerate(trials) if number != best]
    found = holm(fisher(trials[best], one) for one in rivals)
    return Verdict(best=best, measure=measure, p=max(found, default=1.0))


def holm(values: Iterable[float]) -> list[float]:
    """The p values as corrected, in ascending order."""
    ordered = sorted(values)
    corrected: list[float] = []
    for place, value in enumerate(ordered):
        before = corrected[-1] if corrected else 0.0
        corrected.append(max(before, min(1.0, value * (len(ordered) - place))))
    return corrected


def fisher(one: Trial, other: Trial) -> float:
    """The two-sided p value of two trials: 1 where nothing can be told."""
    table = _Margins(one.tried, other.tried, one.worked + other.worked)
    return min(1.0, table.no_likelier_than(one.worked))


class _Margins:
    """All tables with the same sums: the first one's share of what worked is hypergeometric."""

    def __init__(self, first: int, second: int, worked: int) -> None:
        self._first, self._second, self._worked = first, second, worked
        self._low = max(0, worked - second)
        self._high = min(first, worked)
        likeliest = (worked + 1) * (first + 1) // (first + second + 2)
        self._mode = min(max(likeliest, self._low), self._high)

    def no_likelier_than(self, seen: int) -> float:
        """The sum of both tails. They are found by halving, as a million recipients have as many
        tables; what is added up then falls fast."""
        bound = self._log(seen) + math.log1p(SAME)
        left = _last(lambda k: self._log(k) <= bound, self._low, self._mode)
        right = _last(lambda k: self._log(-k) <= bound, -self._high, -self._mode)
        below = self._low - 1 if left is None else left
        total = self._tail(below, -1)
        if right is not None:
            total += self._tail(max(-right, below + 1), 1)
        return total

    def _tail(self, start: int, step: int) -> float:
        total = 0.0
        number = start
        while self._low <= number <= self._high:
            term = math.exp(self._log(number))
            total += term
            if term <= total * NEGLIGIBLE:
                break
            number += step
        return total

    def _log(self, number: int) -> float:
        """Of the probability that so many of what worked are the first one's."""
        return (
            _log_choose(self._first, number)
            + _log_choose(self._second, self._worked - number)
            - _log_choose(self._first + self._second, self._worked)
        )


def _last(holds: Callable[[int], bool], low: int, high: int) -> int | None:
    """The largest number up to `high` for which it holds, where it holds up to some number."""
    if not holds(low):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _log_choose(total: int, chosen: int) -> float:
    return math.lgamma(total + 1) - math.lgamma(chosen + 1) - math.lgamma(total - chosen + 1)
