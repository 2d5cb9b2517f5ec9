"""The bot in an interpreter that has its libraries already: `python -m bench.stage.preloaded FILE`.

FILE names the modules to import, a line each. Then it prints the moment (monotonic seconds) and
runs the bot: whatever comes after is Herald's own.
"""

import contextlib
import importlib
import sys
import time
from pathlib import Path


def main() -> int:
    for name in Path(sys.argv[1]).read_text(encoding="utf-8").split():
        with contextlib.suppress(ImportError):  # some are only there for their package
            importlib.import_module(name)
    print(f"libraries imported at {time.monotonic()}", flush=True)
    from bot.__main__ import main as run

    return run([])


if __name__ == "__main__":
    sys.exit(main())
