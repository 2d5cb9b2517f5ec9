#!/usr/bin/env bash
# guess: a database file that was emptied (a copy that broke off, a restore that made the file first)
#   can be opened with its write-ahead log, which holds all that was committed; or opening it fails.
# seen: SQLite deletes the log at the first look and shows an empty database, without an error. With
#   any one page in the file, be it zeros, the log is read and everything is there.
# with: apsw==3.54.1.0 (SQLite 3.54.1)
# source: pager.c, pagerOpenWalIfPresent: a log beside a file of no pages is deleted
# matters: whoever rescues or copies a database by hand: bring the -wal file away before anything
#   opens the database, and never begin with an empty file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: apsw==3.54.1.0
} || exit 2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import shutil
from pathlib import Path

import apsw

own = apsw.Connection("own.db")
own.execute("PRAGMA journal_mode = WAL").fetchall()
own.execute("CREATE TABLE note (words); INSERT INTO note VALUES ('mine')").fetchall()
seen = {}
for name, content in (("emptied.db", b""), ("zeroed.db", bytes(4096))):
    Path(name).write_bytes(content)
    shutil.copy("own.db-wal", f"{name}-wal")
    opened = apsw.Connection(name)
    tables = [table for (table,) in opened.execute("SELECT name FROM sqlite_master")]
    seen[name] = (tables, Path(f"{name}-wal").exists())
    opened.close()
print(f"SQLite {apsw.sqlite_lib_version()}: (tables, whether the log is still there)", seen)
expected = {"emptied.db": ([], False), "zeroed.db": (["note"], True)}
raise SystemExit(0 if seen == expected else 1)
PY
