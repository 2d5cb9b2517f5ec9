"""What the list of what is repeated and the card of one show."""

from collections.abc import Iterator
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.content import Content
from broadcast.model.repeating.repeat import Repeat
from db.audience.audience import Audience
from db.schema.states import RepeatState
from handlers.admin.choosing.reading import short_for
from handlers.admin.context import AdminContext
from handlers.admin.control.repeats import why_words
from handlers.admin.paged_list import read_page
from handlers.admin.repeating.feeds.getters import feed_line
from handlers.admin.repeating.page import opened, take_said
from handlers.admin.wording.durations import shown_duration
from handlers.admin.wording.options import options_line
from handlers.admin.wording.repeating.rules import rule_words
from handlers.admin.wording.titles import shown_title

SHOWN = 3  # dates to come
MINUTE, HOUR, DAY = 60, 3_600, 86_400
TIMES = (0, 15 * MINUTE, HOUR, 3 * HOUR, DAY)  # seconds before a round, to choose from


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    found, page = await read_page(dialog_manager, admin.doors.repeats.page)
    return {"items": [(one.id, await _row(one, admin)) for one in found], **page}


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Raises NoSuchRepeat."""
    admin, number = AdminContext.at(dialog_manager), opened(dialog_manager)
    repeat = await admin.doors.repeats.get(number)
    template = await admin.doors.reports.get(repeat.template_id)
    texts, locale = admin.texts, admin.i18n.locale
    return {
        "said": take_said(dialog_manager),
        "title": shown_title(template, texts, locale),
        "number": str(template.id),
        "rule": rule_words(repeat.rule, texts, locale),
        "zone": repeat.rule.zone.key,
        "name": await admin.name_of(repeat.made_by),
        "why": why_words(repeat, texts, locale),
        "dates": dates_of(_coming(repeat, admin), admin),
        "feed": await feed_line(number, admin),
        "remarks": "\n".join(_remarks(repeat, admin)),
        "rounds": repeat.rounds,
        "round": repeat.round_id is not None,
        "whom": await short_for(Audience.load(template.audience), admin),
        "ahead": ahead_words(repeat.ahead, admin),
        "options": options_line(Content.load(template.content), texts, locale, admin.moment),
        "lives": repeat.state is not RepeatState.ENDED,
        "runs": repeat.runs,
        "still": repeat.state is RepeatState.PAUSED,
        "skipped": repeat.skipped,
    }


async def ahead_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    return {
        "times": [
            (
                one,
                shown_duration(one, admin.texts, admin.i18n.locale)
                if one
                else admin.i18n.get("repeats-ahead-none"),
            )
            for one in TIMES
        ]
    }


def _coming(repeat: Repeat, admin: AdminContext) -> list[int]:
    """Without the one that is skipped."""
    now = int(admin.clock.time())
    skipped = int(repeat.skipped and (repeat.next_at or 0) > now)
    return repeat.coming(now, SHOWN + skipped)[skipped:]


def dates_of(moments: list[int], admin: AdminContext) -> str:
    """ "": there are none."""
    return "; ".join(map(admin.when_in_short, moments))


def ahead_words(seconds: int, admin: AdminContext) -> str:
    """How long before all admins see it."""
    if not seconds:
        return admin.i18n.get("repeats-shown-not")
    duration = shown_duration(seconds, admin.texts, admin.i18n.locale)
    return admin.i18n.get("repeats-shown-before", duration=duration)


def _remarks(repeat: Repeat, admin: AdminContext) -> Iterator[str]:
    if repeat.skipped and repeat.next_at is not None:
        yield admin.i18n.get("repeats-is-skipped", time=admin.when_in_short(repeat.next_at))
    if repeat.held and repeat.round_id is not None:
        yield admin.i18n.get("repeats-is-held", round=str(repeat.round_id))
    if repeat.empty_for is not None:
        yield admin.i18n.get("repeats-was-empty", time=admin.when_in_short(repeat.empty_for))


async def _row(repeat: Repeat, admin: AdminContext) -> str:
    """The title last: a phone cuts the end."""
    template = await admin.doors.reports.get(repeat.template_id)
    title = shown_title(template, admin.texts, admin.i18n.locale)
    if not repeat.runs or repeat.next_at is None:
        return admin.i18n.get("repeats-row-still", title=title)
    if repeat.held:
        return admin.i18n.get("repeats-row-held", title=title)
    return admin.i18n.get("repeats-row", time=admin.moment(repeat.next_at), title=title)
