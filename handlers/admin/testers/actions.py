"""What a tap in the test group's window does. Whether they may, handlers/team/testers.py asks."""

from typing import Any

from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, LinkPreviewOptions
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.context import AdminContext
from handlers.team.testers import TooManyTesters

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)  # the link is not ours to be looked at first


async def invite(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    """The link goes into a message of its own, and nowhere else: what a window shows is stored."""
    admin = AdminContext.at(manager)
    by = await admin.actor()
    try:
        made = await admin.test_group.invite(by=by)
    except TooManyTesters:
        await query.answer(admin.i18n.get("testers-full"), show_alert=True)
        return
    me = await admin.bot.me()
    link = f"https://t.me/{me.username}?start={made.code}"
    text = admin.i18n.get("testers-give", link=link, moment=admin.moment(made.expires_at))
    try:
        await admin.bot.send_message(admin.chat_id, text, link_preview_options=NO_PREVIEW)
    except AiogramError:
        await admin.test_group.revoke(made.code, by=by)  # nobody has seen it
        raise
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def revoke_all(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    await admin.test_group.revoke_all(by=await admin.actor())


async def remove(_: CallbackQuery, __: Any, manager: DialogManager, user_id: int) -> None:
    """Without a question: a link brings them back."""
    admin = AdminContext.at(manager)
    await admin.test_group.remove(user_id, by=await admin.actor())
