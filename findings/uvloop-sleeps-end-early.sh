#!/usr/bin/env bash
# guess: asyncio.sleep(s) returns when s seconds have gone by, never before, on every event loop.
# seen: uvloop rounds a timer to whole milliseconds, so a sleep of 10.4 ms often ends after 10.0;
#   asyncio's own loop is never early.
# with: uvloop==0.23.0
# source: uvloop/loop.pyx, call_later: "when = <uint64_t>round(delay * 1000)"; the documentation of
#   asyncio.sleep says "Block for delay seconds".
# matters: a loop that sleeps until a moment, looks whether it has come, and sleeps again, wakes up
#   several times for each. Round up to the next millisecond, or look again after every sleep.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: uvloop==0.23.0
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import asyncio
import time

import uvloop

SLEEP = 0.0104  # seconds: not a whole number of milliseconds, and rounded down
TIMES = 100


async def early() -> int:
    """How many of the sleeps ended before their time, by the system's monotonic clock."""
    count = 0
    for _ in range(TIMES):
        began = time.monotonic()
        await asyncio.sleep(SLEEP)
        count += time.monotonic() - began < SLEEP
    return count


plain, fast = asyncio.run(early()), uvloop.run(early())
print(f"sleeps of {SLEEP * 1000} ms that ended early: asyncio {plain}, uvloop {fast} of {TIMES}")
raise SystemExit(0 if plain == 0 and fast > 0 else 1)
PY
