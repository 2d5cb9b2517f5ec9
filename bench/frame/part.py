"""What one benchmark is: a title, what to know about it, and a way to measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bench.curves.panel import Panel
from bench.frame.figures import Figure
from bench.frame.marks import Mark

Finding = Figure | Mark | Panel
"""A line of the part's own table, a cell of the table of ratios, or a piece of a picture"""


class BenchFailed(Exception):
    """Something did not happen that the measurement needs; the message says what."""


class Measure(Protocol):
    async def __call__(self, *, quick: bool) -> Sequence[Finding]:
        """`quick`: rougher, so that all parts together end within five minutes."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    name: str  # for --only
    title: str
    notes: str  # how it is measured
    measure: Measure


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """A part and what came of it; `trouble` is why it has no figures."""

    part: Part
    findings: tuple[Finding, ...] = ()
    trouble: str = ""

    @property
    def figures(self) -> list[Figure]:
        return [one for one in self.findings if isinstance(one, Figure)]

    @property
    def marks(self) -> list[Mark]:
        return [one for one in self.findings if isinstance(one, Mark)]

    @property
    def panels(self) -> list[Panel]:
        return [one for one in self.findings if isinstance(one, Panel)]

    @property
    def reached(self) -> bool:
        return not self.trouble and all(one.reached is not False for one in self.figures)
