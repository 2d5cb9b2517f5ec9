"""Somebody asks to join a channel or group. Nobody is subscribed by that: only Start does it."""

from aiogram import Bot, Router
from aiogram.methods import ApproveChatJoinRequest, SendMessage
from aiogram.types import ChatJoinRequest, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram_i18n import I18nContext

from broadcast.doors.doors import Doors
from broadcast.model.links.join_place import JoinPlace
from handlers.joining.greeter import Applicant, JoinGreeter
from handlers.language.names import shown_name
from runtime.clock import Clock

MAY_WRITE = 300.0  # seconds; Bot API: ChatJoinRequest.user_chat_id


def build_joining_router() -> Router:
    """Asking for these updates is part of it: allowed_updates names what is handled."""
    router = Router(name="joining")
    router.chat_join_request.register(on_join_request)
    return router


async def on_join_request(
    event: ChatJoinRequest,
    bot: Bot,
    doors: Doors,
    join_greeter: JoinGreeter,
    i18n: I18nContext,
    clock: Clock,
) -> None:
    """The first one tells of a place that the bot was let into before it looked."""
    place = await doors.join_places.seen(event.chat.id, event.chat.title or "")
    if not place.greets and not place.approves:
        return
    age = max(0.0, clock.time() - event.date.timestamp())
    username = (await bot.me()).username
    join_greeter.take(
        Applicant(
            greeting=_greeting(event, place, username, i18n) if place.greets else None,
            approval=(
                ApproveChatJoinRequest(chat_id=event.chat.id, user_id=event.from_user.id)
                if place.approves
                else None
            ),
            until=clock.monotonic() + MAY_WRITE - age,
        )
    )


def _greeting(
    event: ChatJoinRequest, place: JoinPlace, bot_name: str | None, i18n: I18nContext
) -> SendMessage:
    text = place.greeting or i18n.get("join-greeting", title=shown_name(place.title, None))
    start = f"https://t.me/{bot_name}?start={place.code or ''}"
    button = InlineKeyboardButton(text=i18n.get("join-start"), url=start)
    markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
    return SendMessage(chat_id=event.user_chat_id, text=text, reply_markup=markup)
