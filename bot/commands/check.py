"""herald check: one line for each thing that must be in order before the first start."""

import asyncio
from collections.abc import Callable

from sqlalchemy.engine import URL

from bot.commands.choosing import all_or_one
from bot.commands.database.looks import (
    Wrong,
    look_at_database,
    look_at_folder,
    look_at_version,
    owners_in,
)
from bot.commands.writable import NotWritable
from bot.errors import StartRefused
from bot.process.logs import Redactor
from bot.roster.entries import read_bots
from bot.settings.mistakes import SettingsMistakes, load_settings, misspelled
from bot.settings.settings import Settings
from db.errors import DatabaseError

WIDTH = 10  # characters of the longest name below
IN_ORDER, WRONG, BAD_SETTINGS = 0, 1, 2


def check(bot_id: int | None = None) -> int:
    """Print the lines; the exit code says whether all is in order. Of several bots each is looked
    at, unless one is named; raises StartRefused when there is no such bot."""
    try:
        settings = load_settings()
        bots = read_bots(settings)
    except SettingsMistakes as mistakes:
        for line in (*mistakes.lines, *misspelled()):
            _tell("settings", f"WRONG  {line}")
        return BAD_SETTINGS
    _tell("settings", "ok")
    for line in misspelled():
        _tell("", f"note   {line}")
    found = all_or_one(settings, bots, bot_id)
    results = []
    for one in found:
        if bots:
            _tell("bot", str(one.bot_id))
        results.append(_look_at(one))
    return IN_ORDER if all(results) else WRONG


def _look_at(settings: Settings) -> bool:
    checks: tuple[tuple[str, Callable[[Settings], str]], ...] = (
        ("folder", _folder),
        ("database", _database),
        ("migrations", _migrations),
        ("locales", _locales),
        ("proxy", _proxy),
        ("token", _token),
    )
    results = [_one(name, look, settings) for name, look in checks]
    if words := _unnamed_owners(settings):
        _tell("admins", f"note   {words}")
    return all(results)


def _one(name: str, look: Callable[[Settings], str], settings: Settings) -> bool:
    try:
        words = look(settings)
    except (Wrong, NotWritable, StartRefused, DatabaseError) as error:
        _tell(name, f"WRONG  {error}")
        return False
    if words:
        _tell(name, f"ok     {words}")
    return True


def _tell(name: str, words: str) -> None:
    print(f"{name:<{WIDTH}}  {Redactor()(words)}", flush=True)


def _folder(settings: Settings) -> str:
    return look_at_folder(_url(settings))


def _database(settings: Settings) -> str:
    return look_at_database(_url(settings))


def _migrations(settings: Settings) -> str:
    return look_at_version(_url(settings))


def _unnamed_owners(settings: Settings) -> str:
    """Said where there are some; a database that cannot be read has lines of its own."""
    from bot.greeting import about_unnamed

    if not settings.admin_ids:
        return ""
    owners = sorted(owners_in(_url(settings)) - set(settings.admin_ids))
    return about_unnamed(owners) if owners else ""


def _locales(settings: Settings) -> str:
    from bot.house.house import read_texts

    return ", ".join(language.code for language in read_texts(settings.default_locale).locales)


def _proxy(settings: Settings) -> str:
    """Nothing is said when there is none; whether it works, the token's line tells."""
    from bot.client.connection import proxy_of

    proxy = proxy_of(settings)
    return f"{proxy.shown} ({proxy.source})" if proxy else ""


def _token(settings: Settings) -> str:
    from bot.client.connection import build_bot, who_am_i

    async def ask() -> str:
        bot = build_bot(settings)
        try:
            me = await who_am_i(bot, settings.telegram_api_url)
        finally:
            await bot.session.close()
        return f"@{me.username}"

    return asyncio.run(ask())


def _url(settings: Settings) -> URL:
    from db.connection.opening import parse_url

    return parse_url(settings.database_url)
