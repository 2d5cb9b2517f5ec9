"""What the windows of a broadcast's answers show."""

from collections.abc import Sequence
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.broadcast import Broadcast
from db.audience.counting import Person
from db.audience.facts import CannotAsk
from handlers.admin.browse.page import RECIPIENTS, answer_of, opened, people_above
from handlers.admin.context import AdminContext
from handlers.admin.control.answers import who_answered
from handlers.admin.progress.words.answers import LONGEST, answer_lines, answers_of
from handlers.admin.progress.words.message import Words
from handlers.language.names import isolated, numbered_name


async def answers_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    broadcast = await admin.doors.reports.get(opened(dialog_manager))
    counts, locale = await answers_of(broadcast, admin.doors), admin.i18n.locale
    lines = [
        *Words(admin.texts, locale).origin(broadcast),
        *answer_lines(counts, broadcast.figures, admin.texts, locale),
    ]
    return {
        "answers": "\n".join(lines),
        "buttons": [
            (number, f"{isolated(one.text, LONGEST)}: {one.tally.recipients}")
            for number, one in enumerate(counts)
            if one.tally.recipients
        ],
    }


async def answered_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, above = AdminContext.at(dialog_manager), people_above(dialog_manager)
    broadcast, number = (
        await admin.doors.reports.get(opened(dialog_manager)),
        answer_of(dialog_manager),
    )
    counts = await answers_of(broadcast, admin.doors)
    found = await _people(broadcast, number, above, admin)
    one = counts[number]
    return {
        "title": admin.i18n.get(
            "answers-who",
            answer=isolated(one.text, LONGEST),
            count=one.tally.recipients,
        ),
        "lines": _lines(found, admin),
        "known": bool(found),
        "has_earlier": above > 0,
        "has_further": found is not None and len(found) > RECIPIENTS,
    }


async def _people(
    broadcast: Broadcast, number: int, above: int, admin: AdminContext
) -> Sequence[Person] | None:
    """None: nobody knows any more."""
    audience = who_answered(broadcast.id, number)
    try:
        return await admin.doors.counts.people(audience, offset=above, limit=RECIPIENTS + 1)
    except CannotAsk:
        return None


def _lines(found: Sequence[Person] | None, admin: AdminContext) -> str:
    if found is None:
        return admin.i18n.get("recipients-thinned")
    lines = [numbered_name(one.first_name, one.username, one.chat_id) for one in found[:RECIPIENTS]]
    return "\n".join(lines) or admin.i18n.get("answers-nobody")
