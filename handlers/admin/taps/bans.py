"""What a tap during a ban of days does: let one message go, to see whether it is over."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.admin.context import AdminContext
from handlers.admin.control.bans import TryData
from handlers.frame.taps import answer_tap


def register(router: Router) -> None:
    router.callback_query.register(on_try, TryData.filter())


async def on_try(query: CallbackQuery, **data: Any) -> None:
    desk = AdminContext.of(data)
    closed = desk.doors.bans.try_now(by=await desk.actor())
    await answer_tap(query, desk.i18n.get("ban-tried") if closed else desk.i18n.get("ban-over"))
