"""What the links' windows show."""

from collections.abc import Mapping
from functools import partial
from hashlib import blake2s
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.audience.naming import Named
from broadcast.model.links.link import LONGEST_NAME, ByLink, Link, LinkFigures, LinkMistake
from db.knowledge.tags import LONGEST as LONGEST_TAG
from handlers.admin.context import AdminContext
from handlers.admin.links.page import (
    listed,
    opened,
    take_mistake,
    take_refusal,
    take_unseen,
    typed_tag,
)
from handlers.admin.links.picture import address
from handlers.admin.paged_list import read_page
from handlers.admin.paged_names import read_names
from handlers.language.names import shown_name

SHOWN_CODES = 40  # of those that have no name; more would not fit

MISTAKE_KEYS: Mapping[LinkMistake, str] = {
    LinkMistake.NO_NAME: "links-no-name",
    LinkMistake.LONG_NAME: "links-long-name",
    LinkMistake.BAD_CODE: "links-bad-code",
    LinkMistake.LONG_CODE: "links-long-code",
    LinkMistake.RESERVED_CODE: "links-reserved-code",
    LinkMistake.TAKEN_CODE: "links-taken-code",
    LinkMistake.USED_CODE: "links-used-code",
}


FIGURE_KEYS: Mapping[ByLink, str] = {
    ByLink.CAME: "links-came",
    ByLink.HERE: "links-here",
    ByLink.LEFT: "links-left",
    ByLink.BLOCKED: "links-blocked",
    ByLink.LOST: "links-lost",
    ByLink.LATER: "links-later",
    ByLink.ANSWERED: "links-answered",
}
MARKS: Mapping[ByLink, str] = {
    ByLink.CAME: "👣",
    ByLink.HERE: "✅",
    ByLink.LEFT: "👋",
    ByLink.BLOCKED: "🚫",
    ByLink.LOST: "📵",
    ByLink.LATER: "🔁",
    ByLink.ANSWERED: "🗳",
}
REFUSED_KEYS: Mapping[Named, str] = {
    Named.BAD: "links-bad-tag",
    Named.FULL: "links-full-tags",
}


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    found, page = await read_page(dialog_manager, admin.doors.links.page)
    _codes, others = await admin.doors.links.other_codes(limit=0)
    _places, places = await admin.doors.join_places.page(offset=0, limit=0)
    return {
        "items": [(one.id, _row(one, admin)) for one in found],
        **page,
        "others": others,
        "places": places,
    }


async def name_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Also the one that waits for another name, or for a code."""
    admin = AdminContext.at(dialog_manager)
    mistake = take_mistake(dialog_manager)
    return {
        "mistake": None if mistake is None else admin.i18n.get(MISTAKE_KEYS[mistake]),
        "most": str(LONGEST_NAME),
    }


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    link = await admin.doors.links.get(opened(dialog_manager))
    told = _told(await admin.doors.links.figures(link))
    return {
        "unseen": take_unseen(dialog_manager),
        "name": shown_name(link.name, None),
        "link": address((await admin.bot.me()).username, link.code),
        "figures": "\n".join(
            admin.i18n.get(FIGURE_KEYS[which], count=str(count)) for which, count in told.items()
        ),
        "numbers": [
            (which.value, f"{MARKS[which]} {count}") for which, count in told.items() if count
        ],
        "fixed": link.came > 0,
        "tag": _shown_tag(link),
    }


async def people_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    link, which = await admin.doors.links.get(opened(dialog_manager)), listed(dialog_manager)
    names = await read_names(dialog_manager, partial(admin.doors.links.people, link, which))
    count = str(_told(await admin.doors.links.figures(link)).get(which, 0))
    return {
        "title": admin.i18n.get(FIGURE_KEYS[which], count=count),
        "name": shown_name(link.name, None),
        **names,
        "lines": names["lines"] or "—",
    }


async def tag_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, typed = AdminContext.at(dialog_manager), typed_tag(dialog_manager)
    link = await admin.doors.links.get(opened(dialog_manager))
    near = await admin.doors.tags.nearest(typed) if typed else None
    refusal = take_refusal(dialog_manager)
    return {
        "tag": _shown_tag(link),
        "near": shown_name(near, None) if near else "",
        "typed": shown_name(typed, None) if typed else "",
        "longest": str(LONGEST_TAG),
        "refused": None if refusal is None else admin.i18n.get(REFUSED_KEYS[refusal]),
    }


def _shown_tag(link: Link) -> str:
    return shown_name(link.tag, None) if link.tag else ""


async def others_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    codes, count = await admin.doors.links.other_codes(limit=SHOWN_CODES)
    return {
        "codes": [(key_of(code), other_code_label(code, people, admin)) for code, people in codes],
        "more": str(count - len(codes)) if count > len(codes) else "",
    }


def other_code_label(code: str, people: int, admin: AdminContext) -> str:
    return admin.i18n.get("links-other-row", code=shown_name(code, None), count=str(people))


def key_of(code: str) -> str:
    """What a button carries for it: a code alone may fill all that there is room for."""
    return blake2s(code.encode(), digest_size=8).hexdigest()


def _row(link: Link, admin: AdminContext) -> str:
    name = shown_name(link.name, None)
    return admin.i18n.get("links-row", name=name, count=str(link.came))


def _told(figures: LinkFigures) -> dict[ByLink, int]:
    """The first two always; of the others those that say something."""
    counts = {which: int(getattr(figures, which.value)) for which in ByLink}
    always = (ByLink.CAME, ByLink.HERE)
    return {which: count for which, count in counts.items() if count or which in always}
