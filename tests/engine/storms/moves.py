"""Every move of every row, written down by the database itself and held against the model's tables.

What a test sees by looking now and then could have been anything in between.
"""

from sqlalchemy import text

from db.connection.database import Database
from db.schema.states import BROADCAST_MOVES, DELIVERY_MOVES, BroadcastState, DeliveryState

# OLD and NEW are a trigger's words: no column may have these names.
TABLE = (
    "CREATE TABLE moves"
    " (what TEXT, was TEXT, became TEXT, times INT, PRIMARY KEY (what, was, became))"
)
NOTE = "INSERT INTO moves VALUES ('{what}', OLD.state, NEW.state, 1) ON CONFLICT {once}"
WATCHED = (("delivery", "deliveries", ""), ("run", "runs", " WHEN (OLD.state <> NEW.state)"))


def _triggers(dialect: str) -> list[str]:
    return [made for watched in WATCHED for made in MAKE[dialect](*watched)]


def _of_sqlite(what: str, table: str, when: str) -> list[str]:
    note = NOTE.format(what=what, once="DO UPDATE SET times = times + 1")
    begin = f"CREATE TRIGGER moved_{table} AFTER UPDATE OF state ON {table}{when}"
    return [f"{begin} BEGIN {note}; END"]


def _of_postgresql(what: str, table: str, when: str) -> list[str]:
    note = NOTE.format(what=what, once="(what, was, became) DO UPDATE SET times = moves.times + 1")
    function = f"CREATE FUNCTION note_{what}() RETURNS trigger LANGUAGE plpgsql"
    begin = f"CREATE TRIGGER moved_{table} AFTER UPDATE OF state ON {table} FOR EACH ROW{when}"
    return [
        f"{function} AS $$ BEGIN {note}; RETURN NULL; END $$",
        f"{begin} EXECUTE FUNCTION note_{what}()",
    ]


MAKE = {"sqlite": _of_sqlite, "postgresql": _of_postgresql}


async def watch_moves(database: Database) -> None:
    """From now on, whoever writes."""
    async with database.write() as connection:
        for statement in (TABLE, *_triggers(database.dialect)):
            await connection.exec_driver_sql(statement)


async def expect_legal_moves(database: Database, *, found_out: bool) -> None:
    """`found_out`: it was looked into what became of lost answers."""
    async with database.read() as connection:
        moves = (await connection.execute(text("SELECT what, was, became FROM moves"))).all()
    for what, old, new in moves:
        if what == "run":
            assert BroadcastState(new) in BROADCAST_MOVES[BroadcastState(old)], (old, new)
        else:
            before, after = DeliveryState(int(old)), DeliveryState(int(new))
            assert after in DELIVERY_MOVES[before], (before.name, after.name)
            # Who is uncertain, or was sent to, stays so: nobody chose to send again by guess.
            assert found_out or before is not DeliveryState.UNCERTAIN, after.name
