"""What a signal is called: `came by Spring poster`, `got the tag vip`."""

from collections.abc import Mapping
from contextlib import suppress

from broadcast.model.content import Content
from broadcast.model.errors import NoSuchBroadcast, NoSuchLink
from db.schema.states import SignalKind
from db.series.records import Signal
from handlers.admin.context import AdminContext
from handlers.admin.wording.titles import shown_title
from handlers.language.names import isolated

LONGEST = 40  # characters of a name

PLAIN_KEYS: Mapping[SignalKind, str] = {
    SignalKind.SUBSCRIBED: "series-signal-subscribed",
    SignalKind.UNBLOCKED: "series-signal-unblocked",
    SignalKind.ENROLLED: "series-signal-enrolled",
}
NAMED_KEYS: Mapping[SignalKind, str] = {
    SignalKind.LINK: "series-signal-link",
    SignalKind.TAG: "series-signal-tag",
    SignalKind.FIELD: "series-signal-field",
    SignalKind.ANSWER: "series-signal-answer",
}


async def signal_words(signal: Signal, admin: AdminContext) -> str:
    """Of a series: the whole of it."""
    kind, i18n = SignalKind(signal.kind), admin.i18n
    if kind is SignalKind.SILENT:
        return i18n.get("series-signal-silent", count=signal.ref)
    if kind is SignalKind.ANSWER and not signal.ref:
        return i18n.get("series-signal-own-answer")
    if kind in PLAIN_KEYS:
        return i18n.get(PLAIN_KEYS[kind])
    name = await _name(signal, admin) or i18n.get("series-signal-gone")
    return i18n.get(NAMED_KEYS[kind], name=name)


async def _name(signal: Signal, admin: AdminContext) -> str | None:
    """None: it was deleted."""
    match signal.kind:
        case SignalKind.TAG:
            tag = await admin.doors.tags.get(signal.ref)
            return None if tag is None else isolated(tag.name, LONGEST)
        case SignalKind.FIELD:
            fields = {one.id: one.name for one in await admin.doors.fields.every()}
            name = fields.get(signal.ref)
            return None if name is None else isolated(name, LONGEST)
        case SignalKind.LINK:
            with suppress(NoSuchLink):
                return isolated((await admin.doors.links.get(signal.ref)).name, LONGEST)
        case SignalKind.ANSWER:
            return await _answer(signal, admin)
    return None


async def _answer(signal: Signal, admin: AdminContext) -> str | None:
    """The broadcast, and the button where it is one of them."""
    number = await admin.doors.series.broadcast_of(signal.ref)
    if number is None:
        return None
    try:
        broadcast = await admin.doors.reports.get(number)
    except NoSuchBroadcast:
        return None
    title = shown_title(broadcast, admin.texts, admin.i18n.locale)
    named = admin.i18n.get("broadcast-named", number=str(number), title=title)
    answers = Content.load(broadcast.content).all_answers
    if not 0 < signal.part <= len(answers):
        return named
    answer = isolated(answers[signal.part - 1].text, LONGEST)
    return admin.i18n.get("series-signal-one-answer", answer=answer, title=named)
