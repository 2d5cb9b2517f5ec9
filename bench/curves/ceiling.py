"""A limit that moves: Telegram's is soft, and differs from minute to minute."""

import asyncio

from botapi_sandbox.control import Control

Ceiling = tuple[tuple[float, float], ...]
"""From this second on (0: the first message), so many messages/s."""

MOVING: Ceiling = ((0, 30), (10, 15), (25, 30), (40, 8), (60, 30))
BAN = 3.0  # seconds of retry_after for whoever oversteps it
LATENCY, SPREAD = 0.04, 0.3  # seconds (median), sigma of the log-normal
PEOPLE = 1_800
STEP = 0.01  # seconds: how finely the oracle reckons


def rate_at(ceiling: Ceiling, moment: float) -> float:
    return next(rate for start, rate in reversed(ceiling) if moment >= start)


def drops(ceiling: Ceiling) -> list[tuple[float, float]]:
    """(from, to) of each time after a fall, until the ceiling moves again."""
    ends = [start for start, _ in ceiling[1:]] + [float("inf")]
    return [
        (start, ends[number])
        for number, (start, rate) in enumerate(ceiling)
        if number and rate < ceiling[number - 1][1]
    ]


def oracle(ceiling: Ceiling, count: int, *, ban: float) -> float:
    """Seconds for a sender that knows the ceiling at each instant and serves one ban a drop."""
    falls = [fall for fall, _ in drops(ceiling)]
    moment, sent, step = 0.0, 0.0, 0
    while sent < count:
        moment = step * STEP
        if not any(fall <= moment < fall + ban for fall in falls):
            sent += rate_at(ceiling, moment) * STEP
        step += 1
    return moment


async def follow(control: Control, ceiling: Ceiling, *, since: float, speed: float) -> None:
    """Move the sandbox's limit as the ceiling says; `since` in its seconds."""
    for start, rate in ceiling[1:]:
        left = since + start - await control.now()
        await asyncio.sleep(max(0.0, left) / speed)
        await control.limits(per_second=rate)
