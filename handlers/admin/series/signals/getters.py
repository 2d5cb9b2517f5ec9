"""What the windows of signals show."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.series.series import SeriesDetail
from db.schema.states import SignalKind
from db.series.records import BEGINS, Signal
from handlers.admin.context import AdminContext
from handlers.admin.series.session import SeriesSession, take_said
from handlers.admin.series.signals.values import KINDS, answers, asking, values
from handlers.admin.series.signals.words import signal_words
from handlers.admin.series.words import shown_series

KIND_KEYS: Mapping[SignalKind, str] = {
    SignalKind.SUBSCRIBED: "series-kind-subscribed",
    SignalKind.LINK: "series-kind-link",
    SignalKind.TAG: "series-kind-tag",
    SignalKind.ANSWER: "series-kind-answer",
    SignalKind.FIELD: "series-kind-field",
    SignalKind.SILENT: "series-kind-silent",
    SignalKind.UNBLOCKED: "series-kind-unblocked",
    SignalKind.ENROLLED: "series-kind-enrolled",
}
HOW_KEYS: Mapping[SignalKind, str] = {
    SignalKind.LINK: "series-how-link",
    SignalKind.TAG: "series-how-tag",
    SignalKind.ANSWER: "series-how-answer",
    SignalKind.FIELD: "series-how-field",
    SignalKind.SILENT: "series-how-silent",
}
NONE_KEYS: Mapping[SignalKind, str] = {
    SignalKind.LINK: "series-none-link",
    SignalKind.TAG: "series-none-tag",
    SignalKind.ANSWER: "series-none-answer",
    SignalKind.FIELD: "series-none-field",
}


async def signals_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Raises NoSuchSeries."""
    admin, session = AdminContext.at(dialog_manager), SeriesSession.of(dialog_manager)
    said = take_said(dialog_manager)
    detail = await admin.doors.series.detail(session.series_id)
    chosen = signals_of(detail, session.does)
    lines = [f"• {await signal_words(one, admin)}" for one in in_order(chosen)]
    kinds = {one.kind for one in chosen}
    return {
        "said": said,
        "name": shown_series(detail.series.name),
        "begins": session.does == BEGINS,
        "lines": "\n".join(lines),
        "kinds": [
            (kind.value, _marked(admin.i18n.get(KIND_KEYS[kind]), kind in kinds))
            for kind in KINDS[session.does]
        ],
    }


async def values_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What was chosen and is deleted by now stands among them, so that it can be taken away."""
    admin, session = AdminContext.at(dialog_manager), SeriesSession.of(dialog_manager)
    said, kind = take_said(dialog_manager), SignalKind(session.kind)
    detail = await admin.doors.series.detail(session.series_id)
    mine = [one for one in signals_of(detail, session.does) if one.kind == kind]
    if session.broadcast:
        known = await answers(session.broadcast, admin)
    else:
        known = await values(kind, session.does, admin)
        there = {one for one, _ in known}
        known += [(one, await signal_words(one, admin)) for one in mine if one not in there]
        if kind is SignalKind.SILENT:
            known.sort()
    items = [(key_of(one), _marked(words, one in mine)) for one, words in known]
    further = await asking(admin) if _has_broadcasts(kind, session) else ()
    items += [(f"b{number}", words) for number, words in further]
    return {
        "said": said,
        "how": admin.i18n.get(HOW_KEYS[kind] if items else NONE_KEYS[kind]),
        "items": items,
    }


def signals_of(detail: SeriesDetail, does: str) -> tuple[Signal, ...]:
    return detail.begins if does == BEGINS else detail.ends


def in_order(signals: Iterable[Signal]) -> Sequence[Signal]:
    """As their buttons stand, and of silences the shortest first."""
    order = KINDS[BEGINS]
    return sorted(signals, key=lambda one: (order.index(SignalKind(one.kind)), one[1:]))


def key_of(signal: Signal) -> str:
    return f"{signal.ref}.{signal.part}"


def _has_broadcasts(kind: SignalKind, session: SeriesSession) -> bool:
    return kind is SignalKind.ANSWER and not session.broadcast


def _marked(words: str, is_on: bool) -> str:  # noqa: FBT001 - read where it is called
    return f"✓ {words}" if is_on else words
