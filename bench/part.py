"""What one benchmark is: a title, what to know about it, and a way to measure."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bench.figures import Figure

Measure = Callable[[bool], Awaitable[Sequence[Figure]]]
"""Takes whether it must be quick."""


class BenchFailed(Exception):
    """Something did not happen that the measurement needs; the message says what."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    name: str  # for --only
    title: str
    measure: Measure
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """A part and what came of it; `trouble` is why it has no figures."""

    part: Part
    figures: tuple[Figure, ...] = ()
    trouble: str = ""

    @property
    def reached(self) -> bool:
        return not self.trouble and all(one.reached is not False for one in self.figures)
