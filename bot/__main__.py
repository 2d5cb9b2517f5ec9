"""The command `herald`, and `python -m bot`: runs what was asked for and gives the exit code."""

import sys
import traceback

from bot.command_line import parser
from bot.commands.broadcast.options import worded
from bot.errors import StartRefused
from bot.process.logs import say
from db.errors import DatabaseError

REFUSED, INTERRUPTED = 1, 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command and give its exit code."""
    chosen = parser().parse_args(worded(sys.argv[1:] if arguments is None else arguments))
    try:
        return int(chosen.run(chosen))
    except (StartRefused, DatabaseError) as error:
        say(f"herald: {error}")
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - a mistake of ours; its trace must carry no secret
        say(traceback.format_exc().rstrip())
        return REFUSED


if __name__ == "__main__":
    sys.exit(main())
