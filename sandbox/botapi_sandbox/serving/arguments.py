"""The command line of `botapi-sandbox`."""

import argparse
from pathlib import Path

from botapi_sandbox.flood.limits import PRESETS, STRICT
from botapi_sandbox.version import VERSION

USAGE = "%(prog)s [options] [-- COMMAND ...]"
ABOUT = (
    "A local Telegram: it prints the URL to point bots at, and the address of its page. "
    "With a COMMAND after -- it starts that bot, too, and ends it when it ends itself; with "
    "--processes several."
)
FOR_THE_BOT = {"bot_log": "--bot-log", "env": "--env"}


def read_arguments(words: list[str] | None = None) -> argparse.Namespace:
    """Ends the program with a line on stderr when they cannot be understood."""
    parser = argparse.ArgumentParser(prog="botapi-sandbox", usage=USAGE, description=ABOUT)
    add = parser.add_argument
    add("--version", action="version", version=f"%(prog)s {VERSION}")
    add("--host", default="127.0.0.1", help="beyond this machine, the page then asks for a key")
    add("--port", type=_port, default=8090, help="0 takes a free one (default: 8090)")
    add("--control-port", type=_port, help="of the page (default: the next, or a free one)")
    add("--speed", type=float, default=1.0, help="how fast its clock runs")
    add("--seed", type=int, default=0, help="of everything random")
    add("--like", choices=sorted(PRESETS), default=STRICT, help="the limits it begins with")
    add("--lenient", action="store_true", help="overlook what the real server overlooks")
    add("--webhook-host", action="append", default=[], metavar="NAME", help="http webhooks there")
    add("--tour", type=Path, metavar="FILE", help="a guided tour that the page offers (JSON)")
    add("--with-parent", action="store_true", help="end when standard input does")
    add("--bot-log", type=Path, metavar="FILE", help="where goes what the bot says")
    add("--bot-waits", action="store_true", help="the bot is not started until start_bot is asked")
    add("--processes", type=Path, metavar="FILE", help="several in the place of COMMAND (JSON)")
    add("--env", type=_setting, action="append", metavar="NAME=VALUE", help="of the bot's own")
    add("command", nargs="*", metavar="COMMAND", help="the bot; {url} is replaced by the URL")
    chosen = parser.parse_args(words)
    chosen.env = dict(chosen.env or ())
    if chosen.command and chosen.processes:
        parser.error("--processes are in the place of a command after --")
    if not chosen.command:
        for name, option in FOR_THE_BOT.items():
            if getattr(chosen, name):
                parser.error(f"{option} is for a bot: put its command after --")
    if chosen.bot_waits and not (chosen.command or chosen.processes):
        parser.error("--bot-waits is for a bot: put its command after --")
    return chosen


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number <= 65_535:
        raise argparse.ArgumentTypeError(f"not a port: {text!r}")
    return number


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals or "\0" in text:
        raise argparse.ArgumentTypeError(f"not of the form NAME=VALUE: {text!r}")
    return name, value
