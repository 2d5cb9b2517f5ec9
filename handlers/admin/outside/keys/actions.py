"""What a tap in the keys' windows does. Whether they may, the door asks."""

import logging
from dataclasses import replace
from typing import Any

from aiogram.enums import MessageEntityType
from aiogram.exceptions import AiogramError
from aiogram.types import (
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
)
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.outside.api_keys import KeyRefused, NewKey
from broadcast.model.formatting.units import units
from broadcast.model.outside.key import LONGEST_NAME
from db.knowledge.names import Name
from db.schema.states import ApiRight
from handlers.admin.context import AdminContext
from handlers.admin.outside.keys.session import DAY, KeySession
from handlers.admin.paged_list import OFFSET
from handlers.admin.states import KeyWindows
from handlers.language.names import isolated

logger = logging.getLogger(__name__)


async def open_card(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    """The page of the list is remembered for the way back."""
    KeySession(key_id=number, offset=int(manager.dialog_data.get(OFFSET, 0))).save(manager)
    await manager.switch_to(KeyWindows.card)


async def ask_new(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    KeySession().save(manager)
    await manager.switch_to(KeyWindows.name)


async def take_name(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    session, name = KeySession.of(manager), Name.read(message.text or "")
    if not name.fits(LONGEST_NAME):
        replace(session, refused=KeyRefused.BAD_NAME.value).save(manager)
        return
    replace(session, name=name.text).save(manager)
    await manager.switch_to(KeyWindows.make)


async def turn_right(_: CallbackQuery, __: Any, manager: DialogManager, right: str) -> None:
    session = KeySession.of(manager)
    turned = set(session.rights) ^ {ApiRight(right).value}
    rights = tuple(one.value for one in ApiRight if one.value in turned)
    replace(session, rights=rights).save(manager)


async def choose_rate(_: CallbackQuery, __: Any, manager: DialogManager, rate: int) -> None:
    replace(KeySession.of(manager), per_minute=rate).save(manager)


async def choose_days(_: CallbackQuery, __: Any, manager: DialogManager, days: int) -> None:
    replace(KeySession.of(manager), days=days).save(manager)


async def make(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The key comes in a message of its own, and the card below it."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin, session = AdminContext.at(manager), KeySession.of(manager)
    expires_at = int(admin.clock.time()) + session.days * DAY if session.days else None
    made = await admin.doors.api_keys.add(
        session.name,
        [ApiRight(right) for right in session.rights],
        bot_id=admin.bot.id,
        per_minute=session.per_minute,
        expires_at=expires_at,
        by=await admin.actor(),
    )
    if isinstance(made, KeyRefused):
        replace(session, refused=made.value).save(manager)
        return
    seen = await _show(made, session.name, admin)
    KeySession(key_id=made.id, unseen=not seen).save(manager)
    await manager.switch_to(KeyWindows.card)


async def revoke(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin, number = AdminContext.at(manager), KeySession.of(manager).key_id
    if number is not None:
        await admin.doors.api_keys.revoke(number, by=await admin.actor())
    KeySession().save(manager)
    await manager.switch_to(KeyWindows.list)


async def _show(made: NewKey, name: str, admin: AdminContext) -> bool:
    """In one message that nothing stores: windows are kept, and this must not be. Where it does not
    get through nobody ever reads it, and the card says so."""
    text = admin.i18n.get("keys-shown", name=isolated(name, LONGEST_NAME), key=made.token)
    place = units(text[: text.index(made.token)])
    code = MessageEntity(type=MessageEntityType.CODE, offset=place, length=len(made.token))
    copy = InlineKeyboardButton(
        text=admin.i18n.get("keys-copy"), copy_text=CopyTextButton(text=made.token)
    )
    try:
        await admin.bot.send_message(
            admin.chat_id,
            text,
            entities=[code],
            parse_mode=None,
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[copy]]),
            message_thread_id=admin.thread_id,
        )
    except AiogramError as error:
        logger.warning("API key %d was not shown: %s", made.id, type(error).__name__)
        return False
    return True
