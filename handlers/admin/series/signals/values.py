"""What can be tapped of a kind of signal: links, tags, fields, answers, days."""

from collections.abc import Sequence

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from db.schema.states import SignalKind
from db.series.records import BEGINS, ENDS, Signal
from handlers.admin.context import AdminContext
from handlers.admin.wording.titles import shown_title
from handlers.language.names import isolated

LONGEST = 40  # characters of a name
MOST = 100  # links, or broadcasts that are looked through for answers
SILENT_DAYS = (7, 14, 30, 60, 90)

# Offered in this order; the first ones need nothing else.
PLAIN = (SignalKind.SUBSCRIBED, SignalKind.UNBLOCKED, SignalKind.ENROLLED)
KINDS = {
    BEGINS: (
        SignalKind.SUBSCRIBED,
        SignalKind.LINK,
        SignalKind.TAG,
        SignalKind.ANSWER,
        SignalKind.FIELD,
        SignalKind.SILENT,
        SignalKind.UNBLOCKED,
        SignalKind.ENROLLED,
    ),
    ENDS: (SignalKind.TAG, SignalKind.ANSWER),
}


async def values(kind: SignalKind, does: str, admin: AdminContext) -> list[tuple[Signal, str]]:
    """Each with its name. Of answers these are the broadcasts that have any: see `answers()`."""
    match kind:
        case SignalKind.LINK:
            links, _ = await admin.doors.links.page(offset=0, limit=MOST)
            return [(Signal(kind, one.id), isolated(one.name, LONGEST)) for one in links]
        case SignalKind.TAG:
            tags = await admin.doors.tags.every()
            return [(Signal(kind, one.id), isolated(one.name, LONGEST)) for one in tags]
        case SignalKind.FIELD:
            fields = await admin.doors.fields.every()
            return [(Signal(kind, one.id), isolated(one.name, LONGEST)) for one in fields]
        case SignalKind.SILENT:
            i18n = admin.i18n
            return [
                (Signal(kind, days), i18n.get("series-signal-silent", count=days))
                for days in SILENT_DAYS
            ]
        case SignalKind.ANSWER if does == ENDS:
            return [(Signal(kind), admin.i18n.get("series-signal-own-answer"))]
    return []


async def asking(admin: AdminContext) -> Sequence[tuple[int, str]]:
    """Newest first, the broadcasts whose buttons have answers: number and title."""
    found, _ = await admin.doors.reports.page(offset=0, limit=MOST)
    return [
        (one.id, _named(one, admin))
        for one in found
        if one.run_id is not None and Content.load(one.content).all_answers
    ]


async def answers(number: int, admin: AdminContext) -> list[tuple[Signal, str]]:
    """Of one broadcast: any of them, or that one. Raises NoSuchBroadcast."""
    broadcast = await admin.doors.reports.get(number)
    run_id = broadcast.run_id or 0
    found = [(Signal(SignalKind.ANSWER, run_id), admin.i18n.get("series-any-answer"))]
    return [
        *found,
        *(
            (Signal(SignalKind.ANSWER, run_id, place), isolated(one.text, LONGEST))
            for place, one in enumerate(Content.load(broadcast.content).all_answers, start=1)
        ),
    ]


def _named(one: Broadcast, admin: AdminContext) -> str:
    title = shown_title(one, admin.texts, admin.i18n.locale)
    return admin.i18n.get("broadcast-named", number=str(one.id), title=title)
