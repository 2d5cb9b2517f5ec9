"""What a tap in the team's windows does.

Who may, handlers/team/team.py asks, each time.
"""

from collections.abc import Mapping
from typing import Any

from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, LinkPreviewOptions, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from db.admins.admins import Changed
from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.admin.states import TeamWindows
from handlers.team.team import Invitation, TooManyLinks

# Its preview would be the bot's own picture, and the link is not ours to be looked at first.
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
GIVE_KEYS: Mapping[Role, str] = {Role.OWNER: "team-give-owner", Role.EDITOR: "team-give-editor"}


async def invite(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id is the role. The link goes into a message of its own, and nowhere else: what
    a window shows is stored."""
    admin = AdminContext.at(manager)
    try:
        invitation = await admin.team.invite(Role(str(button.widget_id)), by=await admin.actor())
    except TooManyLinks:
        await query.answer(admin.i18n.get("team-full"), show_alert=True)
        return
    try:
        await _give(invitation, admin)
    except AiogramError:
        await admin.team.revoke(invitation.id, by=await admin.actor())  # nobody has seen it
        raise
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def revoke(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    """The window, shown anew, says which ones are left."""
    admin = AdminContext.at(manager)
    await admin.team.revoke(number, by=await admin.actor())


async def ask(_: CallbackQuery, __: Any, manager: DialogManager, user_id: int) -> None:
    manager.dialog_data["user_id"] = user_id
    await manager.switch_to(TeamWindows.remove)


async def remove(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    admin, user_id = AdminContext.at(manager), manager.dialog_data["user_id"]
    changed = await admin.team.remove(user_id, by=await admin.actor())
    if changed is Changed.LAST_OWNER:  # another owner went meanwhile
        await query.answer(admin.i18n.get("team-last-owner"), show_alert=True)
    if changed is Changed.DONE and user_id == admin.user_id:
        await manager.reset_stack(remove_keyboard=False)
        if isinstance(query.message, Message):
            await query.message.edit_text(admin.i18n.get("team-left"))
        return
    await manager.switch_to(TeamWindows.list)


async def _give(invitation: Invitation, admin: AdminContext) -> None:
    me = await admin.bot.me()
    link = f"https://t.me/{me.username}?start={invitation.code}"
    text = admin.i18n.get(
        GIVE_KEYS[invitation.role], link=link, moment=admin.moment(invitation.expires_at)
    )
    await admin.bot.send_message(admin.chat_id, text, link_preview_options=NO_PREVIEW)
