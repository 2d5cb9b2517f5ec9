"""A list of ids, as text or as a file: what was found of it, and what is no id."""

from collections.abc import Mapping

from broadcast.doors.audience.lists import ListFound
from db.audience.id_lines import MOST_IDS, BadId, NoText, TooManyIds
from handlers.admin.choosing.kinds.kind import Asking, Refused, Taken
from handlers.admin.context import AdminContext
from handlers.language.names import isolated

LONGEST = 40  # characters of a wrong line

WHY_KEYS: Mapping[BadId, str] = {
    BadId.SPACES: "ids-spaces",
    BadId.PLUS: "ids-plus",
    BadId.EXPONENT: "ids-exponent",
    BadId.NUMBER: "ids-number",
    BadId.OTHER: "ids-other",
}


async def read_text(text: str, asking: Asking) -> Taken | Refused:
    return await read_list(text.encode(errors="replace"), asking)


async def read_list(data: bytes, asking: Asking) -> Taken | Refused:
    return await take_list(data, asking.admin)


async def take_list(data: bytes, admin: AdminContext) -> Taken | Refused:
    """What is no id is left out, and said."""
    try:
        found = await admin.doors.lists.add(data, by=await admin.actor())
    except NoText:
        return Refused(admin.i18n.get("choosing-file-text"))
    except TooManyIds:
        return Refused(admin.i18n.get("ids-too-many", most=str(MOST_IDS)))
    words = "\n".join([_result(found, admin), *_bad(found, admin)])
    return Refused(words) if found.condition is None else Taken(found.condition, words)


def _result(found: ListFound, admin: AdminContext) -> str:
    if not found.ids:
        return admin.i18n.get("ids-none")
    parts = [
        admin.i18n.get("ids-found", active=str(found.subscribed), total=str(found.ids)),
        admin.i18n.get("ids-strangers", count=found.strangers) if found.strangers else "",
        admin.i18n.get("ids-left", count=found.left) if found.left else "",
    ]
    return " ".join(part for part in parts if part)


def _bad(found: ListFound, admin: AdminContext) -> list[str]:
    lines = [
        admin.i18n.get(
            "ids-wrong",
            line=str(one.line),
            text=isolated(one.text, LONGEST),
            why=admin.i18n.get(WHY_KEYS[one.why]),
        )
        for one in found.bad
    ]
    if (others := found.bad_count - len(found.bad)) > 0:
        lines.append(admin.i18n.get("ids-wrong-others", count=others))
    return lines
