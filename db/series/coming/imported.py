"""What an import begins and ends: tags and fields that people did not have before.

It runs beside the bot, over a connection of its own. Whom it subscribes has not done so here: that
begins nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from sqlalchemy import Connection, bindparam, select

from db.connection.driven import run_over
from db.dialect import lists
from db.schema.knowledge import subscriber_fields, subscriber_tags
from db.schema.states import SignalKind
from db.series.coming.happened import happened, is_heard
from db.series.coming.subscriptions import any_lives
from db.series.records import Signal

News = Mapping[Signal, Sequence[int]]
"""What happens, and to whom."""


def new_tags(connection: Connection, rows: Iterable[tuple[int, int]]) -> News:
    """Tags and subscribers, by their numbers; before they are written."""
    found: dict[Signal, list[int]] = {}
    for tag_id, people in _heard(connection, SignalKind.TAG, rows).items():
        have = set(connection.execute(_TAGGED, {"which": tag_id, "some": people}).scalars())
        found[Signal(SignalKind.TAG, tag_id)] = [who for who in people if who not in have]
    return found


def new_values(connection: Connection, said: Mapping[tuple[int, int], str]) -> News:
    """By field and subscriber; before they are written."""
    found: dict[Signal, list[int]] = {}
    for field_id, people in _heard(connection, SignalKind.FIELD, said).items():
        rows = connection.execute(_VALUES, {"which": field_id, "some": people})
        known = {int(who): str(value) for who, value in rows}
        found[Signal(SignalKind.FIELD, field_id)] = [
            who for who in people if known.get(who) != said[field_id, who]
        ]
    return found


def tell(connection: Connection, news: News, now: int) -> None:
    """Once they are written, in the same transaction."""
    for what, people in news.items():
        run_over(connection, partial(happened, what=what, people=people, now=now))


def _heard(
    connection: Connection, kind: SignalKind, rows: Iterable[tuple[int, int]]
) -> Mapping[int, list[int]]:
    """Of these things and people those things that a series listens to."""
    if not run_over(connection, any_lives):
        return {}
    theirs: dict[int, list[int]] = defaultdict(list)
    for ref, number in rows:
        theirs[ref].append(number)
    return {
        ref: people
        for ref, people in theirs.items()
        if run_over(connection, partial(is_heard, kind=kind, ref=ref))
    }


_SOME = lists.numbers("some")
_TAGGED = (
    select(subscriber_tags.c.subscriber_id)
    .select_from(_SOME)
    .join(subscriber_tags, subscriber_tags.c.subscriber_id == _SOME.c.value)
    .where(subscriber_tags.c.tag_id == bindparam("which"))
)
_VALUES = (
    select(subscriber_fields.c.subscriber_id, subscriber_fields.c.value)
    .select_from(_SOME)
    .join(subscriber_fields, subscriber_fields.c.subscriber_id == _SOME.c.value)
    .where(subscriber_fields.c.field_id == bindparam("which"))
)
