"""What the windows of a broadcast's answers show."""

from functools import partial
from typing import Any

from aiogram_dialog import DialogManager

from db.people.whom import Chose
from handlers.admin.browse.page import answer_of, opened
from handlers.admin.context import AdminContext
from handlers.admin.paged_names import read_names
from handlers.admin.progress.words.answers import LONGEST, answer_lines, answers_of
from handlers.admin.progress.words.message import Words
from handlers.language.names import isolated


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
        "anybody": any(any(one.tally) for one in counts),
        "buttons": [
            (number, f"{isolated(one.text, LONGEST)}: {one.tally.recipients}")
            for number, one in enumerate(counts)
            if one.tally.recipients
        ],
    }


async def answered_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, number = AdminContext.at(dialog_manager), answer_of(dialog_manager)
    broadcast = await admin.doors.reports.get(opened(dialog_manager))
    one = (await answers_of(broadcast, admin.doors))[number]
    whom = Chose(run_id=broadcast.run_id or 0, buttons=(number,))
    read = partial(admin.doors.people.page, whom, by=await admin.actor())
    names = await read_names(dialog_manager, read)
    # The tallies stay where the answers went with the rows of an old ledger.
    forgotten = broadcast.thinned and bool(one.tally.recipients)
    nobody = "recipients-thinned" if forgotten else "answers-nobody"
    return {
        "title": admin.i18n.get(
            "answers-who",
            answer=isolated(one.text, LONGEST),
            count=one.tally.recipients,
        ),
        **names,
        "lines": names["lines"] or admin.i18n.get(nobody),
        "known": bool(names["lines"]),
    }
