"""The pulse event: what Telegram sees, four times a second.

Everything in it is kept while it happens; nothing is counted over people or messages.
"""

import json
from dataclasses import asdict
from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.page.events.chosen_bot import ChosenBot
from botapi_sandbox.state.tally import Tally
from botapi_sandbox.trouble.faults import KINDS

FLOOD = "flood"  # a fault that is a 429, and counted as one


class Pulse:
    def __init__(self, chosen: ChosenBot) -> None:
        self._chosen = chosen
        self._tally: Tally | None = None
        self._before: dict[str, int] = {}
        self._at = 0.0

    def beat(self) -> str:
        world = self._chosen.world
        now, totals = world.clock.now(), _totals(world.tally)
        if world.tally is not self._tally:  # the first beat, or everything was forgotten
            self._tally, self._before, self._at = world.tally, totals, now
        news: dict[str, Any] = {name: totals[name] - self._before[name] for name in totals}
        told = {"now": round(now, 3), "seconds": round(now - self._at, 4), **news}
        self._before, self._at = totals, now
        told["totals"] = totals | {"recipients": world.tally.everybody.chats}
        return json.dumps(told | _in_force(world, now) | self._bot(now) | _people(world))

    def _bot(self, now: float) -> dict[str, Any]:
        """How one bot stands: banned, waiting, with updates it did not fetch."""
        world, account = self._chosen.world, self._chosen.account()
        if account is None:
            return {"ban_left": 0, "in_line": 0, "updates_waiting": 0}
        limiter = world.limiters[account.id]
        return {
            "ban_left": _left(limiter.banned_until, now),
            "in_line": len(world.send_queue(account)),
            "updates_waiting": len(account.updates) + world.webhooks.under_way(account),
        }


def _totals(tally: Tally) -> dict[str, int]:
    accepted, refused = tally.answered()
    return {
        "accepted": accepted,
        "refused": refused,
        "broken": sum(times for status, times in tally.statuses.items() if _broken(status)),
        "paid": sum(tally.paid.values()),
    }


def _broken(status: str) -> bool:
    return status != FLOOD and (status in KINDS or status.startswith("outage "))


def _in_force(world: World, now: float) -> dict[str, Any]:
    faults, outage_left = world.faults, _left(world.faults.outage_until, now)
    return {
        "ceiling": world.limits.per_second,
        "bots": len(world.accounts.all()),
        "limits": asdict(world.limits),
        "faults": {each.pop("kind"): each for each in faults.listed(now)},
        "unheard": {each.pop("kind"): each for each in world.silence.listed()},
        "outage_left": outage_left,
        "outage_manner": faults.outage_manner if outage_left else "",
    }


def _people(world: World) -> dict[str, Any]:
    counts = world.people.counts()
    return {"people": {standing.name.lower(): count for standing, count in counts.items()}}


def _left(until: float, now: float) -> float:
    return round(max(0.0, until - now), 2)
