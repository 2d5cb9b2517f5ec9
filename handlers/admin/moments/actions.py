"""What a tap in the windows of choosing a moment does, and what is typed there."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import ChatEvent, DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, ManagedTimeSelect

from handlers.admin.context import AdminContext
from handlers.admin.moments.calendar import today_of
from handlers.admin.moments.meaning import (
    Meant,
    in_an_hour,
    meant_by,
    meant_on,
    this_evening,
    tomorrow_morning,
)
from handlers.admin.moments.session import MomentSession
from handlers.admin.moments.typed.clocks import split_clock
from handlers.admin.moments.typed.days import Mistake
from handlers.admin.moments.typed.phrases import plainly
from handlers.admin.moments.typed.reading import LONGEST
from handlers.admin.navigation import (
    ChosenMoment,
    Purpose,
    choose_rule,
    draft_to_repeat,
    moment_to_choose,
)
from handlers.admin.states import MomentWindows

BELOW = ShowMode.DELETE_AND_SEND  # what was typed stands above the window then
TIME_ID = "clock"  # the widget's


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    purpose, clearable = moment_to_choose(start_data)
    MomentSession(purpose=purpose, clearable=clearable).save(manager)


async def pick_hour(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _close(manager, in_an_hour(_now(manager)))


async def pick_evening(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """A tap that comes late finds the window without this button."""
    evening = this_evening(_now(manager), AdminContext.at(manager).timezone)
    if evening is not None:
        await _close(manager, evening)


async def pick_morning(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _close(manager, tomorrow_morning(_now(manager), AdminContext.at(manager).timezone))


async def take_typed(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    admin, text = AdminContext.at(manager), message.text or ""
    languages = [one.code.partition("-")[0] for one in admin.texts.locales]
    read = partial(meant_by, now=_now(manager), zone=admin.timezone, languages=languages)
    # A thread: the first time, the languages' data are read from files.
    meant = await asyncio.to_thread(read, _on_chosen_day(text, manager))
    replace(MomentSession.of(manager), displaced=True).save(manager)
    await _ask(manager, meant, text)


def _on_chosen_day(text: str, manager: DialogManager) -> str:
    """A time alone is meant for the day that was tapped before."""
    day = MomentSession.of(manager).day
    asks_for_time = manager.current_context().state == MomentWindows.time
    alone = (clock := split_clock(plainly(text))) is not None and not clock.rest
    return f"{day} {text}" if day and asks_for_time and alone else text


async def pick_day(_: Any, __: Any, manager: DialogManager, day: date) -> None:
    """A calendar of before may offer a day that has passed."""
    if day >= today_of(manager):
        replace(MomentSession.of(manager), day=day.isoformat()).save(manager)
        await manager.switch_to(MomentWindows.time)


async def pick_time(
    event: ChatEvent,
    counter: ManagedTimeSelect,
    dialog_manager: DialogManager,
    value: time | None,
) -> None:
    """Both the hour and the minute were tapped. (The arguments are named by the library.)"""
    del event
    manager, session = dialog_manager, MomentSession.of(dialog_manager)
    if value is None or session.day is None:
        return
    zone = AdminContext.at(manager).timezone
    local = datetime.combine(date.fromisoformat(session.day), value)
    await counter.set_value(None)  # whoever comes back chooses anew
    await _ask(manager, meant_on(local, now=_now(manager), zone=zone), f"{local:%H:%M}")


async def choose(_: CallbackQuery, __: Any, manager: DialogManager, moment: int) -> None:
    """The tap says which: while they looked at it, it may have passed."""
    session = MomentSession.of(manager)
    if moment not in session.moments:  # a made-up button
        return
    if moment > _now(manager):
        await _close(manager, moment)
        return
    zone = AdminContext.at(manager).timezone
    local = datetime.fromtimestamp(moment, tz=zone).replace(tzinfo=None)
    await _ask(manager, meant_on(local, now=_now(manager), zone=zone), "")


async def repeat(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Not once, but again and again."""
    await choose_rule(manager, draft_id=draft_to_repeat(manager.start_data))


async def after_rule(_: Any, displaced: Any, manager: DialogManager) -> None:
    """No rule was chosen; `displaced`: something was typed meanwhile."""
    if displaced:
        replace(MomentSession.of(manager), displaced=True).save(manager)


async def clear(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _close(manager, None)


async def close(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    session = MomentSession.of(manager)
    purpose = Purpose(session.purpose)
    await manager.done(ChosenMoment(purpose=purpose, displaced=session.displaced))


async def _ask(manager: DialogManager, meant: Meant | Mistake, text: str) -> None:
    session = MomentSession.of(manager)
    if isinstance(meant, Mistake):
        replace(session, mistake=meant.value, typed=text[:LONGEST]).save(manager)
        return
    replace(session, moments=tuple(meant.moments), why=meant.why.value).save(manager)
    await manager.switch_to(MomentWindows.sure)


async def _close(manager: DialogManager, moment: int | None) -> None:
    session = MomentSession.of(manager)
    await manager.done(
        ChosenMoment(
            purpose=Purpose(session.purpose),
            is_chosen=True,
            at=moment,
            displaced=session.displaced,
        )
    )


def _now(manager: DialogManager) -> int:
    return int(AdminContext.at(manager).clock.time())
