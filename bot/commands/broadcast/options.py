"""The part of the command line that is about broadcasts."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from db.schema.states import DeliveryState

COMMAND, SEND, FILE = "broadcast", "send", "draft.md"
OTHERS = ("status", "cancel", "pause", "resume", "report")
LONGEST_ONCE = 200  # characters: the API takes 255, with what is done behind it
WORDS = "send a draft from a file, look at a broadcast, end it, by the rules of the API"
SENDING = (
    "Without --now and --at it becomes a draft, and the admins are asked in the chat to send it. "
    "FILE is Markdown, as a rich message has it, or HTML (.html) or plain text (.txt), and has no "
    "header: whom it is for and when it goes out is said here."
)
EPILOG = f"""\
herald {COMMAND} {FILE}                                 is short for send {FILE}
herald {COMMAND} {FILE} --segment vip --at "tomorrow 9"

The key of the API comes from HERALD_KEY, the file HERALD_KEY_FILE, --key-file or --key; others on
the machine can read what stands behind a command, so --key is the last choice. The bot is the one
of these settings, by HTTP_PORT while it runs; or the one at --url (HERALD_URL), wherever that is.
See docs/api.md.
"""


def worded(arguments: Sequence[str]) -> list[str]:
    """`broadcast draft.md …` is `broadcast send draft.md …`."""
    if len(arguments) < 2 or arguments[0] != COMMAND:
        return list(arguments)
    if arguments[1] in {SEND, *OTHERS, "-h", "--help"}:
        return list(arguments)
    return [COMMAND, SEND, *arguments[1:]]


def add_options(broadcast: argparse.ArgumentParser) -> None:
    """Each way has its name as `way`."""
    broadcast.epilog = EPILOG
    broadcast.formatter_class = argparse.RawDescriptionHelpFormatter
    ways = broadcast.add_subparsers(metavar="way", required=True, dest="way")
    _add_send(ways.add_parser(SEND, help="make a draft, or send it", description=SENDING))
    words = "how the bot does, or how it stands with a broadcast"
    way = ways.add_parser("status", help=words, description=words)
    way.add_argument("number", type=_number, nargs="?", metavar="N", help="the broadcast's number")
    _add_common(way)
    for name, words in (
        ("cancel", "end a broadcast, whether it is sent or planned; throw a draft away"),
        ("pause", "let a broadcast stand still"),
        ("resume", "let a paused broadcast go on"),
    ):
        _add_numbered(ways.add_parser(name, help=words, description=words))
    words = "a broadcast's figures, or its recipients as a CSV file"
    way = ways.add_parser("report", help=words, description=words)
    _add_numbered(way)
    words = "its recipients instead, as a CSV file (right: people)"
    way.add_argument("--csv", action="store_true", help=words)
    way.add_argument("--to", type=Path, metavar="FILE", help="where the CSV goes, not the output")
    states = [one.name.lower() for one in DeliveryState]
    words = f"whom the CSV has: {', '.join(states)}"
    way.add_argument("--state", choices=states, metavar="STATE", help=words)


def _add_send(way: argparse.ArgumentParser) -> None:
    add = way.add_argument
    add("file", type=Path, metavar="FILE", help="the text, or - for the input")
    add("--segment", metavar="NAME", help="for the people of a segment alone")
    add("--tag", action="append", default=[], metavar="NAME", help="with any of these tags")
    add("--without-tag", action="append", default=[], metavar="NAME", help="with none of these")
    words = "a row of them, as in the chat: Text - https://…"
    add("--button", action="append", default=[], metavar="LINE", help=words)
    add("--silent", action="store_true", help="without a sound")
    words = "what FILE is (default: by its ending, else markdown)"
    add("--format", choices=("markdown", "html", "plain"), help=words)
    when = way.add_mutually_exclusive_group()
    when.add_argument("--now", action="store_true", help="send it (right: send)")
    words = "send it then: 'tomorrow 9', 'fri 19:00', '2026-12-05T09:00+01:00' (right: send)"
    when.add_argument("--at", metavar="WHEN", help=words)
    words = "do this once, however often it is asked with the same KEY within seven days"
    add("--once", type=_once, metavar="KEY", help=words)
    _add_common(way)


def _add_numbered(way: argparse.ArgumentParser) -> None:
    way.add_argument("number", type=_number, metavar="N", help="the broadcast's number")
    _add_common(way)


def _add_common(way: argparse.ArgumentParser) -> None:
    way.add_argument("--json", action="store_true", help="for a program to read")
    key = way.add_mutually_exclusive_group()
    key.add_argument("--key-file", type=Path, metavar="FILE", help="a file with the API's key")
    key.add_argument("--key", help="the key itself, which others on this machine can read here")
    way.add_argument("--url", help="where the bot is, if it is not the one of these settings")


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) < 2**53):
        raise argparse.ArgumentTypeError("a broadcast has a number, such as 7")
    return int(typed)


def _once(typed: str) -> str:
    if not typed.strip() or len(typed) > LONGEST_ONCE or not typed.isprintable():
        raise argparse.ArgumentTypeError(f"1 to {LONGEST_ONCE} printable characters")
    return typed
