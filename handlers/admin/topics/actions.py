"""What a tap in the topics' windows does. Whether they may, the door asks."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.audience.naming import Named
from broadcast.model.errors import BeingSetUp
from db.audience.audience import Audience
from db.audience.conditions import WantsTopic
from handlers.admin.context import AdminContext
from handlers.admin.navigation import show_people
from handlers.admin.states import TopicWindows
from handlers.admin.topics.session import TopicSession


async def open_one(_: CallbackQuery, __: Any, manager: DialogManager, topic_id: int) -> None:
    TopicSession(topic_id=topic_id).save(manager)
    await manager.switch_to(TopicWindows.one)


async def show_unwanting(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Those of the subscribed who do not want it, by name."""
    admin, topic_id = AdminContext.at(manager), TopicSession.of(manager).topic_id
    topic = next((one for one in await admin.doors.topics.every() if one.id == topic_id), None)
    if topic is not None:
        await show_people(manager, Audience(must_not=(WantsTopic(topic=topic.id),)))


async def ask_new(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    TopicSession().save(manager)
    await manager.switch_to(TopicWindows.name)


async def take_name(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin, session = AdminContext.at(manager), TopicSession.of(manager)
    topics, typed, by = admin.doors.topics, message.text or "", await admin.actor()
    if session.topic_id is None:
        named = await topics.add(typed, by=by)
    else:
        named = await topics.rename(session.topic_id, typed, by=by)
    if named is not Named.DONE:
        replace(session, refused=named.value).save(manager)
        return
    await manager.switch_to(TopicWindows.list)


async def raise_one(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    topic_id = TopicSession.of(manager).topic_id
    if topic_id is not None:
        admin = AdminContext.at(manager)
        await admin.doors.topics.raise_one(topic_id, by=await admin.actor())
    await manager.switch_to(TopicWindows.list)


async def turn_cap(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Whether the cap on broadcasts a week is none of its business."""
    admin, topic_id = AdminContext.at(manager), TopicSession.of(manager).topic_id
    for one in await admin.doors.topics.every():
        if one.id == topic_id:
            by = await admin.actor()
            await admin.doors.topics.exempt(one.id, uncapped=not one.uncapped, by=by)


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    session, admin = TopicSession.of(manager), AdminContext.at(manager)
    try:
        if session.topic_id is not None:
            await admin.doors.topics.remove(session.topic_id, by=await admin.actor())
    except BeingSetUp:
        replace(session, waits=True).save(manager)
        return
    await manager.switch_to(TopicWindows.list)
