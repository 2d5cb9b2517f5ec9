"""When somebody joined, and when they were seen last: presets, and what is typed."""

from collections.abc import Sequence

from db.audience.conditions import Condition, Joined, LastSeen
from handlers.admin.choosing.kinds.kind import Asking, Option, Refused, Taken
from handlers.admin.choosing.reading import reader_of
from handlers.admin.choosing.typed.days import Span, read_span
from handlers.admin.wording.conditions import said

WITHIN = (1, 7, 30, 90)  # days
LONGER = (30, 90, 180, 365)


async def joined(asking: Asking) -> Sequence[Option]:
    return _presets(asking, [Joined(within=days) for days in WITHIN])


async def seen(asking: Asking) -> Sequence[Option]:
    return _presets(asking, [LastSeen(within=days) for days in WITHIN])


async def unseen(asking: Asking) -> Sequence[Option]:
    return _presets(asking, [LastSeen(longer=days) for days in LONGER])


async def read_joined(text: str, asking: Asking) -> Taken | Refused:
    span = _span(text, asking)
    if span is None:
        return _refused(asking)
    return Taken(Joined(within=span.days, after=span.after, before=span.before))


async def read_seen(text: str, asking: Asking) -> Taken | Refused:
    span = _span(text, asking)
    if span is None or span.before is not None:
        return _refused(asking)
    return Taken(LastSeen(within=span.days, after=span.after))


async def read_unseen(text: str, asking: Asking) -> Taken | Refused:
    """A date alone is meant as the last day on which they were seen."""
    span = _span(text, asking)
    if span is None or (span.after is not None and span.before is not None):
        return _refused(asking)
    return Taken(LastSeen(longer=span.days, before=span.before or span.after))


def _presets(asking: Asking, conditions: Sequence[Condition]) -> list[Option]:
    reader = reader_of(asking.admin)
    return [Option(label=said(one, reader), condition=one) for one in conditions]


def _span(text: str, asking: Asking) -> Span | None:
    return read_span(text, asking.admin.timezone)


def _refused(asking: Asking) -> Refused:
    return Refused(asking.admin.i18n.get("choosing-bad-days"))
