"""What the team's windows show. To everybody but owners they show nothing: NotAllowed."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.team.team import MOST_OPEN, Member

MOST_SHOWN = 30  # members; the command line lists them all

MEMBER_KEYS: Mapping[Role, str] = {Role.OWNER: "team-owner", Role.EDITOR: "team-editor"}
LINK_KEYS: Mapping[Role, str] = {Role.OWNER: "team-link-owner", Role.EDITOR: "team-link-editor"}


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    members = await admin.team.members(by=await admin.actor())
    links = await admin.team.open_links(by=await admin.actor())
    names = {one.user_id: await admin.name_of(one.user_id) for one in members[:MOST_SHOWN]}
    open_ones = {
        link.id: admin.i18n.get(LINK_KEYS[Role(link.role)], moment=admin.moment(link.expires_at))
        for link in links
    }
    return {
        "members": "\n".join(_line(one, names, admin) for one in members[:MOST_SHOWN])
        + _others(len(members) - MOST_SHOWN, admin),
        "links": "\n".join(open_ones.values()),
        "room": len(links) < MOST_OPEN,
        "revocable": [
            (number, admin.i18n.get("team-revoke", link=text)) for number, text in open_ones.items()
        ],
        "removable": [
            (one.user_id, admin.i18n.get("team-remove", name=names[one.user_id]))
            for one in members[:MOST_SHOWN]
            if _removable(one, members)
        ],
    }


async def remove_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    return {"name": await admin.name_of(dialog_manager.dialog_data["user_id"])}


def _line(one: Member, names: Mapping[int, str], admin: AdminContext) -> str:
    name, number = names[one.user_id], str(one.user_id)
    who = name if name == number else f"{name} ({number})"  # the number tells namesakes apart
    text = admin.i18n.get(MEMBER_KEYS[one.role], name=who)
    return f"{text} · {admin.i18n.get('team-fixed')}" if one.fixed else text


def _others(count: int, admin: AdminContext) -> str:
    return "\n" + admin.i18n.get("team-others", count=str(count)) if count > 0 else ""


def _removable(one: Member, members: list[Member]) -> bool:
    owners = sum(member.role is Role.OWNER for member in members)
    return not one.fixed and (one.role is not Role.OWNER or owners > 1)
