"""How a test of versions stands: what the windows show of it, and what is decided by."""

import json
from dataclasses import dataclass

from broadcast.model.versions.verdict import Measure, Trial, Verdict, verdict
from db.schema.states import OPEN_TESTS, VersionTestState


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionFigures:
    """Of one version, in recipients."""

    version: int  # 0 is A
    people: int  # whom it was for at first
    got: int
    answered: int  # of those who got it
    left: int  # of those who got it: unsubscribed or blocked the bot since

    def trial(self, measure: Measure) -> Trial:
        worked = self.answered if measure is Measure.ANSWERS else self.got - self.left
        return Trial(tried=self.got, worked=worked)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Moments are Unix seconds."""

    broadcast_id: int
    state: VersionTestState
    is_sent: bool  # whether all of those whom the versions were for at first have an outcome
    share: int  # percent of the audience, for each version
    seconds: int | None  # from then on; None: an admin decides by hand
    ends_at: int | None  # None: by hand, or not sent yet, or decided
    waiting: int  # who gets the better one
    figures: tuple[VersionFigures, ...]  # by version
    measure: Measure
    winner: int | None = None
    decided_by: int | None = None  # None: the engine
    decided_at: int | None = None
    child_id: int | None = None  # the broadcast with the winner

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_TESTS

    @property
    def can_decide(self) -> bool:
        """Whether an admin may say now which version the others get."""
        return self.is_open and self.is_sent and self.waiting > 0

    @property
    def verdict(self) -> Verdict:
        return verdict([one.trial(self.measure) for one in self.figures], self.measure)


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenTest:
    """One that is to be decided, by the engine or by an admin."""

    broadcast_id: int
    state: VersionTestState
    is_sent: bool
    ends_at: int | None
    waiting: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitForecast:
    """What a launch would do now."""

    people: tuple[int, ...]  # by version
    waiting: int
    share: int  # percent, for each version, as it can be
    seconds: int | None


def dump_figures(figures: tuple[VersionFigures, ...]) -> str:
    return json.dumps([[one.people, one.got, one.answered, one.left] for one in figures])


def load_figures(text: str) -> tuple[VersionFigures, ...]:
    return tuple(
        VersionFigures(version=version, people=people, got=got, answered=answered, left=left)
        for version, (people, got, answered, left) in enumerate(json.loads(text))
    )
