"""Pure: who serves which bot, who is silent, and who may say so. Decides, and does nothing.

Times are seconds of the clock of whoever decides: no two machines' clocks are ever compared, nor
the server's, which may be set.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from runtime.lease import SECONDS as LEASE

BEAT = 0.5  # between two heartbeats
# A node that was not heard of for so long is taken for gone. Longer than a lease, which begins
# before its heartbeat is counted: a node sends nothing any more by the time another one may.
STALLED = LEASE + BEAT
# Between two looks at the others: more was missed than seen. Whoever was away for less cannot take
# anybody for silent who was away for as long.
BLIND = STALLED - 3 * BEAT
MOST_UNEVEN = 1  # bots: a difference that is not worth an interruption


class JobState(Enum):
    WAITING = auto()  # for its node to begin
    SERVED = auto()
    LEAVING = auto()  # served by a node that was asked to hand it over


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """One that was heard of lately.

    bots     whose tokens it has
    leaving  it ends, and takes no more
    """

    name: str
    bots: frozenset[int]
    leaving: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """To serve a bot; its number is the epoch."""

    id: int
    bot: int
    node: str  # whose it is, or is to be
    state: JobState


@dataclass(frozen=True, kw_only=True, slots=True)
class Give:
    """A job for whoever has none."""

    bot: int
    node: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdraw:
    """A job that waits for a node that will not begin it."""

    job: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOver:
    """Its node is asked to end in order; then the bot is given to another."""

    job: int


Decision = Give | Withdraw | HandOver


def assign(
    nodes: Collection[Node], enabled: Collection[int], jobs: Collection[Job]
) -> list[Decision]:
    """What is to be done now. Jobs of nodes that are silent are none any more by then."""
    able = {node.name: node for node in nodes if not node.leaving}
    decisions: list[Decision] = []
    standing: list[Job] = []
    for job in jobs:
        if job.state is JobState.WAITING and not _can(able.get(job.node), job.bot, enabled):
            decisions.append(Withdraw(job=job.id))
        else:
            standing.append(job)
    load = Counter(job.node for job in standing if job.state is not JobState.LEAVING)
    taken = {job.bot for job in jobs}  # what cannot be withdrawn has just begun
    for bot in sorted(set(enabled) - taken):
        if (node := _emptiest(able.values(), bot, load)) is not None:
            load[node] += 1
            decisions.append(Give(bot=bot, node=node))
    if decisions or any(job.state is JobState.LEAVING for job in standing):
        return decisions  # one thing at a time: what is even then is seen then
    moved = _unwanted(standing, able, enabled) or _uneven(standing, able, load)
    return [HandOver(job=moved.id)] if moved else []


def _can(node: Node | None, bot: int, enabled: Collection[int]) -> bool:
    return node is not None and bot in node.bots and bot in enabled


def _emptiest(nodes: Iterable[Node], bot: int, load: Mapping[str, int]) -> str | None:
    names = [node.name for node in nodes if bot in node.bots]
    return min(names, key=lambda name: (load[name], name), default=None)


def _unwanted(
    jobs: Iterable[Job], able: Mapping[str, Node], enabled: Collection[int]
) -> Job | None:
    """Served, and not to be: by nobody, or by a node that has its token no more."""
    for job in jobs:
        node = able.get(job.node)
        if job.state is JobState.SERVED and (
            job.bot not in enabled or (node is not None and job.bot not in node.bots)
        ):
            return job
    return None


def _uneven(jobs: Collection[Job], able: Mapping[str, Node], load: Mapping[str, int]) -> Job | None:
    """One bot of the fullest node that one with clearly less can take."""
    for full in sorted(able, key=lambda name: (-load[name], name)):
        for job in sorted(jobs, key=lambda job: -job.id):  # what came last has least to lose
            if job.node != full or job.state is not JobState.SERVED:
                continue
            empty = _emptiest((n for n in able.values() if n.name != full), job.bot, load)
            if empty is not None and load[full] - load[empty] > MOST_UNEVEN:
                return job
    return None


@dataclass(kw_only=True)
class Watch:
    """Who of the others was heard of when, as one node sees it.

    A judge that was blind itself, because the database or its line was away, has seen nothing, and
    must not take that for the others' silence: it begins to count anew. So does one that has just
    come.
    """

    stalled: float = STALLED
    blind_after: float = BLIND
    _looked: float | None = None
    _heard: dict[int, tuple[object, float]] = field(default_factory=dict)

    def look(self, now: float, beats: Mapping[int, object]) -> dict[int, object]:
        """`beats`: by worker, a value that changes with each heartbeat, as read just now. Gives
        those who are silent, each with the value that has stood for too long."""
        blind = self._looked is None or now - self._looked > self.blind_after
        self._looked = now
        silent: dict[int, object] = {}
        heard: dict[int, tuple[object, float]] = {}
        for worker, beat in beats.items():
            known = self._heard.get(worker)
            fresh = blind or known is None or known[0] != beat
            heard[worker] = (beat, now) if fresh or known is None else known
            if now - heard[worker][1] >= self.stalled:
                silent[worker] = beat
        self._heard = heard
        return silent
