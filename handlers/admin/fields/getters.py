"""What the fields' windows show, to owners alone: to everybody else NotAllowed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.audience.field_uses import FieldUses
from db.knowledge.fields import LONGEST_NAME, LONGEST_VALUE
from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.admin.fields.session import FieldSession
from handlers.admin.wording.titles import shown_title
from handlers.language.names import isolated

LONGEST = 40  # characters of the name of what uses it
MOST_NAMED = 5  # of each kind; of more the number is enough


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    found = await admin.doors.fields.every()
    return {
        "items": [(one.id, f"{isolated(one.name, LONGEST_NAME)} · {one.count}") for one in found]
    }


async def one_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), FieldSession.of(dialog_manager)
    replace(session, said=None).save(dialog_manager)
    card = await admin.doors.fields.card(session.field_id, by=await admin.actor())
    if card is None:  # another owner has deleted it
        return {"there": False, "said": None, "name": "", "people": 0, "known": 0} | _NO_USES
    return {
        "there": True,
        "said": session.said,
        "name": isolated(card.name, LONGEST_NAME),
        "people": card.active,
        "known": card.known,
        "example": isolated(card.example, LONGEST_VALUE) if card.example else "",
        **_uses(card.uses, admin),
    }


_NO_USES = {"example": "", "segments": "", "drafts": "", "templates": "", "used": False}


def _uses(uses: FieldUses, admin: AdminContext) -> dict[str, Any]:
    titles = [shown_title(one, admin.texts, admin.i18n.locale) for one in uses.drafts]
    named = {
        "segments": _named([isolated(name, LONGEST) for name in uses.segments]),
        "drafts": _named(titles),
        "templates": _named([isolated(name, LONGEST) for name in uses.templates]),
    }
    return {**named, "used": any(named.values())}


def _named(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" … +{more}" if more > 0 else "")
