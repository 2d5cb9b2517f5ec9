"""What can be typed after `herald`: run (default) · check · broadcast · backup · admins …

Everything heavy is imported by the command that needs it: a wrong setting is told at once.
"""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__
from bot.commands.arguments import Arguments
from bot.commands.broadcast import options as broadcasts
from bot.demo.options import add_options, begin
from bot.errors import StartRefused
from bot.process import heap
from bot.process.logs import say, set_up_logging
from db.errors import DatabaseError
from db.schema.states import Role

if TYPE_CHECKING:
    from bot.settings.settings import Settings

BAD_SETTINGS = 2
USUAL, WARNINGS = "INFO", "WARNING"  # levels of the log

Command = Callable[[argparse.Namespace], int]
"""Takes what was typed, gives the exit code"""

Work = Callable[["Settings", argparse.Namespace], int]
"""The same for a command that needs the settings of the bot it is about"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What the settings say; `bots` by number, where BOT_TOKENS_FILE names them; `hide` takes
    further secrets, which the log is to show no more."""

    settings: "Settings"
    bots: Mapping[int, "Settings"]
    hide: Callable[..., None]


class CannotRead(Exception):
    """The settings are wrong; a line for each mistake has been told."""


def parser() -> argparse.ArgumentParser:
    """Its answers have the chosen Command as `run`."""
    line = Arguments(
        prog="herald",
        description="Herald, the Telegram broadcast bot. Settings come from the environment "
        "and the file .env; .env.example lists them.",
    )
    line.set_defaults(run=_run)
    line.add_argument("--version", action="version", version=f"Herald {__version__}")
    commands = line.add_subparsers(metavar="command")

    def add(name: str, words: str, run: Command) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(run=run)
        return command

    add("run", "run the bot, or all bots of BOT_TOKENS_FILE (the default)", _run)
    words = "tell whether settings, token, database and texts are in order"
    _add_bot(add("check", words, _check), "the others are left out")
    words = "bring the database up to date (run does it, too)"
    _add_bot(add("migrate", words, _migrate), "the others are left out")
    broadcasts.add_options(add(broadcasts.COMMAND, broadcasts.WORDS, _broadcast))
    words = "make a copy of the database, also while the bot runs"
    backup = add("backup", words, _of_one(_backup))
    backup.add_argument("file", type=Path, metavar="FILE", help="the file, or - for the output")
    backup.add_argument("--force", action="store_true", help="replace the file if it is there")
    _add_json(backup)
    _add_bot(backup)
    words = "put a backup in the database's place; stop the bot before"
    restore = add("restore", words, _of_one(_restore))
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup, or - for the input")
    _add_json(restore)
    _add_bot(restore)
    words = "say that a backup was put in place by other means; stop the bot before"
    _add_bot(add("restored", words, _of_one(_restored)))
    words = "give deleted rows' room back to the system; stop the bot before"
    _add_bot(add("compact", words, _of_one(_compact)))
    words = "carry a bot's database over to PostgreSQL, or back to a file; stop the bot before"
    move = add("move", words, _move)
    move.add_argument("source", metavar="FROM", help="a database URL, as for DATABASE_URL")
    move.add_argument("target", metavar="TO", nargs="?", help="where nothing is yet")
    move.add_argument("--stay", action="store_true", help="use FROM again, though it was moved")
    words = "serve a part of BOT_TOKENS_FILE's bots, as one of several machines on PostgreSQL"
    add("node", words, _node)
    words = "tell which nodes there are, which of them serves which bot, since when and why"
    fleet = add("fleet", words, _fleet)
    _add_json(fleet)
    add_options(add("demo", "try it on a page in the browser, against a local Telegram", begin))
    _add_admins(commands.add_parser("admins", help="who may send broadcasts: list, add, remove"))
    _add_subscribers(commands.add_parser("subscribers", help="move subscribers as a CSV file"))
    return line


def _add_bot(command: argparse.ArgumentParser, otherwise: str = "needed there") -> None:
    words = f"which one of BOT_TOKENS_FILE, by the number that its token begins with ({otherwise})"
    command.add_argument("--bot", type=int, metavar="ID", help=words)


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="for a program to read")


def _add_admins(admins: argparse.ArgumentParser) -> None:
    ways = admins.add_subparsers(metavar="way", required=True)
    _add_bot(every := ways.add_parser("list", help="who they are"))
    every.set_defaults(run=_of_one(_list_admins))
    add = ways.add_parser("add", help="make somebody an admin, or change the role")
    add.add_argument("id", type=int, metavar="ID", help="the numeric Telegram id")
    add.add_argument(
        "--role",
        choices=[str(role) for role in Role],
        default=str(Role.EDITOR),
        help="editor unless said otherwise",
    )
    _add_bot(add)
    add.set_defaults(run=_of_one(_add_admin))
    remove = ways.add_parser("remove", help="take the role away")
    remove.add_argument("id", type=int, metavar="ID", help="the numeric Telegram id")
    remove.add_argument("--force", action="store_true", help="the last owner, too")
    _add_bot(remove)
    remove.set_defaults(run=_of_one(_remove_admin))


def _add_subscribers(subscribers: argparse.ArgumentParser) -> None:
    ways = subscribers.add_subparsers(metavar="way", required=True)
    for name, stream, work in (("import", "input", _import), ("export", "output", _export)):
        way = ways.add_parser(name, help=f"{name} a CSV file")
        way.add_argument(
            "file", type=Path, metavar="FILE.csv", help=f"the file, or - for the standard {stream}"
        )
        _add_bot(way)
        way.set_defaults(run=_of_one(work))


def _read(*, token_needed: bool = False, tells: bool = False) -> Given:
    """The settings, with the log set up by them; raises CannotRead.

    `tells`: the command says itself what it has done, and cron mails whatever else it says. So its
    log begins with warnings, unless LOG_LEVEL asks for all there is.
    """
    from bot.roster.entries import read_bots, secrets_of
    from bot.settings.mistakes import SettingsMistakes, load_settings, misspelled

    try:
        settings = load_settings(token_needed=token_needed)
        bots = read_bots(settings)
    except SettingsMistakes as mistakes:
        lines = (*mistakes.lines, *misspelled())
        for line in lines:
            say(line)
        raise CannotRead("; ".join(lines)) from None
    level = WARNINGS if tells and settings.log_level == USUAL else settings.log_level
    redactor = set_up_logging(
        level=level,
        json_lines=settings.log_format == "json",
        secrets=(*settings.secrets, *secrets_of(bots)),
    )
    for line in misspelled():
        say(f"warning: {line}")
    return Given(settings=settings, bots=bots, hide=redactor.hide)


def _of_one(work: Work) -> Command:
    """A command about one bot, which --bot names where there are several."""

    def command(chosen: argparse.Namespace) -> int:
        from bot.commands.choosing import the_one

        def begin() -> int:
            given = _read(tells=True)
            return work(the_one(given.settings, given.bots, chosen.bot), chosen)

        return _begun(begin, chosen)

    return command


def _begun(begin: Callable[[], int], chosen: argparse.Namespace) -> int:
    """With --json what keeps a command from its work is JSON, too."""
    as_json = getattr(chosen, "json", False)
    try:
        return begin()
    except CannotRead as mistakes:
        if as_json:
            from bot.commands.telling import refuse_settings

            refuse_settings(str(mistakes))
        return BAD_SETTINGS
    except (StartRefused, DatabaseError) as error:
        if not as_json:
            raise
        from bot.commands.telling import refusal, refuse

        return refuse(refusal(error), as_json=True)


def _run(_chosen: argparse.Namespace) -> int:
    heap.rest()
    try:
        given = _read(token_needed=True)
    except CannotRead:
        return BAD_SETTINGS
    from bot.run import run, run_all

    if given.bots:
        return run_all(given.settings, given.bots, given.hide)
    return run(given.settings)


def _node(_chosen: argparse.Namespace) -> int:
    heap.rest()
    try:
        given = _read(token_needed=True)
    except CannotRead:
        return BAD_SETTINGS
    from bot.fleet.needs import look

    look(given.settings, tokens=bool(given.bots))
    from bot.fleet.running import run_node

    return run_node(given.settings, given.bots, given.hide)


def _fleet(chosen: argparse.Namespace) -> int:
    try:
        given = _read()
    except CannotRead:
        return BAD_SETTINGS
    from bot.fleet.needs import look

    look(given.settings, tokens=True)
    from bot.fleet.report import run_fleet

    return run_fleet(given.settings, as_json=chosen.json)


def _check(chosen: argparse.Namespace) -> int:
    from bot.commands.check import check

    return check(chosen.bot)


def _migrate(chosen: argparse.Namespace) -> int:
    from bot.commands.choosing import all_or_one
    from bot.commands.database.migrate import run_migrate

    try:
        given = _read()
    except CannotRead:
        return BAD_SETTINGS
    for settings in all_or_one(given.settings, given.bots, chosen.bot):
        run_migrate(settings)
    return 0


def _broadcast(chosen: argparse.Namespace) -> int:
    from bot.commands.broadcast.run import run_broadcast

    def settings_of(bot_id: int) -> "Settings":
        """A key says which bot it is for."""
        from bot.commands.choosing import the_one

        given = _read(tells=True)
        return the_one(given.settings, given.bots, bot_id if given.bots else None)

    return _begun(lambda: run_broadcast(chosen, settings_of), chosen)


def _backup(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.commands.database.backups import run_backup

    url = settings.database_url
    return run_backup(url, chosen.file, force=chosen.force, as_json=chosen.json)


def _restore(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.commands.database.backups import run_restore

    return run_restore(settings.database_url, chosen.file, as_json=chosen.json)


def _restored(settings: "Settings", _chosen: argparse.Namespace) -> int:
    from bot.commands.database.put_back import run_restored

    return run_restored(settings)


def _compact(settings: "Settings", _chosen: argparse.Namespace) -> int:
    from bot.commands.database.backups import run_compact

    return run_compact(settings.database_url)


def _move(chosen: argparse.Namespace) -> int:
    """It is about the databases that it names: no setting says anything of them."""
    from bot.commands.database.move import run_move

    return run_move(chosen)


def _list_admins(settings: "Settings", _chosen: argparse.Namespace) -> int:
    from bot.commands.admins import run_list

    return run_list(settings)


def _add_admin(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.commands.admins import run_add

    return run_add(settings, chosen.id, chosen.role)


def _remove_admin(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.commands.admins import run_remove

    return run_remove(settings, chosen.id, force=chosen.force)


def _import(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.commands.subscribers import run_import

    return run_import(settings.database_url, chosen.file)


def _export(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.commands.subscribers import run_export

    return run_export(settings.database_url, chosen.file)
