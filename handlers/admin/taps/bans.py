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
    admin = AdminContext.of(data)
    closed = admin.doors.bans.try_now(by=await admin.actor())
    await answer_tap(query, admin.i18n.get("ban-tried") if closed else admin.i18n.get("ban-over"))
