"""A run's recipients as CSV files, gzipped and small enough to be sent: a process of its own.

Asked by broadcast/doors/reporting/exports.py. Pages by keyset: a million rows pass through a few
megabytes, and none of these reads is long enough to keep SQLite's write-ahead log growing. Columns
bear names that spreadsheets and pandas take as they are; each file begins with a byte order mark,
without which Excel breaks every name that is not in Latin letters.
"""

import csv
import gzip
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import BigInteger, Connection, Select, bindparam, func, select

from db.connection.opening import open_beside, parse_url
from db.schema.certainty import doubts
from db.schema.ledger import deliveries, runs
from db.schema.reasons import own_reason
from db.schema.states import DeliveryState, SkipReason
from db.schema.subscribers import subscribers
from db.subscribers.csv_formulas import guarded
from runtime.child_task import answer

COLUMNS = (
    "chat_id",
    "first_name",
    "username",
    "language",
    "source",
    "state",
    "reason",  # a code: of SkipReason, of OwnReason, or REFUSED
    "telegram_said",  # its own words
    "variant",
    "version",  # a letter where several were tried; of who waits for the better one there is none
    "messages_received",
    "last_message_id",
    "verdict",  # where an answer was lost: sent, not_sent, unknown, or open while it is looked into
    "verdict_reason",  # a code, of broadcast/certainty/doubts.py or db/certainty/doubts.py
    "verdict_at",
)
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
REFUSED = "refused"
PAGE = 1_000  # recipients
LEVEL = 6  # of compression: more costs twice the time for a twentieth of the size
PRIVATE = 0o600
MEGABYTES, CPU_SECONDS = 1_024, 600  # limits of the process; a million take about ten seconds

_D, _S = deliveries.c, subscribers.c
_OF_RUN = (
    select(deliveries)
    .where(_D.run_id == bindparam("run"), _D.subscriber_id > bindparam("last"))
    .order_by(_D.subscriber_id)
    .limit(bindparam("most", type_=BigInteger))
)

REASON, VARIANT = 7, 8  # their places in a row of the ledger

_LOST = doubts.c
_VERDICTS = (
    select(_LOST.subscriber_id, _LOST.found, _LOST.reason, _LOST.found_at)
    .where(
        _LOST.run_id == bindparam("run"),
        _LOST.subscriber_id > bindparam("last"),
        _LOST.subscriber_id <= bindparam("upto"),
    )
    .order_by(_LOST.subscriber_id, _LOST.step)
)
OPEN = "open"
NO_VERDICT = (None, None, None)

Row = tuple[Any, ...]


def export(task: dict[str, Any]) -> bytes:
    """The files' names and how many recipients are in them, as JSON. `state`: None for all."""
    pages = _pages(task["database"], task["run_id"], task["state"])
    names, count = write_parts(Path(task["folder"]), pages, most=task["most"])
    return json.dumps({"names": names, "count": count}).encode()


def write_parts(folder: Path, pages: Iterator[list[Row]], *, most: int) -> tuple[list[str], int]:
    """A file is closed when it has so many bytes; there is one even where there are no rows."""
    names: list[str] = []
    count, page = 0, next(pages, None)
    while page is not None or not names:
        names.append(f"{len(names) + 1}.csv.gz")
        with _part(folder / names[-1]) as (raw, text):
            writer = csv.writer(text)
            writer.writerow(COLUMNS)
            while page is not None and raw.tell() < most:
                writer.writerows(map(exported, page))
                text.flush()
                count += len(page)
                page = next(pages, None)
    return names, count


def exported(row: Row) -> Row:
    """A recipient in the order of COLUMNS; of an erased one there is neither a chat nor a name."""
    *who, code, reason, variant, step, message, version, found, found_why, found_at = row
    chat_id, first_name, username, language, source = who
    state = DeliveryState(code)
    why, words = _why(state, reason)
    received = step + (state is DeliveryState.SENT)
    texts = map(guarded, (first_name, username, language, source, state.name.lower(), why, words))
    verdict = None if found is None else found.replace(" ", "_")
    moment = None if found_at is None else datetime.fromtimestamp(found_at, UTC).strftime(MOMENT)
    return (chat_id, *texts, variant, version, received, message, verdict, found_why, moment)


def _why(state: DeliveryState, reason: str | None) -> tuple[str | None, str | None]:
    """A code, and Telegram's own words where it is them. Who waits keeps an earlier refusal."""
    if not reason or state is DeliveryState.SENT:
        return None, None
    if state is DeliveryState.SKIPPED and reason in tuple(SkipReason):
        return reason, None
    own = own_reason(reason)
    return (REFUSED, reason) if own is None else (own, None)


@contextmanager
def _part(path: Path) -> Iterator[tuple[IO[bytes], IO[str]]]:
    """The file itself, and what is written into it."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE)
    with (
        os.fdopen(number, "wb") as raw,
        gzip.GzipFile(path.stem, "wb", LEVEL, raw, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8-sig", newline="") as text,
    ):
        yield raw, text


def _page(state: int | None) -> Select[Any]:
    """Names are looked up for the rows of this page: PostgreSQL may join the whole run first."""
    page = (_OF_RUN if state is None else _OF_RUN.where(_D.state == state)).subquery()
    return (
        select(
            page.c.subscriber_id,
            _S.chat_id,
            _S.first_name,
            _S.username,
            func.coalesce(_S.language, _S.language_code),
            _S.source,
            page.c.state,
            page.c.reason,
            page.c.variant,
            page.c.step,
            page.c.message_id,
        )
        .outerjoin_from(page, subscribers, _S.id == page.c.subscriber_id)
        .order_by(page.c.subscriber_id)
    )


def _pages(database: str, run_id: int, state: int | None) -> Iterator[list[Row]]:
    query = _page(state)
    with closing(open_beside(parse_url(database))) as beside, beside.read() as connection:
        content = connection.scalar(select(runs.c.content).where(runs.c.id == run_id))
        letters = _letters(content or "")
        values = {"run": run_id, "last": 0, "most": PAGE}
        while rows := connection.execute(query, values).all():
            verdicts = _verdicts(connection, values | {"upto": rows[-1][0]})
            values["last"] = rows[-1][0]
            yield [
                (*row[1:], _version(row, letters), *verdicts.get(row[0], NO_VERDICT))
                for row in rows
            ]


def _verdicts(connection: Connection, page: Mapping[str, int]) -> dict[int, Row]:
    """By subscriber; of several messages to one the last that was in doubt."""
    given = {name: page[name] for name in ("run", "last", "upto")}
    rows = connection.execute(_VERDICTS, given)
    return {number: (found or OPEN, reason, at) for number, found, reason, at in rows}


def _letters(content: str) -> list[str]:
    """By variant, that of its version; none where there is one version."""
    variants = json.loads(content or "{}").get("variants", ())
    versions = [0, *(one.get("version", 0) for one in variants)]
    return [chr(ord("A") + one) for one in versions] if any(versions) else []


def _version(row: Row, letters: list[str]) -> str:
    variant, held = row[VARIANT], row[REASON] == SkipReason.HELD
    return "" if held or variant >= len(letters) else letters[variant]


if __name__ == "__main__":
    answer(export, megabytes=MEGABYTES, seconds=CPU_SECONDS)
