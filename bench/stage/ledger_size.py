"""A database as years of broadcasts leave it: subscribers by the million, ledger rows by ten.

python -m bench.stage.ledger_size FILE SUBSCRIBERS RUNS
"""

import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from bench.stage.audience import FIRST_PERSON

DAY = 86_400  # seconds
WEEK = 7 * DAY

# Nine of ten got it, as in life; codes and reasons as in db/schema/states.py and botapi/outcome.py.
_PEOPLE = """
WITH RECURSIVE people(number) AS (
    SELECT 0 UNION ALL SELECT number + 1 FROM people WHERE number + 1 < :count
)
INSERT OR IGNORE INTO subscribers (chat_id, first_name, language_code, state, joined_at, changed_at)
SELECT :first + number, 'Person ' || number,
    CASE number % 7 WHEN 0 THEN 'ru' WHEN 1 THEN 'pt-br' ELSE 'en' END,
    CASE number % 20 WHEN 0 THEN 'blocked' WHEN 1 THEN 'unsubscribed' ELSE 'active' END,
    :now, :now FROM people
"""
_BROADCAST = """
INSERT INTO broadcasts (stage, title, content, created_by, created_at)
VALUES ('launched', 'Issue ' || :issue,
    '{"message":[{"method":"sendMessage","params":{"text":"News"}}],"buttons":[],"options":{}}',
    1, :moment)
"""
_RUN = """
INSERT INTO runs (broadcast_id, content, state, launched_by, launched_at, finished_at,
    audience_upto, frozen_upto, frozen, total)
SELECT :broadcast, (SELECT content FROM broadcasts WHERE id = :broadcast), 'finished', 1,
    :moment, :moment + 3600, max(id), max(id), 1, 0
FROM subscribers
"""
_LEDGER = """
INSERT INTO deliveries (run_id, subscriber_id, state, message_id, reason, trouble)
SELECT :run, id,
    CASE WHEN id % 20 = 0 THEN 3 WHEN id % 50 = 1 THEN 7 WHEN id % 1000 = 3 THEN 5
        WHEN id % 10000 = 7 THEN 6 ELSE 2 END,
    CASE WHEN id % 20 = 0 OR id % 50 = 1 OR id % 1000 = 3 OR id % 10000 = 7 THEN NULL
        ELSE :run * 2000000 + id END,
    CASE WHEN id % 20 = 0 THEN 'Forbidden: bot was blocked by the user' WHEN id % 50 = 1 THEN 'left'
        WHEN id % 1000 = 3 THEN 'Bad Request: not enough rights to send text messages to the chat'
        WHEN id % 10000 = 7 THEN 'ServerDisconnectedError: Server disconnected' END,
    CASE WHEN id % 20 = 0 OR id % 50 = 1 THEN NULL WHEN id % 1000 = 3 THEN 5
        WHEN id % 10000 = 7 THEN 6 END
FROM subscribers ORDER BY id
"""
_COUNTERS = """
UPDATE runs SET (total, sent, blocked, skipped, failed, uncertain) = (
    SELECT count(*), sum(state = 2), sum(state = 3), sum(state = 7), sum(state = 5), sum(state = 6)
    FROM deliveries WHERE run_id = :run
) WHERE id = :run
"""


def fill(database_file: Path, subscribers: int = 1_000_000, runs: int = 10) -> None:
    """Into a migrated file: that many people, and finished broadcasts to all of them, a week apart.

    People who are there already stay, and get the broadcasts too. Nobody else may have it open.
    """
    now = int(time.time())
    with closing(sqlite3.connect(database_file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # it is made up: nothing is lost with it
        people = {"count": subscribers, "first": FIRST_PERSON, "now": now - (runs + 1) * WEEK}
        connection.execute(_PEOPLE, people)
        for issue in range(runs):
            _broadcast(connection, issue, moment=now - (runs - issue) * WEEK)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _broadcast(connection: sqlite3.Connection, issue: int, *, moment: int) -> None:
    connection.execute("BEGIN")
    made = {"issue": issue + 1, "moment": moment}
    made["broadcast"] = connection.execute(_BROADCAST, made).lastrowid or 0
    run = {"run": connection.execute(_RUN, made).lastrowid or 0}
    connection.execute(_LEDGER, run)
    connection.execute(_COUNTERS, run)
    connection.execute("COMMIT")


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
