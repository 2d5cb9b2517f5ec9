"""Lists of ids: what is taken for one, who of it is known, and when it goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from broadcast.doors.audience.lists import KEPT, Lists
from broadcast.doors.composing.drafts import Drafts
from broadcast.model.errors import NotAllowed
from db.audience import id_lines
from db.audience.audience import Audience
from db.audience.conditions import InList
from db.audience.id_lines import BadId, BadLine, NoText, TooManyIds, read_ids
from db.connection.database import Database
from db.schema.knowledge import audience_list_members, audience_lists
from db.subscribers.store import Subscribers
from tests.actors import editor, stranger
from tests.clocks import VirtualClock
from tests.engine.conftest import text


class RestlessClock(VirtualClock):
    """Nobody waits."""

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> VirtualClock:
    return RestlessClock()


@pytest.fixture
def lists(database: Database, clock: VirtualClock) -> Lists:
    return Lists(database, clock)


async def rows_in(database: Database) -> tuple[int, int]:
    """Lists and their members."""
    async with database.read() as connection:
        return (
            int(await connection.scalar(select(func.count()).select_from(audience_lists)) or 0),
            int(
                await connection.scalar(select(func.count()).select_from(audience_list_members))
                or 0
            ),
        )


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("1 204 331", BadId.SPACES),
        ("1\u00a0204", BadId.SPACES),
        ("+79991234567", BadId.PLUS),
        ("1.23457E+09", BadId.EXPONENT),
        ("1,5e3", BadId.EXPONENT),  # a comma is between two ids
        ("007", BadId.NUMBER),
        ("0", BadId.NUMBER),
        ("12.5", BadId.NUMBER),
        ("9007199254740993", BadId.NUMBER),
        ("99999999999999999999", BadId.NUMBER),
        ("١٢٣", BadId.OTHER),
        ("@somebody", BadId.OTHER),
        ("--5", BadId.NUMBER),
        ("0x1F", BadId.OTHER),
    ],
)
def test_what_is_no_id_is_quoted_with_its_reason(item: str, why: BadId) -> None:
    read = read_ids(f"5\n\n{item}\n-100123".encode())
    assert [one for one in read.ids if one != 1] == [-100123, 5]
    assert read.bad_count == 1
    assert (read.bad[0].line, read.bad[0].why) == (3, why)


def test_lines_commas_blanks_quotes_and_a_mark_at_the_start() -> None:
    read = read_ids('\ufeff 5 ,6;7\r\n"8"\t9\r\r\n5\n'.encode())
    assert list(read.ids) == [5, 6, 7, 8, 9]
    assert not read.bad


def test_only_the_first_bad_ones_are_quoted_and_shortened() -> None:
    read = read_ids("\n".join("x" * 500 for _ in range(40)).encode())
    assert read.bad_count == 40
    assert len(read.bad) == id_lines.MOST_QUOTED
    assert read.bad[0] == BadLine(1, "x" * id_lines.LONGEST_QUOTE, BadId.OTHER)


def test_a_million_ids_and_not_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    million = b"\n".join(b"%d" % number for number in range(1, 1_000_001))
    assert len(read_ids(million).ids) == 1_000_000
    with pytest.raises(TooManyIds):
        read_ids(million + b"\n1000001")
    with pytest.raises(TooManyIds):
        read_ids(b"x\n" * 1_000_001)
    monkeypatch.setattr(id_lines, "MOST_BYTES", 10)
    with pytest.raises(TooManyIds):
        read_ids(b"1\n" * 6)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(NoText):
        read_ids("5\nпривет".encode("cp1251"))


@given(st.lists(st.integers(-(2**52) + 1, 2**52 - 1).filter(bool)), st.sampled_from("\n,;\t"))
def test_every_id_is_read_once_and_nothing_else(ids: list[int], between: str) -> None:
    read = read_ids(between.join(str(one) for one in ids).encode())
    assert list(read.ids) == sorted(set(ids))
    assert not read.bad_count


@given(st.binary(max_size=60))
def test_whatever_comes_it_is_ids_or_a_reason(data: bytes) -> None:
    try:
        read = read_ids(data)
    except NoText:
        return
    assert all(0 < abs(one) < id_lines.LARGEST for one in read.ids)
    assert len(read.bad) <= read.bad_count


async def test_who_is_subscribed_who_has_left_and_who_never_started(
    database: Database, lists: Lists
) -> None:
    people = Subscribers(database)
    for chat_id in (10, 11, 12):
        await people.subscribe(chat_id, now=1)
    await people.unsubscribe(12, 2)
    found = await lists.add(b"10 \n11\n12\n13\n13\n1e5", by=editor(1))
    assert (found.ids, found.subscribed, found.left, found.strangers) == (4, 2, 1, 1)
    assert (found.condition, found.bad_count) == (InList(number=1), 1)
    assert await rows_in(database) == (1, 3)
    await people.erase(12)
    assert await rows_in(database) == (1, 2)  # whoever is erased goes from lists, too


async def test_a_list_of_strangers_leaves_nothing(database: Database, lists: Lists) -> None:
    found = await lists.add(b"1\n2\n3", by=editor(1))
    assert (found.condition, found.strangers) == (None, 3)
    assert await rows_in(database) == (0, 0)


async def test_nobody_else_may_ask_who_is_known_here(database: Database, lists: Lists) -> None:
    with pytest.raises(NotAllowed):
        await lists.add(b"1", by=stranger(1))


async def test_a_list_is_kept_as_long_as_an_audience_asks_for_it(
    database: Database, lists: Lists, clock: VirtualClock
) -> None:
    await Subscribers(database).subscribe(10, now=1)
    first = (await lists.add(b"10", by=editor(1))).condition
    second = (await lists.add(b"10", by=editor(1))).condition
    assert first is not None
    assert second is not None
    drafts = Drafts(database, clock)
    draft_id = await drafts.add(text(), by=editor(1))
    await drafts.choose(draft_id, Audience(must_not=(first,)), by=editor(1))
    assert await lists.sweep() == 0  # they are new
    clock.now += KEPT + 1
    assert await lists.sweep() == 1
    assert await rows_in(database) == (1, 1)
    await drafts.choose(draft_id, Audience(), by=editor(1))
    assert await lists.sweep() == 1
    assert await rows_in(database) == (0, 0)
