"""Which bot a command is about, where BOT_TOKENS_FILE names several."""

from collections.abc import Mapping

from bot.errors import StartRefused
from bot.settings.settings import Settings

SHOWN = 10  # numbers in a line


def the_one(settings: Settings, bots: Mapping[int, Settings], bot_id: int | None) -> Settings:
    """The settings of the bot that is meant; raises StartRefused, which names the choices."""
    if settings.bot_tokens_file is None:
        if bot_id is not None:
            raise StartRefused("--bot is for several bots, and BOT_TOKENS_FILE is not set")
        return settings
    if bot_id is None:
        if len(bots) > 1:
            raise StartRefused(f"which bot? Add --bot ID; BOT_TOKENS_FILE names {_named(bots)}")
        [bot_id] = bots
    if bot_id not in bots:
        raise StartRefused(f"bot {bot_id} is not in BOT_TOKENS_FILE, which names {_named(bots)}")
    return bots[bot_id]


def all_or_one(
    settings: Settings, bots: Mapping[int, Settings], bot_id: int | None
) -> list[Settings]:
    """For what can be done to all of them, one after the other."""
    if bot_id is None and bots:
        return list(bots.values())
    return [the_one(settings, bots, bot_id)]


def _named(bots: Mapping[int, Settings]) -> str:
    shown = ", ".join(str(bot_id) for bot_id in list(bots)[:SHOWN])
    more = len(bots) - SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
