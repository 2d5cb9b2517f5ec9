"""The line to Telegram: the bot object, and the first call that proves the line works."""

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.types import User

from bot.errors import StartRefused
from bot.session import Session
from bot.settings import Settings

CONNECTIONS = 100  # at most, to the Bot API server
ANSWER_WITHIN = 60.0  # seconds; the server itself may wait for 8 before it answers 429
GREETING_WITHIN = 15  # seconds for the first call: somebody sits there and waits


def build_bot(settings: Settings) -> Bot:
    """No parse mode: what people typed can never turn into markup."""
    server = TelegramAPIServer.from_base(settings.telegram_api_url)
    session = Session(api=server, limit=CONNECTIONS, timeout=ANSWER_WITHIN)
    return Bot(settings.bot_token.get_secret_value(), session=session)


def cause(error: TelegramNetworkError) -> str:
    """The kind of the failure alone: its text may hold the address, and with it the token."""
    return type(error.__cause__ or error.__context__ or error).__name__


async def who_am_i(bot: Bot, server: str) -> User:
    """The bot's own account (getMe); raises StartRefused in one clear line."""
    try:
        return await bot.get_me(request_timeout=GREETING_WITHIN)
    except (TelegramUnauthorizedError, TelegramNotFound) as error:  # 404: not even a token's form
        raise StartRefused(
            f"Telegram refuses BOT_TOKEN ({error.message}): copy the current token from @BotFather"
        ) from error
    except TelegramNetworkError as error:
        raise StartRefused(
            f"cannot reach {server} ({cause(error)}): look at the network and at TELEGRAM_API_URL"
        ) from error
    except TelegramAPIError as error:
        raise StartRefused(f"{server} answered getMe with: {error.message}") from error
    except AiogramError as error:
        raise StartRefused(
            f"{server} does not answer like a Bot API server: look at TELEGRAM_API_URL"
        ) from error
