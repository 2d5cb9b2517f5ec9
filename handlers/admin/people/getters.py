"""The numbers to choose from, and the names on the page."""

from functools import partial
from typing import Any

from aiogram_dialog import DialogManager

from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from db.people.whom import CameBy, Matching, Nameless, Standing
from handlers.admin.choosing.reading import reader_for
from handlers.admin.context import AdminContext
from handlers.admin.paged_names import no_names, read_names
from handlers.admin.people.groups import chosen, groups_of
from handlers.admin.wording.missing import why_not_asked

ASKED_ANEW = (Matching, Nameless, Standing, CameBy)


async def groups_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id)
    groups = groups_of(dialog_manager)
    return {"groups": [(number, one.label) for number, one in enumerate(groups)]}


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, group = AdminContext.at(dialog_manager), chosen(dialog_manager)
    read = partial(admin.doors.people.page, group.whom, by=await admin.actor())
    cannot = ""
    try:
        names = await read_names(dialog_manager, read)
    except CannotAsk as why:  # its tag was deleted meanwhile, say
        cannot = why_not_asked(why, await reader_for(Audience(), admin))
        names = no_names()
    empty = not names["lines"] and not cannot
    of_run = not isinstance(group.whom, ASKED_ANEW)  # whose rows go when they are old
    return {
        **names,
        "cannot": cannot,
        "label": group.label,
        "matching": not group.label and names["lines"],
        "nobody": empty and not of_run,
        "pruned": empty and of_run,
        "several": len(groups_of(dialog_manager)) > 1,
    }
