"""What the list and the card show."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.follow_ups import Which
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.versions.standing import Standing
from db.schema.states import BroadcastState
from handlers.admin.browse.groups import further_of
from handlers.admin.browse.mendings import (
    mending_buttons,
    mending_lines,
    mending_links,
    mendings_of,
)
from handlers.admin.browse.page import chosen, opened, take_note
from handlers.admin.browse.recipients.getters import outcome_buttons
from handlers.admin.browse.replies import replies_to
from handlers.admin.context import AdminContext
from handlers.admin.control.follow_ups import (
    all_open,
    count_of,
    is_for_newcomers,
    is_for_the_held,
    is_for_the_rest,
    offers,
    sure_label,
    sure_question,
)
from handlers.admin.control.runs import Action, allows, cancel_question
from handlers.admin.paged_list import read_page
from handlers.admin.progress.words.aftermath import Aftermath, aftermath_lines, aftermath_of
from handlers.admin.progress.words.figures import figure_lines
from handlers.admin.progress.words.hours import HourLines
from handlers.admin.progress.words.message import Words
from handlers.admin.progress.words.pauses import pause_words_of
from handlers.admin.progress.words.versions import standing_of, version_lines
from handlers.admin.wording.options import options_line
from handlers.admin.wording.titles import shown_title

MARKS: Mapping[BroadcastState, str] = {
    BroadcastState.RUNNING: "📣",
    BroadcastState.PAUSED: "⏸",
    BroadcastState.FINISHED: "🏁",
    BroadcastState.CANCELLED: "⏹",
}


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    found, page = await read_page(dialog_manager, admin.doors.reports.page)
    return {
        "items": [(one.id, _label(one, admin)) for one in found],
        **page,
    }


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    broadcast = await admin.doors.reports.get(opened(dialog_manager))
    aftermath = await aftermath_of(broadcast, admin.doors)
    standing = await standing_of(broadcast, admin.doors) if broadcast.is_over else None
    run_id = broadcast.run_id or 0
    possible, mendings = offers(broadcast), await mendings_of(broadcast, admin)
    sends = not broadcast.mends
    return {
        "note": take_note(dialog_manager),
        "card": "\n".join(
            [
                *await _card(broadcast, aftermath, standing, admin),
                *mending_lines(broadcast, mendings, admin),
            ]
        ),
        "versions": standing is not None and standing.can_decide,
        "unfinished": allows(Action.CANCEL, broadcast),
        "unsettled": not all(one.is_over for one in (broadcast, *mendings)),
        "since": await _goes_to_newcomers(broadcast, admin),
        "sends": sends,
        **mending_buttons(broadcast, mendings, admin.clock.time()),
        "outcomes": outcome_buttons(broadcast),
        "further": [
            (name, one.button) for name, one in (await further_of(broadcast, admin)).items()
        ],
        **await replies_to(broadcast.id, admin),
        "votes": any(one.votes for one in aftermath.votes),
        "reactions": bool(aftermath.reactions) and await admin.doors.reactions.has_names(run_id),
        "clicks": any(one.people for one in aftermath.links),
        "links": _links(broadcast, aftermath, admin),
        "series": broadcast.series_id,
        "repeat": broadcast.repeat_id,
        "mended": mending_links(broadcast, mendings, admin),
        "leave": all_open(broadcast) is not None,
        "answers": sends and bool(Content.load(broadcast.content).all_answers),
        **{action.value: allows(action, broadcast) for action in Action},
        **{which.value: which in possible for which in Which},
        **{f"n_{which.value}": str(count_of(which, broadcast)) for which in Which},
    }


async def _goes_to_newcomers(broadcast: Broadcast, admin: AdminContext) -> bool:
    if broadcast.mends or broadcast.state is not BroadcastState.FINISHED:
        return False
    return await admin.doors.newcomers.offered(broadcast.id)


async def again_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, which = AdminContext.at(dialog_manager), chosen(dialog_manager)
    broadcast = await admin.doors.reports.get(opened(dialog_manager))
    texts, locale = admin.texts, admin.i18n.locale
    return {
        "question": sure_question(which, broadcast, texts, locale),
        "yes": sure_label(which, broadcast, texts, locale),
        "count": count_of(which, broadcast),
    }


async def cancel_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    broadcast = await admin.doors.reports.get(opened(dialog_manager))
    return {
        "question": cancel_question(broadcast, admin.texts, admin.i18n.locale),
        "count": broadcast.figures.remaining,
    }


def _links(
    broadcast: Broadcast, aftermath: Aftermath, admin: AdminContext
) -> list[tuple[int, str]]:
    """To the broadcast that this one sends again, and to those that send this one again."""
    numbers = [one.broadcast_id for one in aftermath.children]
    if broadcast.parent_id is not None and not broadcast.mends:
        numbers.insert(0, broadcast.parent_id)
    return [(number, admin.i18n.get("again-number", number=str(number))) for number in numbers]


async def _card(
    broadcast: Broadcast, aftermath: Aftermath, standing: Standing | None, admin: AdminContext
) -> list[str]:
    texts, locale = admin.texts, admin.i18n.locale
    origin = Words(texts, locale).origin(broadcast)
    hours = HourLines(texts, locale, now=admin.clock.time(), timezone=admin.timezone)
    lines = [*origin, "", *figure_lines(broadcast, texts, locale)]
    lines += [*hours.of(broadcast, admin.doors.forecast.speed(broadcast)), ""]
    if options := options_line(Content.load(broadcast.content), texts, locale, admin.moment):
        lines.append(admin.i18n.get("card-options", options=options))
    lines.append(
        admin.i18n.get(
            "card-launched",
            moment=admin.moment(broadcast.launched_at),
            name=await _launcher(broadcast, admin),
        )
    )
    if broadcast.finished_at is not None:
        ended = admin.moment(broadcast.finished_at)
        lines.append(admin.i18n.get("card-ended", moment=ended))
    if broadcast.state is BroadcastState.PAUSED:
        lines += ["", pause_words_of(broadcast, texts, locale)]
    if broadcast.is_over:
        lines += aftermath_lines(broadcast, aftermath, texts, locale)
        if standing is not None:
            lines += ["", *version_lines(standing, texts, locale, admin.moment)]
    elif broadcast.figures.uncertain:
        lines += ["", admin.i18n.get("report-uncertain", count=broadcast.figures.uncertain)]
    return lines


async def _launcher(broadcast: Broadcast, admin: AdminContext) -> str:
    """Nobody's name stays when they asked to be erased."""
    return await admin.name_of(broadcast.launched_by) if broadcast.launched_by else "?"


def _label(broadcast: Broadcast, admin: AdminContext) -> str:
    """The date first: a phone cuts the end of it, and two may have the same title."""
    values = {
        "mark": MARKS[broadcast.state],
        "moment": admin.moment(broadcast.launched_at),
        "number": str(broadcast.id),
        "title": shown_title(broadcast, admin.texts, admin.i18n.locale),
    }
    if broadcast.parent_id is None:
        return admin.i18n.get("browse-row", **values)
    count = broadcast.figures.total
    if is_for_the_held(broadcast):
        return admin.i18n.get("browse-row-held", count=count, **values)
    if is_for_newcomers(broadcast):
        return admin.i18n.get("browse-row-since", count=count, **values)
    if is_for_the_rest(broadcast):
        return admin.i18n.get("browse-row-rest", count=count, **values)
    return admin.i18n.get("browse-row-again", count=count, **values)
