"""Both sides compared: what the ledger says, and what the sandbox really delivered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.frame.figures import Figure, none_of
from db.schema.states import DeliveryState


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Counts of recipients."""

    lost: int  # no outcome, or "sent" to somebody who got nothing
    twice: int
    mistaken: int  # "not sent" to somebody who got it
    uncertain: int
    uncertain_arrived: int  # of the uncertain

    def figures(self, whose: str = "") -> list[Figure]:
        """What must be zero."""
        return [
            none_of(f"{whose}recipients lost", self.lost),
            none_of(f"{whose}recipients reached twice", self.twice),
            none_of(f"{whose}told as not sent, yet it arrived", self.mistaken),
        ]


def judge(people: Iterable[int], told: Mapping[int, int], delivered: Mapping[int, int]) -> Verdict:
    """`told`: delivery state by chat; `delivered`: how often each chat got the message."""
    lost = twice = mistaken = uncertain = arrived = 0
    for person in people:
        state, times = told.get(person, DeliveryState.PENDING), delivered.get(person, 0)
        twice += times > 1
        if state in (DeliveryState.PENDING, DeliveryState.CLAIMED) or (
            state == DeliveryState.SENT and not times
        ):
            lost += 1
        elif state == DeliveryState.UNCERTAIN:
            uncertain += 1
            arrived += times > 0
        elif state != DeliveryState.SENT and times:
            mistaken += 1
    return Verdict(
        lost=lost,
        twice=twice,
        mistaken=mistaken,
        uncertain=uncertain,
        uncertain_arrived=arrived,
    )
