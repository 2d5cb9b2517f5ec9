#!/usr/bin/env bash
# guess: PRAGMA max_page_count limits the file, as its words say ("the maximum number of pages in the
#   database file"): once it is set, nobody makes the file larger.
# seen: it limits the connection that set it. Another connection to the same file, also one that is
#   opened afterwards, goes on growing it, while the first is told "database or disk is full".
# with: apsw==3.54.1.0 (it brings SQLite 3.54.1)
# source: https://www.sqlite.org/pragma.html#pragma_max_page_count; src/pager.c keeps the limit in
#   the pager (mxPgno), of which each connection has its own.
# matters: whoever tries out a full disk with it in a program of several connections tries one of
#   them only, and whoever means to keep a file small has to set it on every connection that writes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: apsw==3.54.1.0
} || exit 2
"$dir/venv/bin/python" - "$dir/file" <<'PY'
import sys

import apsw

ROW = "INSERT INTO t VALUES (zeroblob(20000))"


def pages(connection: apsw.Connection) -> int:
    return next(connection.execute("PRAGMA page_count"))[0]


def refused(connection: apsw.Connection) -> bool:
    try:
        connection.execute(ROW)
    except apsw.FullError:
        return True
    return False


first = apsw.Connection(sys.argv[1])
first.execute("CREATE TABLE t (x)")
limit = pages(first)
first.execute(f"PRAGMA max_page_count = {limit}")
alone = refused(first)
second = apsw.Connection(sys.argv[1])
beside = refused(second)
print(f"limit {limit} pages, set on one connection: it is refused: {alone}; another is: {beside}")
print(f"the file has {pages(second)} pages now; SQLite {apsw.sqlite_lib_version()}")
raise SystemExit(0 if alone and not beside and pages(second) > limit else 1)
PY
