#!/usr/bin/env bash
# guess: a task that is cancelled in the middle of a transaction gives the database back: SQLAlchemy
#   invalidates the connection and closes it, which rolls the transaction back.
# seen: the connection is closed, and yet nobody else can write until the CancelledError is forgotten
#   by everybody and the garbage collector has run: its traceback holds a cursor, Python closes by sqlite3_close_v2, and
#   SQLite puts the end of a connection off until its last statement is gone, the rollback with it.
# with: SQLAlchemy[asyncio]==2.1.9 aiosqlite==0.22.1, Python 3.11
# source: sqlalchemy/engine/base.py, _handle_dbapi_exception (the cursor is left open where the
#   connection is invalidated); https://www.sqlite.org/c3ref/close.html on sqlite3_close_v2.
# matters: whoever cancels tasks that write (timeouts, shutdowns) and keeps or logs what they ended
#   with: roll back in the pool's event "invalidate".
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check \
        "SQLAlchemy[asyncio]==2.1.9" aiosqlite==0.22.1
} || exit 2
"$dir/venv/bin/python" - "$dir/file.sqlite3" <<'PY'
import asyncio
import gc
import sqlite3
import sys
import threading

from sqlalchemy.ext.asyncio import create_async_engine

FILE = sys.argv[1]


def locked() -> bool:
    other = sqlite3.connect(FILE, timeout=0, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    finally:
        other.close()
    return False


async def main() -> list[bool]:
    engine = create_async_engine(f"sqlite+aiosqlite:///{FILE}")
    begun, go_on = threading.Event(), threading.Event()

    def wait() -> int:
        begun.set()
        go_on.wait(10)
        return 1

    async def write() -> None:
        async with engine.connect() as connection:
            raw = await connection.get_raw_connection()
            await raw.driver_connection.create_function("wait", 0, wait)
            await connection.exec_driver_sql("CREATE TABLE t (n)")
            await connection.exec_driver_sql("INSERT INTO t VALUES (1)")
            await connection.exec_driver_sql("SELECT wait()")

    task = asyncio.create_task(write())
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    asyncio.get_running_loop().call_soon(go_on.set)
    ended = await asyncio.gather(task, return_exceptions=True)
    await engine.dispose()
    seen = [locked()]
    print(f"it ended with {ended[0]!r}, all connections are closed; locked: {seen[0]}")
    del task, ended
    await asyncio.sleep(0)
    gc.collect()
    seen.append(locked())
    print(f"the error is forgotten; locked: {seen[1]}")
    return seen


raise SystemExit(0 if asyncio.run(main()) == [True, False] else 1)
PY
