"""What the windows of choosing a rule show."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from typing import Any

from aiogram_dialog import DialogManager
from babel.dates import get_day_names

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.repeating.shapes import LONGEST_MONTH, NTHS
from db.audience.facts import CannotAsk
from handlers.admin.context import AdminContext
from handlers.admin.repeating.getters import SHOWN, ahead_words, dates_of
from handlers.admin.repeating.rules.session import RuleSession
from handlers.admin.wording.moments import babel_locale
from handlers.admin.wording.repeating import rules
from handlers.admin.wording.titles import shown_title
from handlers.language.names import isolated

CLOCKS = ("08:00", "09:00", "10:00", "12:00", "18:00", "20:00")
CHOSEN = "✅ "
LONGEST = 40  # characters of what was typed


async def days_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    session = RuleSession.of(dialog_manager)
    return {"days": _weekdays(dialog_manager, session.days), "some": bool(session.days)}


async def month_day_window(**_: Any) -> dict[str, Any]:
    return {"days": [(day, str(day)) for day in range(1, LONGEST_MONTH + 1)]}


async def nth_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), RuleSession.of(dialog_manager)
    return {
        "nths": [
            (nth, _marked(admin.i18n.get("repeats-nth", nth=rules.NTHS[nth]), nth == session.nth))
            for nth in NTHS
        ],
        "days": _weekdays(dialog_manager, (session.nth_day,)),
    }


async def custom_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What was wrong with the one before is said once."""
    admin, session = AdminContext.at(dialog_manager), RuleSession.of(dialog_manager)
    if not session.mistake:
        return {"wrong": ""}
    replace(session, mistake="", part="").save(dialog_manager)
    part = isolated(session.part, LONGEST)
    return {"wrong": admin.i18n.get("repeats-mistake", mistake=session.mistake, part=part)}


async def clock_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), RuleSession.of(dialog_manager)
    wrong = ""
    if session.bad_clock:
        replace(session, bad_clock="").save(dialog_manager)
        typed = isolated(session.bad_clock, LONGEST)
        wrong = admin.i18n.get("repeats-clock-wrong", typed=typed)
    return {
        "zone": admin.timezone.key,
        "clocks": [(clock, clock) for clock in CLOCKS],
        "wrong": wrong,
    }


async def sure_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Raises NoSuchBroadcast, NoSuchRepeat."""
    admin, session = AdminContext.at(dialog_manager), RuleSession.of(dialog_manager)
    rule = await admin.doors.repeats.read_rule(session.rule, time.fromisoformat(session.clock))
    about = await _about(session, admin)
    texts, locale = admin.texts, admin.i18n.locale
    is_draft = session.draft_id is not None
    return {
        "title": shown_title(about, texts, locale),
        "rule": rules.rule_words(rule, texts, locale),
        "zone": rule.zone.key,
        "dates": dates_of(rule.coming(int(admin.clock.time()), SHOWN), admin),
        "draft": is_draft,
        "recipients": await _recipients(about, admin) if is_draft else 0,
        "remarks": "\n".join(_remarks(about, admin)) if is_draft else "",
        "ahead": ahead_words(admin.doors.repeats.usual_ahead, admin),
    }


async def _about(session: RuleSession, admin: AdminContext) -> Broadcast:
    if session.draft_id is not None:
        return await admin.doors.reports.get(session.draft_id)
    repeat = await admin.doors.repeats.get(session.repeat_id or 0)
    return await admin.doors.reports.get(repeat.template_id)


async def _recipients(draft: Broadcast, admin: AdminContext) -> int:
    try:
        return await admin.doors.forecast.audience_size(draft.id)
    except CannotAsk:  # the first round asks about it
        return 0


def _remarks(draft: Broadcast, admin: AdminContext) -> Iterator[str]:
    """What of it does not come along."""
    options = Content.load(draft.content).options
    if options.paid:
        yield admin.i18n.get("repeats-no-stars")
    if options.expires_at is not None:
        yield admin.i18n.get("repeats-no-expiry")


def _weekdays(manager: DialogManager, chosen: tuple[int, ...]) -> list[tuple[int, str]]:
    locale = babel_locale(AdminContext.at(manager).i18n.locale)
    names = get_day_names("abbreviated", "stand-alone", locale)
    return [(day, _marked(str(names[day]), day in chosen)) for day in range(7)]


def _marked(words: str, chosen: bool) -> str:  # noqa: FBT001
    return f"{CHOSEN}{words}" if chosen else words
