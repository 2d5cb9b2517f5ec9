"""One sender's way through a broadcast, as the sandbox saw it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from botapi_sandbox.control.replies import Timeline

WINDOW = 20  # answers: what a median of waits is taken over


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """Moments in sandbox seconds since it began; `waited`: how long each was held back unseen."""

    accepted: tuple[float, ...]
    waited: tuple[float, ...]
    refused: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """From the first message to the last one."""
        return self.accepted[-1] - self.accepted[0]

    def episodes(self, ban: float) -> list[float]:
        """When floods began: refusals while the ban lasts belong to the first of them."""
        begun: list[float] = []
        for moment in self.refused:
            if not begun or moment >= begun[-1] + ban:
                begun.append(moment)
        return begun

    def worst_wait(self) -> float:
        """The largest median of WINDOW waits in a row, in seconds."""
        starts = range(max(1, len(self.waited) - WINDOW + 1))
        return max(median(self.waited[start : start + WINDOW]) for start in starts)


def flow_of(timeline: Timeline, *, since: float) -> Flow:
    """`since`: when it began, in sandbox seconds; what was sent before (a preview) is left out."""
    sent = [
        (at - since, waited)
        for at, waited in zip(timeline.accepted, timeline.waited, strict=True)
        if at >= since
    ]
    return Flow(
        accepted=tuple(at for at, _ in sent),
        waited=tuple(waited for _, waited in sent),
        refused=tuple(at - since for at in timeline.refused if at >= since),
    )


def per_bin(moments: Sequence[float], *, seconds: float, until: float) -> list[float]:
    """Events/s in each interval of `seconds` from 0 to `until`."""
    bins = [0] * max(1, int(until / seconds) + 1)
    for moment in moments:
        if 0 <= moment <= until:
            bins[int(moment / seconds)] += 1
    return [count / seconds for count in bins]
