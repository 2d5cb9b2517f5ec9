"""A measured figure beside its target, and the few statistics that figures are made of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One line of the table; `reached` None: there is no target, it is only reported."""

    name: str
    measured: str
    target: str = ""
    reached: bool | None = None


def at_least(name: str, value: float, target: float, unit: str, *, digits: int = 1) -> Figure:
    return Figure(
        name=name,
        measured=f"{value:.{digits}f} {unit}",
        target=f"≥ {target:g} {unit}",
        reached=value >= target,
    )


def at_most(name: str, value: float, target: float, unit: str, *, digits: int = 2) -> Figure:
    return Figure(
        name=name,
        measured=f"{value:.{digits}f} {unit}",
        target=f"≤ {target:g} {unit}",
        reached=value <= target,
    )


def none_of(name: str, count: int) -> Figure:
    """What must not happen even once."""
    return Figure(name=name, measured=str(count), target="0", reached=count == 0)


def reported(name: str, measured: str) -> Figure:
    return Figure(name=name, measured=measured)


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank: a value that was really measured. `share` is 0 to 1."""
    if not values:
        raise ValueError("there is no percentile of nothing")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def per_second(moments: Sequence[float]) -> float:
    """Events/s between the first and the last one; moments in seconds."""
    if len(moments) < 2 or max(moments) == min(moments):
        raise ValueError("a rate needs two moments")
    return (len(moments) - 1) / (max(moments) - min(moments))
