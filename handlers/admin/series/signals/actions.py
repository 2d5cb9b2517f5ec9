"""What a tap in the windows of signals does."""

import re
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.series.series import MOST_SILENT_DAYS
from db.schema.states import SignalKind
from db.series.records import Signal
from handlers.admin.context import AdminContext
from handlers.admin.series.refusals import done, say
from handlers.admin.series.session import SeriesSession, remember
from handlers.admin.series.signals.values import PLAIN
from handlers.admin.states import SeriesWindows

VALUES_ID = "values"  # of the pages of what there is to tap
_DAYS = re.compile(r"(\d{1,4})(?:\s*\w+)?", re.ASCII)
_KEY = re.compile(r"(\d{1,18})\.(\d{1,9})", re.ASCII)
_BROADCAST = re.compile(r"b(\d{1,18})", re.ASCII)


async def open_kind(_: CallbackQuery, __: Any, manager: DialogManager, name: str) -> None:
    """One that says everything is put in, or taken away, at once."""
    kind = SignalKind(name)
    if kind in PLAIN:
        await _turn(Signal(kind), manager)
        return
    remember(manager, kind=name, broadcast=0)
    await _from_the_first(manager)
    await manager.switch_to(SeriesWindows.values)


async def tap(_: CallbackQuery, __: Any, manager: DialogManager, key: str) -> None:
    if (found := _BROADCAST.fullmatch(key)) is not None:
        remember(manager, broadcast=int(found[1]))
        await _from_the_first(manager)
    elif (found := _KEY.fullmatch(key)) is not None:
        kind = SeriesSession.of(manager).kind
        await _turn(Signal(kind, int(found[1]), int(found[2])), manager)


async def take_days(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Of silence; for the rest there is something to tap."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    i18n = AdminContext.at(manager).i18n
    if SeriesSession.of(manager).kind != SignalKind.SILENT:
        say(manager, i18n.get("choosing-tap"))
        return
    found = _DAYS.fullmatch((message.text or "").strip())
    days = int(found[1]) if found else 0
    if not 0 < days <= MOST_SILENT_DAYS:
        say(manager, i18n.get("series-days-unread", most=str(MOST_SILENT_DAYS)))
        return
    await _turn(Signal(SignalKind.SILENT, days), manager, on=True)


async def back(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """From one broadcast's answers to the broadcasts."""
    if SeriesSession.of(manager).broadcast:
        remember(manager, broadcast=0)
        await _from_the_first(manager)
    else:
        await manager.switch_to(SeriesWindows.signals)


async def _turn(signal: Signal, manager: DialogManager, *, on: bool | None = None) -> None:
    """On or off; `on`: the one, whatever it was."""
    admin, session = AdminContext.at(manager), SeriesSession.of(manager)
    act = admin.doors.series_making.turn_signal(
        session.series_id, signal, does=session.does, on=on, by=await admin.actor()
    )
    await done(act, manager)


async def _from_the_first(manager: DialogManager) -> None:
    scroll = manager.find(VALUES_ID)
    if scroll is not None:
        await scroll.set_page(0)
