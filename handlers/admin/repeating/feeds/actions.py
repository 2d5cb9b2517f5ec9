"""What a tap in the windows of a feed does, and what is typed there. Whether they may, the engine's
door asks, each time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.feeds.feed import FeedError, NoSuchFeed
from broadcast.model.feeds.template import BadTemplate
from broadcast.model.formatting.formatted import Formatted
from handlers.admin.context import AdminContext
from handlers.admin.navigation import repeat_to_open
from handlers.admin.repeating.feeds.session import FeedSession
from handlers.admin.repeating.showing import show
from handlers.admin.states import FeedWindows
from handlers.admin.wording.repeating.feeds import feed_why
from handlers.language.names import isolated

BELOW = ShowMode.DELETE_AND_SEND
LONGEST = 40  # characters of what was typed


async def on_start(start_data: Mapping[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    number, _ = repeat_to_open(start_data)
    FeedSession(repeat_id=number or 0).save(manager)


async def take_address(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """What is there is looked at once, and shown; nothing is chosen yet."""
    manager.show_mode = BELOW
    session, admin = FeedSession.of(manager), AdminContext.at(manager)
    try:
        found = await admin.doors.feeds.look(message.text or "", by=await admin.actor())
    except FeedError as error:
        why = feed_why(error.why, admin.texts, admin.i18n.locale)
        replace(session, said=admin.i18n.get("feeds-wrong", why=why)).save(manager)
        return
    replace(
        session,
        url=found.url,
        title=found.title,
        count=found.count,
        newest="" if found.newest is None else found.newest.dump(),
    ).save(manager)
    await _show_sample(manager)
    await manager.switch_to(FeedWindows.found)


async def use(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    session, admin = FeedSession.of(manager), AdminContext.at(manager)
    if session.found is not None:
        await admin.doors.feeds.choose(session.repeat_id, session.found, by=await admin.actor())
        FeedSession(repeat_id=session.repeat_id, said=admin.i18n.get("feeds-now-used")).save(
            manager
        )
    await manager.switch_to(FeedWindows.card)


async def show_newest(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    await _show_sample(manager)


async def read_now(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    session, admin = FeedSession.of(manager), AdminContext.at(manager)
    await admin.doors.feeds.read_now(session.repeat_id, by=await admin.actor())
    feed = await admin.doors.feeds.of(session.repeat_id)
    if feed is not None and feed.failing_since is None:
        replace(session, said=admin.i18n.get("feeds-now-read")).save(manager)


async def turn_heading(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    session, admin = FeedSession.of(manager), AdminContext.at(manager)
    feed = await admin.doors.feeds.of(session.repeat_id)
    if feed is None:
        raise NoSuchFeed
    stands = not feed.heading
    by = await admin.actor()
    await admin.doors.feeds.change_heading(session.repeat_id, stands=stands, by=by)


async def choose_most(_: CallbackQuery, __: Any, manager: DialogManager, count: int) -> None:
    session, admin = FeedSession.of(manager), AdminContext.at(manager)
    await admin.doors.feeds.change_most(session.repeat_id, count, by=await admin.actor())
    await manager.switch_to(FeedWindows.card)


async def take_template(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Formatted as it was sent."""
    manager.show_mode = BELOW
    session, admin = FeedSession.of(manager), AdminContext.at(manager)
    entities = tuple(one.model_dump(exclude_none=True) for one in message.entities or ())
    words = Formatted(text=message.text or "", entities=entities)
    try:
        await admin.doors.feeds.change_template(session.repeat_id, words, by=await admin.actor())
    except BadTemplate as bad:
        said = admin.i18n.get(
            "feeds-mistake",
            mistake="near" if bad.nearest else bad.mistake.value,
            name=isolated(bad.name, LONGEST),
            nearest=bad.nearest,
        )
        replace(session, said=said).save(manager)
        return
    await _show_sample(manager)
    await manager.switch_to(FeedWindows.card)


async def use_usual(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    session, admin = FeedSession.of(manager), AdminContext.at(manager)
    await admin.doors.feeds.change_template(session.repeat_id, None, by=await admin.actor())
    await manager.switch_to(FeedWindows.card)


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    session, admin = FeedSession.of(manager), AdminContext.at(manager)
    await admin.doors.feeds.remove(session.repeat_id, by=await admin.actor())
    await manager.done()


async def _show_sample(manager: DialogManager) -> None:
    """The newest item, as people would get it; the window below says where that fails."""
    session, admin = FeedSession.of(manager), AdminContext.at(manager)
    sample = await admin.doors.feeds.sample(session.repeat_id, session.found)
    said = admin.i18n.get("feeds-no-sample") if sample is None else await show(sample, admin)
    replace(session, said=said).save(manager)
