#!/usr/bin/env bash
# guess: a copy that SQLite itself makes of a database file for its owner alone (0600) is for its
#   owner alone, as the files beside it (-wal, -shm) are.
# seen: -wal and -shm take the mode of the database, and VACUUM INTO and the backup API do not: with
#   the usual umask the copy is 0644.
# with: apsw==3.54.1.0 (SQLite 3.54.1)
# source: https://www.sqlite.org/lang_vacuum.html says nothing of the mode; os_unix.c, findCreateFileMode,
#   takes it over for journals and write-ahead logs only
# matters: whoever backs up a database with secrets in it: set the umask, or make the empty file
#   with the mode that is wanted first (VACUUM INTO takes an empty file).
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: apsw==3.54.1.0
} || exit 2
cd "$dir"
umask 022
"$dir/venv/bin/python" - <<'PY'
from pathlib import Path

import apsw

Path("own.db").touch(mode=0o600)
own = apsw.Connection("own.db")
own.execute("PRAGMA journal_mode = WAL; CREATE TABLE note (words); INSERT INTO note VALUES ('mine')")
own.execute("VACUUM INTO 'vacuumed.db'")
copy = apsw.Connection("copied.db")
with copy.backup("main", own, "main") as backup:
    backup.step()
Path("made-first.db").touch(mode=0o600)
own.execute("VACUUM INTO 'made-first.db'")
names = ("own.db", "own.db-wal", "own.db-shm", "vacuumed.db", "copied.db", "made-first.db")
modes = {name: f"{Path(name).stat().st_mode & 0o777:04o}" for name in names}
print(f"SQLite {apsw.sqlite_lib_version()}:", *(f"{name} {mode}" for name, mode in modes.items()))
expected = ["0600", "0600", "0600", "0644", "0644", "0600"]
raise SystemExit(0 if list(modes.values()) == expected else 1)
PY
