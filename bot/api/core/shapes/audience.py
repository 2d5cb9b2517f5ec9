"""Whom a broadcast is for: as admins choose it under Audience, condition by condition."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, model_validator

from bot.api.core.shapes.base import Asked, Name, Number
from db.audience.conditions import (
    Answered,
    AtRandom,
    ChatKind,
    Clicked,
    Condition,
    Fate,
    FieldIs,
    FieldTest,
    FromSource,
    InBroadcast,
    InChat,
    InLanguage,
    Joined,
    LastSeen,
    Tagged,
    WantsTopic,
)

MOST_CONDITIONS = 20
Codes = Annotated[list[Annotated[str, Field(max_length=64)]], Field(min_length=1, max_length=100)]
Days = Annotated[int, Field(ge=1, le=36_500)]


class JoinedShape(Asked):
    """`after` is the first moment, `before` the first one beyond; or in the last days."""

    after: AwareDatetime | None = None
    before: AwareDatetime | None = None
    within_days: Days | None = None

    def condition(self) -> Condition:
        return Joined(
            after=None if self.after is None else int(self.after.timestamp()),
            before=None if self.before is None else int(self.before.timestamp()),
            within=self.within_days,
        )


class SeenShape(Asked):
    """Wrote or tapped in the last days, or did not for longer than that."""

    within_days: Days | None = None
    longer_days: Days | None = None

    def condition(self) -> Condition:
        return LastSeen(within=self.within_days, longer=self.longer_days)


class FieldShape(Asked):
    name: Name
    test: Literal["is", "is not", "is set"] = "is"
    value: Annotated[str, Field(max_length=64)] | None = None

    @model_validator(mode="after")
    def _value_where_it_is_asked_for(self) -> "FieldShape":
        if (self.value is None) != (FieldTest(self.test) is FieldTest.IS_SET):
            raise ValueError("a value goes with 'is' and 'is not', and with nothing else")
        return self

    def condition(self) -> Condition:
        return FieldIs(name=self.name, test=self.test, value=self.value)


class BroadcastShape(Asked):
    """What became of them in an earlier broadcast."""

    broadcast: Number
    fate: Literal["got", "not got", "uncertain"]

    def condition(self) -> Condition:
        return InBroadcast(broadcast=self.broadcast, fate=Fate(self.fate))


class AnswerShape(Asked):
    """Tapped one of these buttons (numbers from 0), or any; or got it and tapped none."""

    broadcast: Number
    buttons: list[Annotated[int, Field(ge=0, lt=100)]] = Field(default_factory=list, max_length=100)
    silent: bool = False

    def condition(self) -> Condition:
        return Answered(broadcast=self.broadcast, buttons=tuple(self.buttons), silent=self.silent)


class ClickShape(Asked):
    """Followed the link to that address, or any, where clicks are counted by person."""

    broadcast: Number
    url: Annotated[str, Field(min_length=1, max_length=2048)] | None = None

    def condition(self) -> Condition:
        return Clicked(broadcast=self.broadcast, url=self.url)


class RandomShape(Asked):
    """A share or a number of them; the same people whenever the seed is the same."""

    percent: Annotated[int, Field(ge=1, le=99)] | None = None
    count: Annotated[int, Field(ge=1, le=10**9)] | None = None
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 1

    @model_validator(mode="after")
    def _one_of_both(self) -> "RandomShape":
        if (self.percent is None) == (self.count is None):
            raise ValueError("either percent or count")
        return self

    def condition(self) -> Condition:
        return AtRandom(seed=self.seed, percent=self.percent, count=self.count)


class ConditionShape(Asked):
    """Exactly one of these."""

    language: Codes | None = None
    source: Codes | None = None
    tag: Codes | None = None
    chat: (
        Annotated[list[Literal["private", "groups", "channels"]], Field(min_length=1, max_length=3)]
        | None
    ) = None
    topic: Number | None = None
    joined: JoinedShape | None = None
    seen: SeenShape | None = None
    field: FieldShape | None = None
    broadcast: BroadcastShape | None = None
    answer: AnswerShape | None = None
    click: ClickShape | None = None
    random: RandomShape | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "ConditionShape":
        said = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(said) != 1:
            raise ValueError("a condition asks exactly one thing")
        return self

    def condition(self) -> Condition:
        simple: tuple[Condition | None, ...] = (
            None if self.language is None else InLanguage(codes=tuple(self.language)),
            None if self.source is None else FromSource(codes=tuple(self.source)),
            None if self.tag is None else Tagged(names=tuple(self.tag)),
            None if self.chat is None else InChat(kinds=tuple(map(ChatKind, self.chat))),
            None if self.topic is None else WantsTopic(topic=self.topic),
        )
        past = self.broadcast, self.answer, self.click
        asked = (self.joined, self.seen, self.field, *past, self.random)
        found = (*simple, *(None if one is None else one.condition() for one in asked))
        return next(one for one in found if one is not None)


Conditions = Annotated[list[ConditionShape], Field(max_length=MOST_CONDITIONS)]
Tags = Annotated[list[Name], Field(max_length=100)]


class AudienceShape(Asked):
    """Nothing said is everyone. All of it must be so: the segment's conditions, too.

    `tags`: has any of them; `without_tags`: has none of them.
    """

    segment: Name | None = None
    tags: Tags = Field(default_factory=list)
    without_tags: Tags = Field(default_factory=list)
    must: Conditions = Field(default_factory=list)
    must_not: Conditions = Field(default_factory=list)
    topic: Number | None = None
