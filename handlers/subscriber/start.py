"""/start and /stop of a person, and the claim link."""

import re

from aiogram import Bot, F, Router
from aiogram.exceptions import AiogramError
from aiogram.filters import CommandObject
from aiogram.methods import SendMessage
from aiogram.types import Message, User
from aiogram_i18n import I18nContext

from db.admins.menus import Menus
from db.errors import DatabaseTrouble
from db.schema.states import Role
from db.subscribers.store import Subscribed, Subscribers
from handlers.frame.access import CLAIM_PREFIX, Access
from handlers.frame.access import logger as access_logger
from handlers.frame.answers import DeferredReplies
from handlers.frame.command_menus import set_admin_commands
from handlers.frame.text_commands import TextCommand, TextStart
from handlers.language.locale import Locales
from handlers.language.names import shown_name
from handlers.language.texts import Texts
from runtime.clock import Clock

# Bot API: deep links carry up to 64 of these; whoever types a code may type anything.
_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,64}")

WELCOME_KEYS = {
    Subscribed.NEW: "start-new",
    Subscribed.REVIVED: "start-revived",
    Subscribed.ALREADY: "start-already",
}


def register(router: Router) -> None:
    router.message.register(on_claim, TextStart(magic=F.args.startswith(CLAIM_PREFIX)))
    router.message.register(on_start, TextStart())
    router.message.register(on_stop, TextCommand("stop"))


async def on_claim(
    message: Message,
    command: CommandObject,
    bot: Bot,
    access: Access,
    subscribers: Subscribers,
    locales: Locales,
    texts: Texts,
    menus: Menus,
    answers: DeferredReplies,
    i18n: I18nContext,
    clock: Clock,
) -> SendMessage | None:
    """A wrong or used claim link is a plain /start: nobody learns what it is for."""
    user = message.from_user
    if user is None:
        return None
    claimed = await access.claim(user.id, command.args or "")
    # Logged before anything else can fail: that the bot has an owner now must be seen.
    if claimed:
        access_logger.warning("user %s claimed the bot and is its owner now", user.id)
    else:
        access_logger.warning("user %s tried a wrong or used claim link", user.id)
    subscribed = await subscribe_person(message, user, None, subscribers, locales, clock)
    if not claimed:
        return welcome_once(message, user, subscribed, answers, i18n)
    await message.answer(greeting(user, subscribed, i18n))
    await message.answer(i18n.get("claim-owner"))
    await show_admin_menu(bot, texts, menus, user.id)
    return None


async def on_start(
    message: Message,
    command: CommandObject,
    bot: Bot,
    role: Role | None,
    subscribers: Subscribers,
    locales: Locales,
    texts: Texts,
    menus: Menus,
    answers: DeferredReplies,
    i18n: I18nContext,
    clock: Clock,
) -> SendMessage | None:
    """An admin who opens the bot only now had no chat for the admins' menu before."""
    user = message.from_user
    if user is None:
        return None
    source = source_of(command.args)
    subscribed = await subscribe_person(message, user, source, subscribers, locales, clock)
    if role is None:
        return welcome_once(message, user, subscribed, answers, i18n)
    await message.answer(greeting(user, subscribed, i18n))
    await show_admin_menu(bot, texts, menus, user.id)
    return None


async def on_stop(
    message: Message, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> SendMessage:
    left = await subscribers.unsubscribe(message.chat.id, int(clock.time()))
    return message.answer(i18n.get("stop-left") if left else i18n.get("stop-not-subscribed"))


def source_of(args: str | None) -> str | None:
    """Where a new subscriber comes from; anything but a deep link's code is no source."""
    return args if args and _SOURCE.fullmatch(args) else None


async def show_admin_menu(bot: Bot, texts: Texts, menus: Menus, user_id: int) -> None:
    """The bot works without it, so that no failure of this is told to the person."""
    try:
        await set_admin_commands(bot, texts, menus, user_id)
    except (AiogramError, DatabaseTrouble) as error:
        access_logger.info("the commands of admin %s are set later: %s", user_id, error)


async def subscribe_person(
    message: Message,
    user: User,
    source: str | None,
    subscribers: Subscribers,
    locales: Locales,
    clock: Clock,
) -> Subscribed:
    subscribed = await subscribers.subscribe(
        message.chat.id,
        first_name=user.first_name,
        username=user.username,
        language_code=user.language_code,
        source=source,
        now=int(clock.time()),
    )
    locales.forget(user.id)
    return subscribed


def welcome_once(
    message: Message,
    user: User,
    subscribed: Subscribed,
    answers: DeferredReplies,
    i18n: I18nContext,
) -> SendMessage | None:
    """Whoever taps again while the welcome waits is not told a second time."""
    if subscribed is Subscribed.ALREADY and answers.owes(message.chat.id):
        return None
    return message.answer(greeting(user, subscribed, i18n))


def greeting(user: User, subscribed: Subscribed, i18n: I18nContext) -> str:
    name = shown_name(user.first_name, user.username)
    return i18n.get(WELCOME_KEYS[subscribed], name=name)
