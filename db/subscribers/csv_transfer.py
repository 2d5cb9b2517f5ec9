"""Subscribers in and out of a CSV file, a set at a time and flat in memory.

This runs beside the bot, as a process of its own: sets are small and short, so that the bot's
writes get their turn in between, and the plain driver is used, because a million rows are many.
"""

import csv
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TextIO

from db.connection.sqlite.database import BUSY_TIMEOUT_MS
from db.errors import DatabaseTrouble
from db.knowledge.names import Name
from db.subscribers import csv_columns, csv_tags
from db.subscribers.csv_columns import FurtherColumns
from db.subscribers.csv_fields import COLUMNS, BadRow, Header, Row, exported
from db.subscribers.csv_files import BadFile, checked
from db.subscribers.csv_records import records
from db.subscribers.csv_tags import TagNames

SET = 5_000  # rows in one transaction
# Seconds left to other writers between two of them: SQLite's waiting is not fair, who waits polls.
PAUSE = 0.01

INSERT = """
    INSERT INTO subscribers
    (chat_id, kind, first_name, username, language_code, source, state, joined_at, changed_at,
    state_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9) ON CONFLICT (chat_id) DO NOTHING
"""
SELECT = """
    SELECT id, chat_id, first_name, username, coalesce(language, language_code), source, state,
    joined_at FROM subscribers WHERE id > ? ORDER BY id LIMIT ?
"""


Taken = tuple[Row, list[tuple[str, str]], list[Name]]
"""A row, and what it says of custom fields and tags."""


class Sink(Protocol):
    """Takes text."""

    def write(self, text: str, /) -> object: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """Rows of the file by what became of them."""

    new: int = 0
    known: int = 0  # already subscribed: only their custom fields are brought up to date
    bad: int = 0
    remark: str = ""  # about columns that were left alone


def import_subscribers(
    database: Path,
    file: BinaryIO,
    *,
    now: int,
    on_problem: Callable[[int, BadRow], None],
    pause: Callable[[float], None] = time.sleep,
) -> Imported:
    """Put the file's subscribers in; `on_problem` gets a line's number (from 1) and the reason.

    Raises BadFile, with nothing written, when it is no text or there is no header to go by; OSError
    when it cannot be read; DatabaseTrouble when writing fails: what was written before stays, and
    importing again goes on there.
    """
    new = taken = 0
    with checked(file) as text, closing(_open(database)) as connection:
        try:
            rows = _Rows(text, now, on_problem, TagNames.of(connection))
            fields = csv_columns.add_fields(connection, rows.further.columns, now)
            while batch := list(islice(rows, SET)):
                new += _insert(connection, batch, fields, now)
                taken += len(batch)
                pause(PAUSE)
        except sqlite3.Error as error:
            raise DatabaseTrouble(f"importing stopped: {error}") from error
        except UnicodeDecodeError as error:
            raise BadFile("it was changed while it was read: import it again") from error
    return Imported(new=new, known=taken - new, bad=rows.bad, remark=rows.further.told)


def export_subscribers(database: Path, stream: Sink) -> int:
    """Write all subscribers, oldest first; returns how many. Raises OSError, DatabaseTrouble."""
    writer = csv.writer(stream, lineterminator="\n")
    count = 0
    try:
        with closing(_open(database)) as connection:
            fields = connection.execute(csv_columns.EVERY).fetchall()
            last = csv_tags.columns(connection)
            writer.writerow((*COLUMNS, *(name for _, name in fields), *last))
            for rows in _pages(connection):
                values = _values(connection, rows[0][0], rows[-1][0], [one for one, _ in fields])
                writer.writerows(
                    exported(row[1:], values(row[0])[: len(fields) + len(last)]) for row in rows
                )
                count += len(rows)
    except sqlite3.Error as error:
        raise DatabaseTrouble(f"exporting stopped: {error}") from error
    return count


class _Rows:
    """The good rows of the file; the bad ones are counted and told."""

    def __init__(
        self,
        text: TextIO,
        now: int,
        on_problem: Callable[[int, BadRow], None],
        tags: TagNames,
    ) -> None:
        self._tags = tags
        self._records = records(text)
        self._now = now
        self._on_problem = on_problem
        self._header = self._read_header()
        self.bad = 0

    @property
    def further(self) -> FurtherColumns:
        return self._header.further

    def __iter__(self) -> Iterator[Taken]:
        return self

    def __next__(self) -> Taken:
        for record in self._records:
            bad = None if record.problem is None else BadRow(record.problem)
            if bad is None:
                try:
                    row = self._header.row(record.fields, self._now)
                    values = self._header.values(record.fields)
                    return row, values, self._header.tags(record.fields, self._tags)
                except BadRow as error:
                    bad = error
            self.bad += 1
            self._on_problem(record.line, bad)
        raise StopIteration

    def _read_header(self) -> Header:
        first = next(self._records, None)
        if first is None:
            raise BadFile("the file is empty")
        if first.problem:
            raise BadFile(f"line {first.line}: {first.problem}")
        return Header.read(first.fields)


def _insert(
    connection: sqlite3.Connection, rows: Sequence[Taken], fields: Mapping[str, int], now: int
) -> int:
    """How many of them are new; `fields`: their numbers by folded name."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        before = connection.total_changes
        connection.executemany(INSERT, [row for row, _, _ in rows])
        new = connection.total_changes - before
        said = [(fields[name], row[0], value) for row, values, _ in rows for name, value in values]
        connection.executemany(csv_columns.SAVE, said)
        csv_tags.save(connection, [(row[0], tag) for row, _, tags in rows for tag in tags], now)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    return new


def _pages(connection: sqlite3.Connection) -> Iterator[list[tuple[Any, ...]]]:
    """By keyset, each page a read of its own: a long one would keep the write-ahead log growing."""
    last = 0
    while rows := connection.execute(SELECT, (last, SET)).fetchall():
        last = rows[-1][0]
        yield rows


def _values(
    connection: sqlite3.Connection, first: int, last: int, fields: Sequence[int]
) -> Callable[[int], list[str | None]]:
    """Gives a subscriber's values, in the order of the fields, and the tags behind them."""
    known = {
        (number, field): value
        for number, field, value in connection.execute(csv_columns.OF_SOME, (first, last))
    }
    tags = csv_tags.of_some(connection, first, last)
    return lambda number: [
        *(known.get((number, field)) for field in fields),
        tags.get(number),
    ]


def _open(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(database, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection
