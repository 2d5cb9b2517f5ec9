"""herald check: one line for each thing that must be in order before the first start."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.commands.writable import NotWritable, check_file, check_folder
from bot.errors import StartRefused
from bot.process.logs import Redactor
from bot.settings.mistakes import SettingsMistakes, load_settings, misspelled
from bot.settings.settings import Settings
from db.connection.sqlite.instance_lock import lock_of
from db.connection.sqlite.private_files import too_open
from db.errors import DatabaseError

WIDTH = 10  # characters of the longest name below
IN_ORDER, WRONG, BAD_SETTINGS = 0, 1, 2
LOCK_WAIT = 5.0  # seconds that another program may hold the database


class Wrong(Exception):
    """What is wrong, and what to do."""


def check() -> int:
    """Print the lines; the exit code says whether all is in order."""
    try:
        settings = load_settings()
    except SettingsMistakes as mistakes:
        for line in (*mistakes.lines, *misspelled()):
            _tell("settings", f"WRONG  {line}")
        return BAD_SETTINGS
    _tell("settings", "ok")
    for line in misspelled():
        _tell("", f"note   {line}")
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
    return IN_ORDER if all(results) else WRONG


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
    """The database's own, also where that is reached through a link."""
    file = Path(os.path.realpath(_file(settings)))
    check_folder(file.parent)
    check_file(lock_of(file))
    return str(file.parent)


def _database(settings: Settings) -> str:
    file = _file(settings)
    if not file.exists():
        return f"{file} (made at the first start)"
    try:
        with closing(sqlite3.connect(file, timeout=LOCK_WAIT, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        raise Wrong(f"{file}: {error}; look at the file, its rights and its disk") from error
    if found != "ok":
        raise Wrong(f"{file} is damaged ({found}): restore a backup")
    if too_open(file):
        return f"{file}, which others on this machine may use: chmod go= {file}*"
    return str(file)


def _migrations(settings: Settings) -> str:
    from db.migrate import stored_version
    from db.schema.metadata import HEAD

    stored = stored_version(_file(settings))
    if stored is None:
        return f"version {HEAD} (made at the first start)"
    if stored != HEAD:
        _check_known(stored, HEAD)
        return f"version {stored}; {HEAD} at the next start"
    return f"version {stored}"


def _check_known(stored: str, newest: str) -> None:
    """Versions are numbers that grow."""
    if not stored.isdigit() or int(stored) > int(newest):
        raise Wrong(
            f"the database is at version {stored}, this Herald knows up to {newest}: "
            "install the newer Herald that wrote it"
        )


def _unnamed_owners(settings: Settings) -> str:
    """Said where there are some; a database that cannot be read has lines of its own."""
    from bot.greeting import about_unnamed

    file = _file(settings)
    if not settings.admin_ids or not file.exists():
        return ""
    try:
        with closing(sqlite3.connect(file, timeout=LOCK_WAIT)) as connection:
            rows = connection.execute("SELECT user_id FROM admins WHERE role = 'owner'").fetchall()
    except sqlite3.Error:
        return ""
    owners = sorted({int(row[0]) for row in rows} - set(settings.admin_ids))
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


def _file(settings: Settings) -> Path:
    from db.connection.opening import parse_url
    from db.connection.sqlite.database import database_file

    return database_file(parse_url(settings.database_url))
