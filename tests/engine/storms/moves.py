"""Every move of every row, written down by the database itself and held against the model's tables.

What a test sees by looking now and then could have been anything in between.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from db.schema.states import BROADCAST_MOVES, DELIVERY_MOVES, BroadcastState, DeliveryState

TRIGGERS = """
CREATE TABLE moves (what TEXT, old TEXT, new TEXT, times INT, PRIMARY KEY (what, old, new));
CREATE TRIGGER moved_deliveries AFTER UPDATE OF state ON deliveries BEGIN
    INSERT INTO moves VALUES ('delivery', OLD.state, NEW.state, 1)
        ON CONFLICT DO UPDATE SET times = times + 1;
END;
CREATE TRIGGER moved_runs AFTER UPDATE OF state ON runs WHEN OLD.state != NEW.state BEGIN
    INSERT INTO moves VALUES ('run', OLD.state, NEW.state, 1)
        ON CONFLICT DO UPDATE SET times = times + 1;
END;
"""


def watch_moves(file: Path) -> None:
    """From now on, whoever writes."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(TRIGGERS)


def expect_legal_moves(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        moves = connection.execute("SELECT what, old, new FROM moves").fetchall()
    for what, old, new in moves:
        if what == "run":
            assert BroadcastState(new) in BROADCAST_MOVES[BroadcastState(old)], (old, new)
        else:
            before, after = DeliveryState(int(old)), DeliveryState(int(new))
            assert after in DELIVERY_MOVES[before], (before.name, after.name)
            # Who is uncertain, or was sent to, stays so: nobody chose to send again by guess.
            assert before is not DeliveryState.UNCERTAIN, after.name
