"""Subscribers from and to CSV files."""

import csv
import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import URL

from bot.commands.subscribers import run_export, run_import
from db.connection.database import Database
from db.errors import DatabaseTrouble, StorageFault
from db.subscribers.csv_fields import COLUMNS
from db.subscribers.csv_files import CHUNK, BadFile, checked
from db.subscribers.csv_moments import EARLIEST, _readings
from db.subscribers.csv_records import LONGEST_LINE, records
from db.subscribers.csv_transfer import SET, Imported, export_subscribers, import_subscribers
from db.subscribers.store import Subscribers
from tests.connections import written_beside

NOW = 1_720_000_000
HEADER = ",".join(COLUMNS)
Problems = list[tuple[int, str]]


def _import(migrated_url: URL, text: str | bytes) -> tuple[Imported, Problems]:
    problems: Problems = []
    raw = text.encode() if isinstance(text, str) else text
    result = import_subscribers(
        migrated_url,
        io.BytesIO(raw),
        now=NOW,
        on_problem=lambda line, bad: problems.append((line, str(bad))),
        pause=lambda _seconds: None,
    )
    return result, problems


def _export(migrated_url: URL, out: Path) -> int:
    with out.open("w", encoding="utf-8", newline="") as stream:
        return export_subscribers(migrated_url, stream)


def _rows(migrated_url: URL) -> list[tuple[object, ...]]:
    with written_beside(migrated_url) as connection:
        found = connection.exec_driver_sql(
            "SELECT chat_id, kind, first_name, username, language_code, source, state, joined_at "
            "FROM subscribers ORDER BY id"
        )
        return [tuple(row) for row in found]


def test_everything_a_row_may_hold(migrated_url: URL) -> None:
    result, problems = _import(
        migrated_url,
        f"{HEADER}\n"
        '5,"Ann, ""the"" fifth",@ann,PT_br,spring,blocked,2024-05-01T12:00:00Z\n'
        "6,,,,,,\n"
        "-77,Choir,,,,unsubscribed,1700000000\n"
        "-1001234567890,Big choir,choir,,,ACTIVE,2024-05-01T14:00:00+02:00\n",
    )
    assert (result, problems) == (Imported(new=4), [])
    assert _rows(migrated_url) == [
        (5, "private", 'Ann, "the" fifth', "ann", "pt-br", "spring", "blocked", 1_714_564_800),
        (6, "private", "", None, None, None, "active", NOW),
        (-77, "group", "Choir", None, None, None, "unsubscribed", 1_700_000_000),
        (-1001234567890, "supergroup", "Big choir", "choir", None, None, "active", 1_714_564_800),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "chat_id\n5\n6\n",
        "\ufeffchat_id\r\n5\r\n6\r\n",
        "chat_id\n\n5\n   \n6",
        "note, Chat_ID ,state\nhi,5,active\nho,6\n",
        "state;chat_id\nactive;5\n;6\n",
        "chat_id\tstate\n5\tactive\n6\t\n",
        'chat_id,state\n"5","active"\n6,active,,\n',
        "\nstate;chat_id\nactive;5\n;6\n",
        "\ufeff\r\n  \r\nstate\tchat_id\r\nactive\t5\r\n\t6\r\n",
        "sep=;\nnote, or not;chat_id\n,;5\n,;6\n",
        '\ufeff"SEP=,"\r\n\r\nchat_id\r\n5\r\n6\r\n',
        "\nsep=\t\nchat_id\ta,b,c\n5\t\n6\t\n",
        "chat_id,state\r5,active\r\r6,\r",
        "\ufeffsep=;\rchat_id;state\r5;\r6;",
    ],
)
def test_forms_of_the_file(migrated_url: URL, text: str) -> None:
    result, problems = _import(migrated_url, text)
    assert (replace(result, remark=""), problems) == (Imported(new=2), [])
    assert [row[0] for row in _rows(migrated_url)] == [5, 6]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",,,,,,", "chat_id is empty"),
        ("five,,,,,,", "chat_id is not a number: 'five'"),
        ("1_0,,,,,,", "chat_id is not a number: '1_0'"),
        ("٥,,,,,,", "chat_id is not a number: '٥'"),
        ("0,,,,,,", "chat_id is zero"),
        ("4503599627370496,,,,,,", "chat_id is too large: 4503599627370496"),
        (f"5,{'x' * 257},,,,,", "first_name is longer than 256 characters"),
        ("5,,not a name,,,,", "username is none of Telegram's: 'not a name'"),
        ("5,,,english,,,", "language is not a code like en or pt-br: 'english'"),
        (f"5,,,,{'x' * 65},,", "source is longer than 64 characters"),
        ("5,,,,,asleep,", "unknown state: 'asleep'"),
        ("5,,,,,,yesterday", "joined_at is neither ISO 8601 nor Unix seconds: 'yesterday'"),
        ("5,,,,,,2024-13-01", "joined_at is neither ISO 8601 nor Unix seconds: '2024-13-01'"),
        ("5,,,,,,2999-01-01", "joined_at is in the future: '2999-01-01'"),
        ("5,,,,,,1969-12-31", "joined_at is before 1970: '1969-12-31'"),
        ("5,,,,,,0001-01-01T00:00:00+14:00", "joined_at is before 1970"),
        ("5,,,,,,0", "joined_at is a number that fits no date: '0'"),
        ("5,,,,,,-1714564800", "joined_at is neither ISO 8601 nor Unix seconds: '-1714564800'"),
        ("5,,,,,,20241301", "joined_at is a number that fits no date: '20241301'"),
        ("5,,,,,,99999", "joined_at is a number that fits no date: '99999'"),
        ("5,,,,,,4102444800", "joined_at is a number that fits no date: '4102444800'"),
        ("5,,,,,,4102444800000", "joined_at is a number that fits no date"),
        ("5,,,,,,1.71E+09", "joined_at was rounded by a spreadsheet: '1.71E+09'"),
        ("1.23457E+09", "chat_id was rounded by a spreadsheet, its last digits are lost: 1.2345"),
        ("5.5", "chat_id is not a number: '5.5'"),
        ("5,,,,,,,surplus", "more fields than the 7 of the header: 8"),
        (f"5,{'x' * LONGEST_LINE}", f"longer than {LONGEST_LINE} characters"),
        ('5,"never closed', "the quotes do not match"),
        ('5,"Ann" or so', "the quotes do not match"),
    ],
)
def test_a_bad_row_is_told_and_the_rest_goes_in(migrated_url: URL, line: str, reason: str) -> None:
    result, problems = _import(migrated_url, f"{HEADER}\n1\n{line}\n2\n3,Bob\n")
    assert result == Imported(new=3, bad=1)
    assert [number for number, _ in problems] == [3]
    assert problems[0][1].startswith(reason)
    assert [row[0] for row in _rows(migrated_url)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("chat_id,first_name\n5,Ann\n6,Анна\n".encode("cp1251"), 3),
        ("chat_id,first_name\r5,Ann\r6,Анна\r".encode("cp1251"), 3),
        ("chat_id\tfirst_name\r\n5\tAnn\r\n".encode("utf-16"), 1),
        ("chat_id,first_name\n5,Ann\n".encode("utf-16-le"), 1),
        ("chat_id,first_name\n5,Ann\n".encode("utf-32"), 1),
        (b"chat_id,first_name\n5,Ann\n6,cut off \xd0", 3),
        (b"chat_id\n" + b"5\n" * (2 * SET) + b"x\xff\n7\n", 2 * SET + 2),
        (b"chat_id\n5,%b\xd0\n" % ("\u042f".encode() * CHUNK), 2),
        (bytes(3 * CHUNK), 1),
    ],
)
def test_a_file_in_another_encoding_went_in_with_broken_names(
    migrated_url: URL, raw: bytes, line: int
) -> None:
    with pytest.raises(BadFile, match=f"^line {line} is not UTF-8 text: save the file as UTF-8"):
        _import(migrated_url, raw)
    assert _rows(migrated_url) == []


def test_a_file_without_an_end_was_read_for_ever() -> None:
    class Endless(io.RawIOBase):
        """A pipe into which somebody writes on and on: ten times what is allowed."""

        left = 10**7

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
            count = min(len(buffer), self.left)
            buffer[:count] = b"x" * count
            self.left -= count
            return count

    endless = io.BufferedReader(Endless())  # type: ignore[type-var]
    with pytest.raises(BadFile, match="larger than 1000000 bytes"), checked(endless, most=10**6):
        pytest.fail("it had no end")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("20240501", 1_714_521_600),
        ("20240501120000", 1_714_564_800),
        ("45413", 1_714_521_600),
        ("45413.5", 1_714_564_800),
        ("45413,5", 1_714_564_800),
        ("1714564800", 1_714_564_800),
        ("1714564800.0", 1_714_564_800),
        ("1714564800123", 1_714_564_800),
        ("1714564800123456", 1_714_564_800),
        ("1714564800123456789", 1_714_564_800),
        ("2024-05-01", 1_714_521_600),
    ],
)
def test_numbers_that_are_no_seconds_became_1970(
    migrated_url: URL, text: str, seconds: int
) -> None:
    assert _import(migrated_url, f'chat_id,joined_at\n5.0,"{text}"\n') == (Imported(new=1), [])
    assert [(row[0], row[7]) for row in _rows(migrated_url)] == [(5, seconds)]


@given(st.from_regex(r"[0-9]{1,19}([.,][0-9]{1,12})?", fullmatch=True))
def test_a_number_is_never_read_in_two_ways(text: str) -> None:
    far = EARLIEST + 80 * 366 * 86_400
    assert sum(EARLIEST <= seconds <= far for seconds in _readings(text)) <= 1


def test_a_name_over_two_lines_is_one_record(migrated_url: URL) -> None:
    result, problems = _import(migrated_url, 'chat_id,first_name\n5,"Ann\nLee"\nsix\n7,Bob\n')
    assert result == Imported(new=2, bad=1)
    assert problems == [(4, "chat_id is not a number: 'six'")]
    assert [row[2] for row in _rows(migrated_url)] == ["Ann Lee", "Bob"]


def test_a_quote_inside_a_name_swallowed_the_lines_behind_it(migrated_url: URL) -> None:
    names = {10: 'Al 5" Bo', 50: '12"', 100: 'last"'}
    lines = (f"{number},{names.get(number, 'N')}" for number in range(1, 101))
    result, problems = _import(migrated_url, "chat_id,first_name\n" + "\n".join(lines))
    assert (result, problems) == (Imported(new=100), [])
    assert {row[0]: row[2] for row in _rows(migrated_url) if row[2] != "N"} == names


FORMULAS = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "'=1", "''-1", "\t=1", "\r=1", "\n=1"]


@pytest.mark.parametrize("name", [*FORMULAS, "'Ann'", "'", "A=1", "''", "a\rb\nc"])
def test_a_name_became_a_formula_in_a_spreadsheet(
    migrated_url: URL, tmp_path: Path, name: str
) -> None:
    with written_beside(migrated_url) as connection:
        connection.exec_driver_sql(
            "INSERT INTO subscribers (chat_id, kind, first_name, source, state, joined_at, "
            "changed_at) VALUES (-77, 'group', ?, ?, 'active', 1, 1)",
            (name, name),
        )
    out, again = tmp_path / "out.csv", tmp_path / "again.csv"
    _export(migrated_url, out)
    with out.open(encoding="utf-8", newline="") as stream:
        [written] = csv.DictReader(stream)
    assert written["chat_id"] == "-77"
    for cell in (written["first_name"], written["source"]):
        assert cell[0] not in "=+-@\t\r\n"
    with written_beside(migrated_url) as connection:
        connection.exec_driver_sql("DELETE FROM subscribers")
    assert _import(migrated_url, out.read_bytes()) == (Imported(new=1), [])
    [row] = _rows(migrated_url)
    one_line = name.replace("\r", " ").replace("\n", " ").strip()
    assert (row[2], row[5]) == (one_line, one_line)
    _export(migrated_url, again)
    assert again.read_bytes() == out.read_bytes()


async def test_an_imported_language_counted_as_chosen(
    database: Database, migrated_url: URL
) -> None:
    people = Subscribers(database)
    _import(migrated_url, "chat_id,language\n5,de\n")
    assert await people.languages_of(5) == (None, "de")
    await people.subscribe(5, first_name="Ann", language_code="fr", now=NOW)
    assert await people.languages_of(5) == (None, "fr")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        ("5\n6\n", "header with the column chat_id"),
        ("chat_id,state,chat_id\n", "names chat_id twice"),
        ('"chat_id\n5', "line 1: the quotes do not match"),
    ],
)
def test_a_file_without_a_header_is_refused(migrated_url: URL, text: str, reason: str) -> None:
    with pytest.raises(BadFile, match=reason):
        _import(migrated_url, text)
    assert _rows(migrated_url) == []


async def test_who_is_known_stays_as_he_is(database: Database, migrated_url: URL) -> None:
    await Subscribers(database).subscribe(5, first_name="Ann", source="spring", now=1)
    text = "chat_id,first_name,state\n5,Eve,blocked\n6,Bob,\n6,Bobby,\n"
    assert _import(migrated_url, text)[0] == Imported(new=1, known=2)
    before = _rows(migrated_url)
    assert _import(migrated_url, text)[0] == Imported(known=3)
    assert _rows(migrated_url) == before
    assert [row[2] for row in before] == ["Ann", "Bob"]


def test_export_and_import_are_inverse(migrated_url: URL, tmp_path: Path) -> None:
    count = 2 * SET + 3
    lines = (
        f'{n},"Ann, {n}\t=1+1",user_{n},en,spring,active,{1_700_000_000 + n}'
        for n in range(1, count + 1)
    )
    _import(migrated_url, "\n".join((HEADER, *lines)))
    out = tmp_path / "out.csv"
    assert _export(migrated_url, out) == count
    with out.open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert written[0] == {
        "chat_id": "1",
        "first_name": "Ann, 1 =1+1",
        "username": "user_1",
        "language": "en",
        "source": "spring",
        "state": "active",
        "joined_at": "2023-11-14T22:13:21Z",
    }
    before = _rows(migrated_url)
    assert _import(migrated_url, out.read_bytes())[0] == Imported(known=count)
    with written_beside(migrated_url) as connection:
        connection.exec_driver_sql("DELETE FROM subscribers")
    assert _import(migrated_url, out.read_bytes())[0] == Imported(new=count)
    assert _rows(migrated_url) == before
    assert list(tmp_path.glob("*.part")) == []


def test_a_locked_database_is_told(migrated_url: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("sqlite", "postgresql"):
        monkeypatch.setattr(f"db.connection.{kind}.beside.BUSY_TIMEOUT_MS", 10)
    with (
        written_beside(migrated_url),
        pytest.raises(DatabaseTrouble, match=r"importing stopped.* lock") as trouble,
    ):
        _import(migrated_url, "chat_id\n5\n")
    assert trouble.value.fault is StorageFault.LOCKED


def test_memory_stays_flat(migrated_url: URL) -> None:
    class Long(io.RawIOBase):
        """A file of many rows that is never in memory as a whole."""

        def __init__(self, count: int) -> None:
            self._lines = self._make(count)
            self._rest = b""

        def _make(self, count: int) -> Iterator[bytes]:
            yield b"chat_id,first_name\n"
            for number in range(1, count + 1):
                yield b"%d,Somebody with a longer name than most\n" % number

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
            rest = self._rest or next(self._lines, b"")
            taken, self._rest = rest[: len(buffer)], rest[len(buffer) :]
            buffer[: len(taken)] = taken
            return len(taken)

    def peak(count: int) -> int:
        tracemalloc.start()
        import_subscribers(
            migrated_url,
            io.BufferedReader(Long(count)),  # type: ignore[type-var]
            now=NOW,
            on_problem=lambda line, bad: pytest.fail(f"{line}: {bad}"),
            pause=lambda _seconds: None,
        )
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few, many = peak(2 * SET), peak(6 * SET)
    assert many < 1.5 * few


@given(st.lists(st.text(alphabet="ab\",;\n\r\t\\' é", max_size=8), max_size=40))
def test_no_bytes_break_the_reader(pieces: list[str]) -> None:
    raw = "".join(pieces)
    found = list(records(io.StringIO(raw, newline=None)))
    numbers = [record.line for record in found]
    assert numbers == sorted(set(numbers))
    ends = raw.count("\n") + raw.count("\r")
    assert all(1 <= number <= ends + 1 for number in numbers)


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")), min_size=2),
        min_size=1,
        max_size=8,
    )
)
def test_what_python_writes_is_read_as_it_was(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    rows = [[f"h{index}" for index in range(9)], *[[f.replace("\n", " ") for f in r] for r in rows]]
    writer.writerows(rows)
    found = list(records(io.StringIO(stream.getvalue(), newline=None)))
    assert [record.fields for record in found if record.problem is None] == rows


def test_the_commands_words(
    database_url: URL, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("chat_id\n5\nx\n")
    url = database_url.render_as_string(hide_password=False)
    assert run_import(url, source) == 3
    source.write_text("chat_id\n5\n")
    assert run_import(url, source) == 0
    assert run_export(url, out) == 0
    assert run_import(url, tmp_path / "none.csv") == 1
    assert run_import(url, tmp_path) == 1
    assert run_export(url, tmp_path / "no" / "folder.csv") == 1
    assert run_export(url, Path()) == 1
    assert run_export(url, tmp_path) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "1 new, 0 known already (only custom fields change), 1 bad rows skipped",
        "0 new, 1 known already (only custom fields change), 0 bad rows skipped",
        f"1 subscribers written to {out}",
    ]
    assert said.err.splitlines() == [
        "line 3: chat_id is not a number: 'x'",
        f"herald: {tmp_path / 'none.csv'}: No such file or directory",
        f"herald: {tmp_path}: Is a directory",
        f"herald: {tmp_path / 'no' / 'folder.csv'}: No such file or directory",
        "herald: .: Is a directory",
        f"herald: {tmp_path}: Is a directory",
    ]


def test_tags_are_put_on_and_exported(migrated_url: URL, tmp_path: Path) -> None:
    long = "x" * 33
    text = f'chat_id,tags\n5,"vip, Berlin"\n6,\n7,"VIP,,"\n8,{long}\n'
    imported, problems = _import(migrated_url, text)
    assert (imported.new, imported.bad) == (3, 1)
    assert "more than 32 characters" in str(problems)
    assert _import(migrated_url, "chat_id,tags\n6,new\n7,\n")[0].known == 2  # nobody loses one
    out = tmp_path / "out.csv"
    _export(migrated_url, out)
    with out.open(encoding="utf-8", newline="") as stream:
        tags = {row["chat_id"]: row["tags"] for row in csv.DictReader(stream)}
    assert tags == {"5": "Berlin, vip", "6": "new", "7": "vip"}


def test_an_import_makes_a_thousand_tags_at_most(migrated_url: URL) -> None:
    text = "chat_id,tags\n" + "".join(f"{n},t{n}\n" for n in range(1, 1_003))
    imported, problems = _import(migrated_url, text)
    assert (imported.new, imported.bad) == (1_000, 2)
    assert "more than 1000 tags" in str(problems)
