#!/usr/bin/env bash
# guess: Alembic's batch mode copies a SQLite table as it is, but for the change that was asked for.
# seen: the copy has lost AUTOINCREMENT, so the number of a deleted last row is given away again.
# with: alembic==1.20.1 SQLAlchemy==2.1.9
# source: https://alembic.sqlalchemy.org/en/latest/batch.html lists what reflection misses (CHECK
#   constraints, unnamed ones), and does not name AUTOINCREMENT, a dialect option of the table.
# matters: whoever leans on numbers that are never given twice. Pass
#   table_kwargs={"sqlite_autoincrement": True} to batch_alter_table, or do not rebuild such a table.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check alembic==1.20.1 SQLAlchemy==2.1.9
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

engine = sa.create_engine("sqlite://", poolclass=sa.pool.StaticPool)
people = sa.Table(
    "people",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(20)),
    sqlite_autoincrement=True,
)


def number_after_a_deletion(connection: sa.Connection) -> int:
    """Which number the next row gets when the row with the highest one was deleted."""
    connection.execute(people.insert(), [{"name": "Ann"}, {"name": "Ben"}])
    highest = connection.scalar(sa.select(sa.func.max(people.c.id)))
    connection.execute(people.delete().where(people.c.id == highest))
    connection.execute(people.insert(), [{"name": "Cid"}])
    return connection.scalar(sa.select(sa.func.max(people.c.id))) - highest


def stored(connection: sa.Connection) -> bool:
    sql = connection.scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = 'people'"))
    return "AUTOINCREMENT" in sql


def rebuilt(**options: object) -> tuple[bool, int]:
    with engine.begin() as connection:
        people.drop(connection, checkfirst=True)
        people.create(connection)
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("people", recreate="always", **options) as batch:
            batch.alter_column("name", type_=sa.String(40))
        return stored(connection), number_after_a_deletion(connection)


with engine.begin() as connection:
    people.create(connection)
    before = stored(connection), number_after_a_deletion(connection)
after = rebuilt()
mended = rebuilt(table_kwargs={"sqlite_autoincrement": True})
print(f"as created:            AUTOINCREMENT {before[0]}, the next number is the last plus {before[1]}")
print(f"after a batch:         AUTOINCREMENT {after[0]}, the next number is the last plus {after[1]}")
print(f"with table_kwargs:     AUTOINCREMENT {mended[0]}, the next number is the last plus {mended[1]}")
raise SystemExit(0 if (before, after, mended) == ((True, 1), (False, 0), (True, 1)) else 1)
PY
