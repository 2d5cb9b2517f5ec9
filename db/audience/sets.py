"""Conditions about what stands beside a subscriber's row: each a set of subscriber numbers.

The numbers come in the order of the key of their table, so that SQLite can merge sets.
"""

from dataclasses import dataclass, replace
from functools import singledispatch

from sqlalchemy import ColumnElement, Select, Table, exists, select

from db.audience.conditions import (
    Answered,
    Clicked,
    Condition,
    Fate,
    FieldIs,
    FieldTest,
    InBroadcast,
    InList,
    Tagged,
    WantsTopic,
)
from db.audience.facts import Facts, Since
from db.schema.automation.clicks import link_clicks
from db.schema.knowledge import (
    audience_list_members,
    subscriber_fields,
    subscriber_tags,
    topic_opt_outs,
)
from db.schema.ledger import deliveries
from db.schema.states import DeliveryState, SkipReason
from db.schema.studio.answers import answers

_D = DeliveryState

# It may have arrived, or is on its way.
_PERHAPS = (_D.CLAIMED, _D.SENT, _D.UNCERTAIN)
# Nothing of it arrived, where its first step is the one that is missing.
_NOTHING = (_D.BLOCKED, _D.UNREACHABLE, _D.SKIPPED)


@dataclass(frozen=True, slots=True)
class Members:
    """Those in a set, or those outside of it."""

    column: ColumnElement[int]
    where: tuple[ColumnElement[bool], ...]
    inside: bool = True
    # Sets of the same table that they are together, and somebody may be in two of them.
    together: tuple["Members", ...] = ()
    # Whoever is among these is not meant.
    spared: "Members | None" = None

    def others(self) -> "Members":
        return replace(self, inside=not self.inside)

    def keys(self, after: int, upto: int | None) -> Select[int]:
        query = select(self.column.label("id")).where(*self.where)
        if after:
            query = query.where(self.column > after)
        if upto is not None:
            query = query.where(self.column <= upto)
        return query.distinct() if self.together else query

    def without_spared(self) -> "Members":
        """By a look-up for each: where merging is not possible, or not worth it."""
        if self.spared is None:
            return self
        spared = self.spared
        if spared.column is self.column:  # a look-up would take one row for the other
            kept: ColumnElement[bool] = self.column.not_in(spared.keys(0, None).correlate(None))
        else:
            kept = ~exists().where(*spared.where, spared.column == self.column)
        return replace(self, where=(*self.where, kept), spared=None)


@singledispatch
def members(condition: Condition, facts: Facts) -> Members:  # noqa: ARG001 - the others' shape
    raise TypeError(f"it is in the subscriber's own row: {condition.kind}")


@members.register
def _(condition: Tagged, facts: Facts) -> Members:
    numbers = [facts.tag(name) for name in condition.names]
    table = subscriber_tags.c
    each = tuple(Members(table.subscriber_id, (table.tag_id == number,)) for number in numbers)
    if len(each) == 1:
        return each[0]
    return Members(table.subscriber_id, (table.tag_id.in_(numbers),), together=each)


@members.register
def _(condition: FieldIs, facts: Facts) -> Members:
    table = subscriber_fields.c
    where = [table.field_id == facts.field(condition.name)]
    if condition.test != FieldTest.IS_SET:
        where.append(table.value == (condition.value or ""))
    return Members(table.subscriber_id, (*where,), condition.test != FieldTest.IS_NOT)


@members.register
def _(condition: WantsTopic, facts: Facts) -> Members:  # noqa: ARG001
    return opted_out(condition.topic, inside=False)


def opted_out(topic: int, *, inside: bool = True) -> Members:
    table = topic_opt_outs.c
    return Members(table.subscriber_id, (table.topic_id == topic,), inside)


@members.register
def _(condition: InBroadcast, facts: Facts) -> Members:
    line = facts.lines[condition.broadcast]
    match condition.fate:
        case Fate.GOT:
            return _in_any(line, deliveries.c.state == _D.SENT)
        case Fate.UNCERTAIN:
            return _not_got_since(line, deliveries.c.trouble == _D.UNCERTAIN)
        case Fate.CAPPED:
            return _not_got_since(
                line,
                deliveries.c.state == _D.SKIPPED,
                deliveries.c.reason == SkipReason.CAPPED,
            )
    return _in_any(line, deliveries.c.state.in_(_PERHAPS)).others()


@members.register
def _(condition: Answered, facts: Facts) -> Members:
    line = facts.lines[condition.broadcast]
    if condition.alone:
        line = line[:1]
    if condition.silent:
        spoke = _in_any(line, table=answers)
        return replace(_in_any(line, deliveries.c.state == _D.SENT), spared=spoke)
    if condition.buttons:
        return _in_any(line, answers.c.button.in_(condition.buttons), table=answers)
    return _in_any(line, table=answers)


@members.register
def _(condition: Clicked, facts: Facts) -> Members:
    numbers = facts.links[condition.broadcast, condition.url]
    link, number = link_clicks.c.tracked_link_id, link_clicks.c.subscriber_id
    each = tuple(Members(number, (link == one,)) for one in numbers)
    return each[0] if len(each) == 1 else Members(number, (link.in_(numbers),), together=each)


def in_turn(condition: Condition, facts: Facts, *, wanted: bool) -> tuple[Members, ...]:
    """The sets that one has to be in, or outside of, to meet the condition, or not to.

    Where there are two of them, both can be merged; a look-up for each would take twice as long.
    """
    one = members(condition, facts)
    if not wanted:
        return (one.others(),)
    if one.spared is None:
        return (one,)
    return replace(one, spared=None), one.spared.others()


@members.register
def _(condition: InList, facts: Facts) -> Members:  # noqa: ARG001
    table = audience_list_members.c
    return Members(table.subscriber_id, (table.audience_list_id == condition.number,))


def _not_got_since(line: tuple[int, ...], *where: ColumnElement[bool]) -> Members:
    """But for those who have got it for certain by another of these runs."""
    found = _in_any(line, *where)
    if len(line) == 1:
        return found
    return replace(found, spared=_in_any(line, deliveries.c.state == _D.SENT))


def reached_before(since: Since) -> tuple[Members, ...]:
    """Whoever any of these runs has reached, or may have."""
    return tuple(
        _in_run(run_id, may_have_it(owed=run_id in since.owed), inside=False)
        for run_id in since.runs
    )


def may_have_it(*, owed: bool) -> ColumnElement[bool]:
    """Of a delivery: something of the message arrived, or may have, or will.

    `owed`: whom its cancelling skipped, or the cap, is offered it all the same.
    """
    nothing = deliveries.c.state.in_(_NOTHING) & (deliveries.c.step == 0)
    if owed:
        skipped = deliveries.c.state == _D.SKIPPED
        rest = skipped & deliveries.c.reason.in_((SkipReason.CANCELLED, SkipReason.CAPPED))
        nothing &= ~rest
    return ~nothing


def _in_run(run_id: int, *where: ColumnElement[bool], inside: bool = True) -> Members:
    return Members(deliveries.c.subscriber_id, (deliveries.c.run_id == run_id, *where), inside)


def _in_any(
    line: tuple[int, ...], *where: ColumnElement[bool], table: Table = deliveries
) -> Members:
    """Of these runs, in their ledgers or among their answers."""
    run_id, number = table.c.run_id, table.c.subscriber_id
    each = tuple(Members(number, (run_id == one, *where)) for one in line)
    if len(each) == 1:
        return each[0]
    return Members(number, (run_id.in_(line), *where), together=each)
