"""python -m bot: run (default) · check · migrate · admins · subscribers · backup · restore · demo …

Everything heavy is imported by the command that needs it: a wrong setting is told at once.
"""

import argparse
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.demo.options import add_options, begin
from bot.errors import StartRefused
from bot.process import heap
from db.errors import DatabaseError

if TYPE_CHECKING:
    from bot.settings.settings import Settings

DONE, REFUSED, BAD_SETTINGS, INTERRUPTED = 0, 1, 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command and give its exit code."""
    chosen = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = chosen.run
    try:
        return command(chosen)
    except (StartRefused, DatabaseError) as error:
        _say(f"herald: {error}")
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - a mistake of ours; its trace must carry no secret
        _say(traceback.format_exc().rstrip())
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Herald, the Telegram broadcast bot. Settings come from the environment "
        "and the file .env; .env.example lists them.",
    )
    parser.set_defaults(run=_run)
    commands = parser.add_subparsers(metavar="command")

    def add(
        name: str, words: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(run=run)
        return command

    add("run", "run the bot (the default)", _run)
    add("check", "tell whether settings, token, database and texts are in order", _check)
    add("migrate", "bring the database up to date (run does it, too)", _migrate)
    backup = add("backup", "make a copy of the database, also while the bot runs", _backup)
    backup.add_argument("file", type=Path, metavar="FILE", help="the file, or - for the output")
    backup.add_argument("--force", action="store_true", help="replace the file if it is there")
    restore = add("restore", "put a backup in the database's place; stop the bot before", _restore)
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup, or - for the input")
    add("compact", "give deleted rows' room back to the system; stop the bot before", _compact)
    add_options(add("demo", "try it on a page in the browser, against a local Telegram", begin))
    _add_admins(commands.add_parser("admins", help="who may send broadcasts: list, add, remove"))
    subscribers = commands.add_parser("subscribers", help="move subscribers as a CSV file")
    ways = subscribers.add_subparsers(metavar="way", required=True)
    for name, run in (("import", _import), ("export", _export)):
        way = ways.add_parser(name, help=f"{name} a CSV file")
        stream = "input" if name == "import" else "output"
        way.add_argument(
            "file", type=Path, metavar="FILE.csv", help=f"the file, or - for the standard {stream}"
        )
        way.set_defaults(run=run)
    return parser


def _add_admins(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(metavar="way", required=True)
    ways.add_parser("list", help="who they are").set_defaults(run=_admins("list"))
    add = ways.add_parser("add", help="make somebody an admin, or change the role")
    add.add_argument("id", type=int, metavar="ID", help="the numeric Telegram id")
    add.add_argument(
        "--role", choices=("owner", "editor"), default="editor", help="editor unless said otherwise"
    )
    add.set_defaults(run=_admins("add"))
    remove = ways.add_parser("remove", help="take the role away")
    remove.add_argument("id", type=int, metavar="ID", help="the numeric Telegram id")
    remove.add_argument("--force", action="store_true", help="the last owner, too")
    remove.set_defaults(run=_admins("remove"))


def _admins(way: str) -> Callable[[argparse.Namespace], int]:
    def run(chosen: argparse.Namespace) -> int:
        def use(settings: "Settings") -> int:
            from bot.commands import admins

            if way == "list":
                return admins.run_list(settings)
            if way == "add":
                return admins.run_add(settings, chosen.id, chosen.role)
            return admins.run_remove(settings, chosen.id, force=chosen.force)

        return _with_settings(use, token_needed=False)

    return run


def _with_settings(use: "Callable[[Settings], int]", *, token_needed: bool = True) -> int:
    """Read the settings, set logging up and go on; or tell the mistakes."""
    from bot.process.logs import set_up_logging
    from bot.settings.mistakes import SettingsMistakes, load_settings, misspelled

    try:
        settings = load_settings(token_needed=token_needed)
    except SettingsMistakes as mistakes:
        for line in (*mistakes.lines, *misspelled()):
            _say(line)
        return BAD_SETTINGS
    set_up_logging(
        level=settings.log_level,
        json_lines=settings.log_format == "json",
        secrets=settings.secrets,
    )
    for line in misspelled():
        _say(f"warning: {line}")
    return use(settings)


def _run(_chosen: argparse.Namespace) -> int:
    heap.rest()

    def use(settings: "Settings") -> int:
        from bot.run import run

        return run(settings)

    return _with_settings(use)


def _check(_chosen: argparse.Namespace) -> int:
    from bot.commands.check import check

    return check()


def _migrate(_chosen: argparse.Namespace) -> int:
    def use(settings: "Settings") -> int:
        from bot.commands.migrate import run_migrate

        return run_migrate(settings)

    return _with_settings(use, token_needed=False)


def _backup(chosen: argparse.Namespace) -> int:
    def use(settings: "Settings") -> int:
        from bot.commands.backups import run_backup

        return run_backup(settings.database_url, chosen.file, force=chosen.force)

    return _with_settings(use, token_needed=False)


def _restore(chosen: argparse.Namespace) -> int:
    def use(settings: "Settings") -> int:
        from bot.commands.backups import run_restore

        return run_restore(settings.database_url, chosen.file)

    return _with_settings(use, token_needed=False)


def _compact(_chosen: argparse.Namespace) -> int:
    def use(settings: "Settings") -> int:
        from bot.commands.backups import run_compact

        return run_compact(settings.database_url)

    return _with_settings(use, token_needed=False)


def _import(chosen: argparse.Namespace) -> int:
    def use(settings: "Settings") -> int:
        from bot.commands.subscribers import run_import

        return run_import(settings.database_url, chosen.file)

    return _with_settings(use, token_needed=False)


def _export(chosen: argparse.Namespace) -> int:
    def use(settings: "Settings") -> int:
        from bot.commands.subscribers import run_export

        return run_export(settings.database_url, chosen.file)

    return _with_settings(use, token_needed=False)


def _say(line: str) -> None:
    """Past the log, so without its redaction: here it is done, too."""
    from bot.process.logs import Redactor

    sys.stderr.write(f"{Redactor()(line)}\n")


if __name__ == "__main__":
    sys.exit(main())
