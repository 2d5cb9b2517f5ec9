"""Subscribers in and out of a CSV file, a set at a time and flat in memory.

This runs beside the bot, as a process of its own: sets are small and short, so that the bot's
writes get their turn in between.
"""

import csv
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, Protocol, TextIO

from sqlalchemy import BigInteger, Connection, Row, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import URL

from db.connection.opening import open_beside
from db.dialect import lists
from db.dialect.row_inserts import insert_rows
from db.errors import DatabaseTrouble
from db.knowledge.names import Name
from db.schema.subscribers import subscribers
from db.subscribers import csv_columns, csv_tags, csv_values
from db.subscribers.csv_columns import FurtherColumns
from db.subscribers.csv_fields import COLUMNS, BadRow, Header, exported
from db.subscribers.csv_fields import Row as TableRow
from db.subscribers.csv_files import BadFile, checked
from db.subscribers.csv_records import records
from db.subscribers.csv_tags import TagNames

SET = 5_000  # rows in one transaction
# Seconds left to other writers between two of them: SQLite's waiting is not fair, who waits polls.
PAUSE = 0.01

Taken = tuple[TableRow, list[tuple[str, str]], list[Name]]
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
    database: URL,
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
    with checked(file) as text, closing(open_beside(database)) as beside:
        try:
            with beside.read() as connection:
                names = TagNames.of(connection)
            rows = _Rows(text, now, on_problem, names)
            with beside.write() as connection:
                fields = csv_columns.add_fields(connection, rows.further.columns, now)
            while batch := list(islice(rows, SET)):
                with beside.write() as connection:
                    new += _insert(connection, batch, fields, now)
                taken += len(batch)
                pause(PAUSE)
        except DatabaseTrouble as trouble:
            raise DatabaseTrouble(f"importing stopped: {trouble}", trouble.fault) from trouble
        except UnicodeDecodeError as error:
            raise BadFile("it was changed while it was read: import it again") from error
    return Imported(new=new, known=taken - new, bad=rows.bad, remark=rows.further.told)


def export_subscribers(database: URL, stream: Sink) -> int:
    """Write all subscribers, oldest first; returns how many. Raises OSError, DatabaseTrouble."""
    writer = csv.writer(stream, lineterminator="\n")
    count = 0
    try:
        with closing(open_beside(database)) as beside, beside.read() as connection:
            fields = csv_values.every_field(connection)
            last = csv_tags.columns(connection)
            writer.writerow((*COLUMNS, *(name for _, name in fields), *last))
            for rows in _pages(connection):
                values = _values(connection, rows[0][0], rows[-1][0], [one for one, _ in fields])
                writer.writerows(
                    exported(row[1:], values(row[0])[: len(fields) + len(last)]) for row in rows
                )
                count += len(rows)
    except DatabaseTrouble as trouble:
        raise DatabaseTrouble(f"exporting stopped: {trouble}", trouble.fault) from trouble
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
    connection: Connection, rows: Sequence[Taken], fields: Mapping[str, int], now: int
) -> int:
    """How many of them are new; `fields`: their numbers by folded name."""
    known = _numbers(connection, (row[0] for row, _, _ in rows))
    new: dict[int, tuple[Any, ...]] = {}
    for row, _, _ in rows:
        if row[0] not in known:
            new.setdefault(row[0], (*row, row[-1]))
    insert_rows(connection, insert(subscribers), _WRITTEN, new.values())
    if any(values or tags for _, values, tags in rows):
        known |= _numbers(connection, new)
        said = {(fields[n], known[row[0]]): value for row, values, _ in rows for n, value in values}
        csv_values.save(connection, said, now)
        tagged = [(known[row[0]], tag) for row, _, tags in rows for tag in tags]
        csv_tags.save(connection, tagged, now)
    return len(new)


def _numbers(connection: Connection, chat_ids: Iterable[int]) -> dict[int, int]:
    """Of whoever is known, by chat."""
    rows = connection.execute(_KNOWN, {"asked": list(chat_ids)})
    return {int(chat_id): int(number) for chat_id, number in rows}


def _pages(connection: Connection) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    """By keyset, each page a read of its own: a long one would keep the write-ahead log growing."""
    last = 0
    while rows := connection.execute(_PAGE, {"last": last, "most": SET}).all():
        last = rows[-1][0]
        yield rows


def _values(
    connection: Connection, first: int, last: int, fields: Sequence[int]
) -> Callable[[int], list[str | None]]:
    """Gives a subscriber's values, in the order of the fields, and the tags behind them."""
    known = csv_values.of_some(connection, first, last) if fields else {}
    tags = csv_tags.of_some(connection, first, last)
    return lambda number: [
        *(known.get((number, field)) for field in fields),
        tags.get(number),
    ]


_s = subscribers.c
_WRITTEN = (
    *("chat_id", "kind", "first_name", "username", "language_code", "source", "state"),
    *("joined_at", "changed_at", "state_at"),
)
_ASKED = lists.numbers("asked")
_KNOWN = (
    select(_s.chat_id, _s.id).select_from(_ASKED).join(subscribers, _s.chat_id == _ASKED.c.value)
)
_PAGE = (
    select(
        _s.id,
        _s.chat_id,
        _s.first_name,
        _s.username,
        func.coalesce(_s.language, _s.language_code),
        _s.source,
        _s.state,
        _s.joined_at,
    )
    .where(_s.id > bindparam("last", type_=BigInteger))
    .order_by(_s.id)
    .limit(bindparam("most", type_=BigInteger))
)
