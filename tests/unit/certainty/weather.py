"""What a storm is made of, drawn from a seed."""

import random
from dataclasses import dataclass, field
from enum import Enum

from tests.unit.certainty.telegram import FIRST_SUPERGROUP


class Fate(Enum):
    """Of one call: whether its message lands, and whether its answer comes."""

    FINE = 1
    LOST_BEFORE = 2  # the connection, or HTML with 502: nothing was accepted
    LOST_AFTER = 3
    LATE = 4  # lands up to 60 s after it left, its connection long gone
    TIMEOUT = 5  # accepted or not, the bot waits a minute for the answer


@dataclass(frozen=True, slots=True)
class Run:
    """A broadcast; every recipient gets each of its `steps`: how many messages each has."""

    id: int
    starts: float
    gap: float
    steps: tuple[int, ...]
    markups: tuple[str | None, ...]

    def own_data(self, step: int) -> bool:
        return (self.markups[step] or "").startswith("own")


@dataclass(frozen=True, slots=True)
class Foreign:
    """Another program on the token: it has been there for long (then Herald knows), or comes."""

    times: tuple[float, ...]
    is_known: bool
    into_doubts: float  # how often it writes to the very chats that are in doubt
    buttons: float


@dataclass(slots=True)
class Weather:
    seed: int
    chance: random.Random
    chats: list[int]
    runs: list[Run]
    fates: dict[Fate, float]
    kills: list[float] = field(default_factory=list)
    outages: list[tuple[float, float]] = field(default_factory=list)
    foreign: Foreign | None = None
    people: float = 0.0  # messages of people a second
    answered: float = 1.0  # how many of them the bot answers
    reply_losses: float = 0.07  # how often, beside those of a broadcast's calls
    skips: list[float] = field(default_factory=list)
    lost_updates: float = 0.0
    unseen: frozenset[int] = frozenset()  # supergroups whose people's messages no update tells of
    pins: list[float] = field(default_factory=list)
    migrations: list[float] = field(default_factory=list)
    deletions: list[float] = field(default_factory=list)
    blocks: list[float] = field(default_factory=list)
    taps: float = 0.0
    lasts: float = 0.0

    @property
    def is_alone(self) -> bool:
        return self.foreign is None


def weather(seed: int) -> Weather:
    chance = random.Random(seed)
    people = [100 + one for one in range(chance.randint(20, 80))]
    groups = [-1 - one for one in range(chance.choice((0, 0, 0, 0, 1, 2)))]
    supergroups = [FIRST_SUPERGROUP - 1 - one for one in range(chance.random() < 0.07)]
    runs = [_run(chance, at) for at in range(chance.choice((1, 1, 1, 1, 2, 3)))]
    lasts = max(run.starts + run.gap * (len(people) + 3) for run in runs) + 60
    worse = chance.choice((0.2, 0.4, 0.7, 1.5))
    made = Weather(
        seed=seed,
        chance=chance,
        chats=people + groups + supergroups,
        runs=runs,
        fates={
            Fate.LOST_BEFORE: 0.03 * worse,
            Fate.LOST_AFTER: 0.04 * worse,
            Fate.LATE: 0.02 * worse,
            Fate.TIMEOUT: 0.01 * worse,
        },
        people=chance.choice((0.01, 0.05, 0.2)),
        answered=chance.choice((0.3, 0.8)),
        taps=chance.choice((0.0, 0.3, 0.6)),
        lasts=lasts,
    )

    _trouble(made, has_groups=bool(groups), supergroups=supergroups)
    return made


def crowded(seed: int) -> Weather:
    """Few people, who write all the time, and lost replies: nearly every doubt is crossed."""
    made = weather(seed)
    made.chats = made.chats[:6] + [chat for chat in made.chats if chat < 0]
    markups = ("", "own 0", "own 1", "own 2") if seed % 2 else ("",) * 4
    made.runs = [
        Run(id=at, starts=5.0 + 25 * at, gap=0.3, steps=(1,), markups=(markup,))
        for at, markup in enumerate(markups)
    ]
    made.people, made.answered, made.reply_losses = 0.7, 1.0, 2.0
    made.kills = sorted(made.chance.uniform(5, 160) for _ in range(4))
    made.outages, made.foreign, made.lost_updates = [], None, 0.0
    return made


def in_groups(seed: int) -> Weather:
    """Nearly all are supergroups, in which some write; each is sent to a few times."""
    made = weather(seed)
    supergroups = [FIRST_SUPERGROUP - 1 - one for one in range(made.chance.randint(3, 12))]
    made.chats = [*made.chats[:5], *supergroups]
    made.runs = [_run(made.chance, at) for at in range(3)]
    made.people = made.chance.choice((0.05, 0.2, 0.5))
    made.lasts = max(run.starts + run.gap * (len(made.chats) + 3) for run in made.runs) + 60
    made.kills, made.migrations = [], []
    _trouble(made, has_groups=True, supergroups=supergroups)
    made.migrations, made.foreign = [], None
    return made


def _trouble(made: Weather, *, has_groups: bool, supergroups: list[int]) -> None:
    chance, lasts = made.chance, made.lasts

    def moments(share: float, most: int) -> list[float]:
        times = [chance.uniform(5, lasts) for _ in range(chance.randint(1, most))]
        return sorted(times) if chance.random() < share else []

    made.kills = moments(0.5, 4)
    made.outages = [(at, at + chance.uniform(5, 200)) for at in moments(0.3, 1)]
    made.foreign = _foreign(chance, lasts) if chance.random() < 0.035 else None
    made.skips = moments(0.05, 1)
    made.lost_updates = 0.05 if chance.random() < 0.015 else 0.0
    made.unseen = frozenset(supergroups if chance.random() < 0.1 else ())
    made.pins = moments(0.2, 2)
    made.migrations = moments(0.3 * has_groups, 1)
    made.deletions = moments(0.3 * has_groups, 6)
    made.blocks = moments(0.06, 1)


def _run(chance: random.Random, number: int) -> Run:
    steps, markups = chance.choices(
        (
            ((1,), (f"own {number}",)),
            ((1,), ("",)),
            ((1,), ("link",)),
            ((3, 1), ("", f"own {number}")),
            ((1,), (None,)),  # a forward
        ),
        (800, 400, 160, 200, 1),
    )[0]
    return Run(
        id=number,
        starts=chance.uniform(0, 60) + 400 * number * (chance.random() < 0.98),
        gap=chance.choice((0.04, 0.3, 1.5, 4.0)),
        steps=steps,
        markups=markups,
    )


def _foreign(chance: random.Random, lasts: float) -> Foreign:
    is_known = chance.random() < 0.5
    gap = chance.choice((1.0, 10.0, 60.0, 400.0)) if is_known else chance.choice((0.5, 3.0))
    begins = 0.0 if is_known else chance.uniform(0, lasts)
    times: list[float] = []
    at = begins
    while (at := at + gap * chance.uniform(0.5, 1.5)) < lasts + 300 and len(times) < 150:
        times.append(at)
    return Foreign(
        times=tuple(times),
        is_known=is_known,
        into_doubts=chance.choice((0.0, 0.3, 0.8)),
        buttons=chance.choice((0.0, 0.2)),
    )
