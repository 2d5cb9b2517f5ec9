"""The file of recipients: safe, in parts, and written in little memory."""

import csv
import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text, update
from sqlalchemy.engine import URL

from db.connection.opening import open_beside
from db.reports.recipients_csv import (
    COLUMNS,
    NO_VERDICT,
    PAGE,
    Row,
    export,
    exported,
    write_parts,
)
from db.schema.ledger import deliveries
from db.schema.reasons import OwnReason
from db.schema.states import DeliveryState, SkipReason

MANY = 200_000
NUMBERS = f"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < {MANY})"
FILLING = (
    """
    INSERT INTO broadcasts (id, title, content, created_by, created_at) VALUES (1, '', '{}', 1, 1)
    """,
    f"""
    INSERT INTO runs (id, broadcast_id, launched_by, launched_at, audience_upto, total)
    VALUES (1, 1, 1, 1, {MANY}, {MANY})
    """,
    f"""
    {NUMBERS} INSERT INTO subscribers (id, chat_id, first_name, joined_at, changed_at)
    SELECT x, x + 1000, 'Имя ' || x, 1, 1 FROM n WHERE x % 100 <> 0
    """,
    f"""
    {NUMBERS} INSERT INTO deliveries (run_id, subscriber_id, state, message_id)
    SELECT 1, x, CASE WHEN x % 10 <> 0 THEN 2 ELSE 3 END, x FROM n
    """,
)
_D = DeliveryState


def row(
    state: DeliveryState = _D.SENT,
    *,
    chat_id: int | None = 5,
    name: str | None = "Ann",
    reason: str | None = None,
    step: int = 0,
) -> Row:
    return (chat_id, name, "ann", "en", "ad", int(state), reason, 0, step, 77, "", *NO_VERDICT)


def read(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def written(folder: Path, pages: Sequence[list[Row]], most: int = 10**6) -> list[Path]:
    names, count = write_parts(folder, iter(pages), most=most)
    assert count == sum(map(len, pages))
    return [folder / name for name in names]


@pytest.fixture
def ledger(migrated_url: URL) -> URL:
    """A run of many, every hundredth of them erased."""
    with closing(open_beside(migrated_url)) as beside, beside.write() as connection:
        for statement in FILLING:
            connection.execute(text(statement))
        connection.execute(text("ANALYZE"))  # as PostgreSQL does by itself, except in tests
    return migrated_url


def test_the_columns_have_names_that_a_program_takes() -> None:
    assert all(name.isidentifier() and name.islower() for name in COLUMNS)
    assert len(set(COLUMNS)) == len(COLUMNS) == len(exported(row()))


@pytest.mark.parametrize(
    ("state", "reason", "code", "words"),
    [
        (_D.SENT, "an earlier refusal", "", ""),
        (_D.SKIPPED, SkipReason.LEFT, "left", ""),
        (_D.UNCERTAIN, OwnReason.NO_ANSWER, "no-answer", ""),
        (_D.UNCERTAIN, "no answer in time", "no-answer", ""),  # of an earlier version
        (_D.FAILED, "Bad Request: no rights", "refused", "Bad Request: no rights"),
        (_D.BLOCKED, None, "", ""),
    ],
)
def test_a_reason_is_a_code_and_telegrams_words_stand_apart(
    tmp_path: Path, state: DeliveryState, reason: str | None, code: str, words: str
) -> None:
    [path] = written(tmp_path, [[row(state, reason=reason)]])
    [person] = read(path)
    assert person["state"] == state.name.lower()
    assert (person["reason"], person["telegram_said"]) == (code, words)


def test_how_many_messages_somebody_has_for_certain(tmp_path: Path) -> None:
    rows = [row(_D.SENT, step=2), row(_D.FAILED, step=2), row(_D.UNCERTAIN), row(_D.PENDING)]
    [path] = written(tmp_path, [rows])
    assert [person["messages_received"] for person in read(path)] == ["3", "2", "0", "0"]


def test_an_erased_person_has_no_name_and_no_chat(tmp_path: Path) -> None:
    erased: Row = (None, None, None, None, None, int(_D.SENT), None, 0, 0, 77, "", *NO_VERDICT)
    [path] = written(tmp_path, [[erased]])
    [person] = read(path)
    assert {name for name, value in person.items() if value} == {
        "state",
        "variant",
        "messages_received",
        "last_message_id",
    }


def test_what_was_found_about_a_lost_answer_stands_beside_it(ledger: URL, tmp_path: Path) -> None:
    """Of several messages to one the last, and whoever is still looked into."""
    found = "INSERT INTO doubts (run_id, subscriber_id, step, low, since, found, reason, found_at)"
    with closing(open_beside(ledger)) as beside, beside.write() as connection:
        for values in (
            "(1, 7, 0, 5, 1, 'sent', 'alone', 86400)",
            "(1, 7, 1, 9, 1, 'not sent', 'no_number_missing', 86460)",
            f"(1, {PAGE + 5}, 0, 5, 1, NULL, NULL, NULL)",
            "(1, 8, 0, 5, 1, 'unknown', 'crossed', 86401)",
        ):
            connection.execute(text(f"{found} VALUES {values}"))
    url = ledger.render_as_string(hide_password=False)
    folder = tmp_path / "files"
    folder.mkdir()
    export({"database": url, "run_id": 1, "state": None, "folder": str(folder), "most": 10**9})
    names = ("verdict", "verdict_reason", "verdict_at")
    [path] = folder.iterdir()
    told = {
        int(person["chat_id"]) - 1_000: [person[name] for name in names]
        for person in read(path)
        if person["verdict"]
    }
    assert told == {
        7: ["not_sent", "no_number_missing", "1970-01-02T00:01:00Z"],
        8: ["unknown", "crossed", "1970-01-02T00:00:01Z"],
        PAGE + 5: ["open", "", ""],
    }


@given(name=st.text(st.characters(exclude_categories=["Cs"])), words=st.text("=+-@'\t\r\n a"))
def test_no_cell_is_a_formula_and_none_ends_its_row(name: str, words: str) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerow(exported(row(_D.FAILED, name=name, reason=words)))
    [cells] = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    assert len(cells) == len(COLUMNS)
    assert not any(cell[:1] in set("=+-@\t\r") for cell in cells if cell)


def test_parts_are_whole_files_of_their_own_and_nobody_is_between_them(tmp_path: Path) -> None:
    pages = [[row(chat_id=10 * page + one) for one in range(10)] for page in range(30)]
    parts = written(tmp_path, pages, most=150)
    assert len(parts) > 2
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in parts)
    people = [int(person["chat_id"]) for path in parts for person in read(path)]
    assert people == list(range(300))


def test_a_file_of_nobody_has_its_header(tmp_path: Path) -> None:
    [path] = written(tmp_path, [])
    with gzip.open(path, "rb") as file:
        assert file.read() == b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n"


def task(ledger: URL, folder: Path, state: DeliveryState | None) -> dict[str, Any]:
    return {
        "database": ledger.render_as_string(hide_password=False),
        "run_id": 1,
        "state": None if state is None else int(state),
        "folder": str(folder),
        "most": 10**9,
    }


def test_one_outcome_alone(ledger: URL, tmp_path: Path) -> None:
    answer = json.loads(export(task(ledger, tmp_path, _D.BLOCKED)))
    assert answer == {"names": ["1.csv.gz"], "count": MANY // 10}
    people = read(tmp_path / "1.csv.gz")
    assert {person["state"] for person in people} == {"blocked"}
    assert people[0]["first_name"] == "Имя 10"


def test_a_large_run_passes_through_little_memory(tmp_path: Path) -> None:
    """Whatever its length: a page is all that is held, beside the compressor's own quarter MB."""

    def pages(count: int) -> Iterator[list[Row]]:
        for number in range(count):
            yield [row(chat_id=number * PAGE + one) for one in range(PAGE)]

    peaks = []
    for count in (2, 30):
        folder = tmp_path / str(count)
        folder.mkdir()
        tracemalloc.start()
        write_parts(folder, pages(count), most=10**9)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


def test_everybody_of_a_large_run_is_in_it_once(ledger: URL, tmp_path: Path) -> None:
    answer = json.loads(export(task(ledger, tmp_path, None)))
    assert answer["count"] == MANY
    with gzip.open(tmp_path / "1.csv.gz", "rt", encoding="utf-8-sig", newline="") as lines:
        numbers = [int(person["last_message_id"]) for person in csv.DictReader(lines)]
    assert numbers == list(range(1, MANY + 1))


def test_of_several_versions_each_row_says_which_one(ledger: URL, tmp_path: Path) -> None:
    content = '{"variants": [{"language": "de"}, {"version": 1}, {"language": "de", "version": 1}]}'
    with closing(open_beside(ledger)) as beside, beside.write() as connection:
        connection.exec_driver_sql("UPDATE runs SET content = ?", (content,))
        connection.execute(update(deliveries).values(variant=deliveries.c.subscriber_id % 4))
        connection.execute(
            update(deliveries)
            .where(deliveries.c.subscriber_id > 4)
            .values(state=_D.SKIPPED, reason=SkipReason.HELD)
        )
    answer = json.loads(export({**task(ledger, tmp_path, None), "most": 10**6}))
    people = [person for name in answer["names"] for person in read(tmp_path / name)]
    assert [one["version"] for one in people[:4]] == ["A", "B", "B", "A"]
    assert {one["version"] for one in people[4:]} == {""}
