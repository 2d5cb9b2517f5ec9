#!/usr/bin/env bash
# guess: a subquery in the RETURNING of an UPDATE asks what it asks elsewhere in the statement.
# seen: for SQLite its columns are written without their tables. Where both tables have a column of
#   that name, "received.person = sent.person" becomes "person = person": true of every row. No
#   error, no warning; for PostgreSQL the same statement is written with its tables.
# with: SQLAlchemy==2.1.9, Python 3.11
# source: sqlalchemy/dialects/sqlite/base.py, SQLiteCompiler.returning_clause (include_table=False).
# matters: whoever asks in RETURNING whether another table knows the row: name one of the columns
#   otherwise, or ask in a statement of its own.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check SQLAlchemy==2.1.9
} || exit 2
"$dir/venv/bin/python" - <<'PY'
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, exists, select, update

metadata = MetaData()
sent = Table("sent", metadata, Column("person", Integer, primary_key=True), Column("n", Integer))
received = Table("received", metadata, Column("person", Integer, primary_key=True))

engine = create_engine("sqlite://")
metadata.create_all(engine)
known = exists().where(received.c.person == sent.c.person)
with engine.begin() as connection:
    connection.execute(sent.insert(), [{"person": 1, "n": 0}, {"person": 2, "n": 0}])
    connection.execute(received.insert(), [{"person": 1}])
    asked = {tuple(row) for row in connection.execute(select(sent.c.person, known))}
    changed = update(sent).values(n=1).returning(sent.c.person, known)
    told = {tuple(row) for row in connection.execute(changed)}
print(f"a SELECT says {sorted(asked)}, RETURNING says {sorted(told)}")
raise SystemExit(0 if asked == {(1, 1), (2, 0)} and told == {(1, 1), (2, 1)} else 1)
PY
