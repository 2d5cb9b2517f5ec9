"""From an audience to one query for the numbers of its subscribers, in order.

What stands in a subscriber's own row is asked there. Everything else is a set of numbers, in the
order of its table's key: tags, answers, a run's ledger. Sets are intersected and subtracted by
SQLite's merge of sorted queries, which reads each once: with most of a million in them it takes a
third of the time of a look-up for each subscriber, and no room. EXPLAIN QUERY PLAN says MERGE.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    literal_column,
    not_,
    select,
)

from db.audience import own_row, sets
from db.audience.audience import Audience
from db.audience.conditions import Condition
from db.audience.facts import Facts
from db.audience.sets import Members
from db.dialect.comparing import unindexed
from db.dialect.compounds import shared, united, without
from db.schema.states import SubscriberState
from db.schema.subscribers import subscribers

Keys: TypeAlias = Select[Any] | CompoundSelect[Any]


def keys_of(audience: Audience, facts: Facts, *, after: int = 0, upto: int | None = None) -> Keys:
    """The active subscribers who match, by number: above `after`, up to `upto`."""
    own, beside = _asked(audience, facts)
    base = _active(own, after, upto)
    if not beside:
        return base.order_by(subscribers.c.id)
    keys: Keys = base
    sparing = next((one for one in beside if one.spared), None)
    if sparing is not None and sparing.spared is not None:
        beside.remove(sparing)
        # Whoever is spared comes back, and with them some who are not in the base.
        left = without(_active([], after, upto), sparing.keys(after, upto))
        keys = shared(united(left, sparing.spared.keys(after, upto)), base)
    inside = [one for one in beside if one.inside]
    outside = [each for one in beside if not one.inside for each in _apart(one)]
    # Only what stands first can be a union of several, which is quicker than to read their table.
    several = next((one for one in inside if one.together), None)
    if several is not None and sparing is None:
        inside.remove(several)
        keys = shared(united(*(one.keys(after, upto) for one in several.together)), base)
    for joined, members in ((shared, inside), (without, outside)):
        if members:
            keys = joined(keys, *(one.keys(after, upto) for one in members))
    return keys.order_by(literal_column("1"))


def _active(own: Sequence[ColumnElement[bool]], after: int, upto: int | None) -> Select[Any]:
    """The active subscribers of whom this is true."""
    number = subscribers.c.id
    query = select(number).where(_is_active(by_index=not own), *own)
    if after:
        query = query.where(number > after)
    return query if upto is None else query.where(number <= upto)


def _apart(one: Members) -> tuple[Members, ...]:
    """To be taken away one after the other."""
    return (one.without_spared(),) if one.spared else one.together or (one,)


def _asked(audience: Audience, facts: Facts) -> tuple[list[ColumnElement[bool]], list[Members]]:
    """What is asked of the own row, and the sets beside it."""
    own: list[ColumnElement[bool]] = []
    beside: list[Members] = []
    for condition, wanted in _conditions(audience):
        predicate = own_row.predicate(condition, facts.now)
        if predicate is not None:
            own.append(predicate if wanted else not_(predicate))
        else:
            beside += sets.in_turn(condition, facts, wanted=wanted)
    if facts.since is not None:
        own.append(own_row.came_since(facts.since))
        beside += sets.reached_before(facts.since)
    return own, beside


def _conditions(audience: Audience) -> Iterator[tuple[Condition, bool]]:
    yield from ((one, True) for one in audience.must)
    yield from ((one, False) for one in audience.must_not)


def _is_active(*, by_index: bool) -> ColumnElement[bool]:
    """Where more is asked of the rows, all of them in order are read sooner than most of them by
    way of the index on the state."""
    state = subscribers.c.state if by_index else unindexed(subscribers.c.state)
    return state == SubscriberState.ACTIVE
