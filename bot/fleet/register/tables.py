"""The tables that the nodes share: procrastinate's, and who the nodes and bots are.

Whoever comes first makes them, the others wait. Which version of procrastinate's they are is
written down beside them: it does not say so itself.
"""

from collections.abc import Mapping, Sequence
from importlib import resources

from procrastinate.schema import SchemaManager
from psycopg import AsyncConnection, Error
from psycopg.rows import tuple_row

from bot.fleet.register.line import SCHEMA
from db.errors import DatabaseTooNew, DatabaseTrouble

PROCRASTINATE = "procrastinate"
FLEET = "fleet"
ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('herald makes the tables of nodes', 0))"
# Each is run once, in this order; how many have been is their version. Older nodes go on beside a
# newer one as long as all that they say still works: a change that they would misunderstand renames
# what they use. Then they see that it is gone, and end in order.
TABLES = """
    CREATE TABLE made (part text PRIMARY KEY, version text NOT NULL);
    CREATE TABLE nodes (
        name text PRIMARY KEY,
        worker bigint NOT NULL,       -- its number among procrastinate's workers
        address text,                 -- where other nodes reach it
        version text NOT NULL,        -- of Herald
        started_at timestamptz NOT NULL DEFAULT now(),
        seen_at timestamptz NOT NULL DEFAULT now(),
        leaving boolean NOT NULL DEFAULT false,
        bots bigint[] NOT NULL        -- whose tokens it has
    );
    CREATE TABLE bots (
        id bigint PRIMARY KEY,
        enabled boolean NOT NULL DEFAULT true,
        why text                      -- it is not
    );
"""
CHANGES = [TABLES]


async def make(connection: AsyncConnection) -> None:
    """Create them, or bring them up to date.

    Raises DatabaseTooNew where a newer node has made them, DatabaseTrouble where that cannot be.
    """
    try:
        await connection.execute("SET statement_timeout = 0")
        await connection.execute("SET lock_timeout = 0")
        async with connection.transaction():
            await connection.execute(ALONE)
            await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
            await _bring_up_to_date(connection, await _made(connection))
        await connection.execute("RESET statement_timeout")
        await connection.execute("RESET lock_timeout")
    except Error as error:
        words = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise DatabaseTrouble(f"cannot make the tables that nodes share: {words}") from error


async def _made(connection: AsyncConnection) -> dict[str, str]:
    cursor = connection.cursor(row_factory=tuple_row)
    await cursor.execute("SELECT to_regclass('made'), to_regclass('procrastinate_jobs')")
    ours, theirs = await cursor.fetchone() or (None, None)
    if ours is None:
        if theirs is not None:
            raise DatabaseTrouble(
                f"the schema {SCHEMA} has tables of procrastinate that Herald has not made: name a "
                "database of its own in DATABASE_URL"
            )
        return {}
    await cursor.execute("SELECT part, version FROM made")
    return dict(await cursor.fetchall())


async def _bring_up_to_date(connection: AsyncConnection, made: dict[str, str]) -> None:
    theirs, ours = _missing(made)
    if not made:
        await connection.execute(SchemaManager.get_schema().encode())
        theirs = []
    for name in theirs:
        script = resources.files("procrastinate.sql") / "migrations" / name
        await connection.execute(script.read_bytes())
    for change in ours:
        await connection.execute(change.encode())
    for part, stands in ((PROCRASTINATE, migrations()[-1]), (FLEET, str(len(CHANGES)))):
        await connection.execute(
            "INSERT INTO made VALUES (%s, %s) ON CONFLICT (part) DO UPDATE SET version = %s",
            (part, stands, stands),
        )


async def refuse_newer(connection: AsyncConnection) -> None:
    """Raises DatabaseTooNew where a newer node has changed them meanwhile."""
    _missing(await _made(connection))


def _missing(made: Mapping[str, str]) -> tuple[Sequence[str], Sequence[str]]:
    """What is still to be run of procrastinate's, and of ours. Raises DatabaseTooNew."""
    known, stands = len(CHANGES), int(made.get(FLEET, 0))
    if stands > known:
        raise DatabaseTooNew(f"nodes {stands}", f"nodes {known}")
    return missing(migrations(), made.get(PROCRASTINATE)), CHANGES[stands:]


def migrations() -> list[str]:
    """Names of procrastinate's scripts, in the order in which they are run."""
    folder = resources.files("procrastinate.sql") / "migrations"
    return sorted(each.name for each in folder.iterdir() if each.name.endswith(".sql"))


def missing(known: Sequence[str], stands: str | None) -> Sequence[str]:
    """Which are still to be run; raises DatabaseTooNew where one has been that is not known."""
    if stands is None:
        return known
    if stands not in known:
        raise DatabaseTooNew(f"procrastinate {stands}", f"procrastinate {known[-1]}")
    return known[known.index(stands) + 1 :]
