"""Conditions about what stands in a subscriber's own row. Each is true or false, never NULL."""

from functools import singledispatch

from sqlalchemy import ColumnElement, and_, func, or_, true

from db.audience.conditions import (
    AtRandom,
    ChatKind,
    Condition,
    FromSource,
    InChat,
    InLanguage,
    Joined,
    LastSeen,
)
from db.audience.facts import Since
from db.audience.random_order import place_of, share
from db.dialect.comparing import caseless
from db.schema.subscribers import subscribers

DAY = 86_400  # seconds
KINDS = {
    ChatKind.PRIVATE: ("private",),
    ChatKind.GROUPS: ("group", "supergroup"),
    ChatKind.CHANNELS: ("channel",),
}

_s = subscribers.c
_SPOKEN = caseless(func.coalesce(_s.language, _s.language_code, ""))
# Who has subscribed and never wrote since was there then.
_SEEN: ColumnElement[int] = func.coalesce(_s.seen_at, _s.joined_at)


@singledispatch
def predicate(condition: Condition, now: int) -> ColumnElement[bool] | None:  # noqa: ARG001
    """None when it is about something else. Days are counted back from `now`."""
    return None


@predicate.register
def _(condition: InLanguage, now: int) -> ColumnElement[bool]:  # noqa: ARG001
    """The code alone, or before a mark: all that follows in another language comes after "`"."""
    return or_(
        *(
            _SPOKEN.between(code.lower(), f"{code.lower()}`") if code else _SPOKEN == ""
            for code in condition.codes
        )
    )


@predicate.register
def _(condition: FromSource, now: int) -> ColumnElement[bool]:  # noqa: ARG001
    return func.coalesce(_s.source, "").in_(condition.codes)


@predicate.register
def _(condition: Joined, now: int) -> ColumnElement[bool]:
    return _between(_s.joined_at, condition.after, condition.before, condition.within, now)


@predicate.register
def _(condition: LastSeen, now: int) -> ColumnElement[bool]:
    before = condition.before
    if condition.longer is not None:
        before = now - condition.longer * DAY
    return _between(_SEEN, condition.after, before, condition.within, now)


@predicate.register
def _(condition: InChat, now: int) -> ColumnElement[bool]:  # noqa: ARG001
    return _s.kind.in_([kind for each in condition.kinds for kind in KINDS[ChatKind(each)]])


@predicate.register
def _(condition: AtRandom, now: int) -> ColumnElement[bool]:  # noqa: ARG001
    """A number of people that nobody has fixed yet is everybody (see db/audience/counting.py)."""
    place = place_of(_s.id, condition.seed)
    if condition.upto is not None:
        return place <= condition.upto
    return true() if condition.percent is None else place < share(condition.percent)


def came_since(since: Since) -> ColumnElement[bool]:
    """New, or back again."""
    return or_(_s.id > since.upto, func.coalesce(_s.state_at, 0) >= since.launched_at)


def _between(
    moment: ColumnElement[int], after: int | None, before: int | None, within: int | None, now: int
) -> ColumnElement[bool]:
    asked: list[ColumnElement[bool]] = []
    if within is not None:
        asked.append(moment >= now - within * DAY)
    if after is not None:
        asked.append(moment >= after)
    if before is not None:
        asked.append(moment < before)
    return and_(true(), *asked)
