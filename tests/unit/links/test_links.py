"""Source links: their names and codes, and who came by them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.doors.audience.tags import Tags
from broadcast.doors.links.links import Links
from broadcast.model.errors import LinkRefused, NoSuchLink
from broadcast.model.links.link import (
    LONGEST_CODE,
    RESERVED,
    ByLink,
    LinkFigures,
    LinkMistake,
    code_from,
    code_mistake,
)
from db.connection.database import Database
from db.subscribers.store import Subscribers
from handlers.frame.access import CLAIM_PREFIX
from handlers.team.team import INVITE_PREFIX
from handlers.team.testers import TESTER_PREFIX
from tests.actors import editor
from tests.clocks import VirtualClock


@pytest.fixture
def links(database: Database) -> Links:
    return Links(database, VirtualClock(), lambda: "by-chance")


@pytest.mark.parametrize(
    ("code", "mistake"),
    [
        ("spring-2026_a", None),
        ("a" * 64, None),
        ("a" * 65, LinkMistake.LONG_CODE),
        ("", LinkMistake.BAD_CODE),
        ("two words", LinkMistake.BAD_CODE),
        ("код", LinkMistake.BAD_CODE),
        ("line\n", LinkMistake.BAD_CODE),
        ("_tgr_me", LinkMistake.RESERVED_CODE),
        ("_TGR_me", LinkMistake.RESERVED_CODE),
        ("join-us", LinkMistake.RESERVED_CODE),
        ("_tg", None),
    ],
)
def test_what_a_code_may_be(code: str, mistake: LinkMistake | None) -> None:
    assert code_mistake(code) == mistake


def test_no_link_has_a_code_that_the_bot_gives_out_itself() -> None:
    assert {CLAIM_PREFIX, INVITE_PREFIX, TESTER_PREFIX} <= set(RESERVED)


@given(st.text())
def test_what_is_made_of_a_name_is_a_code(name: str) -> None:
    code = code_from(name)
    assert not code or (code_mistake(code) is None and re.fullmatch("[a-z0-9-]+", code))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Spring poster, Café №1", "spring-poster-cafe-no1"),
        ("  __tgr__ ", "tgr"),
        ("Join us", ""),
        ("Весна", ""),
        ("x" * 64, "x" * 64),
    ],
)
def test_a_code_is_made_of_the_name(name: str, code: str) -> None:
    assert code_from(name) == code


async def test_a_name_of_65_characters_is_refused(links: Links) -> None:
    assert (await links.add("x" * 64, by=editor())).name == "x" * 64
    for name, mistake in (("x" * 65, LinkMistake.LONG_NAME), (" \n ", LinkMistake.NO_NAME)):
        with pytest.raises(LinkRefused, match=mistake):
            await links.add(name, by=editor())
        with pytest.raises(LinkRefused, match=mistake):
            await links.rename(1, name, by=editor())


async def test_links_of_one_name_have_codes_of_their_own(links: Links) -> None:
    codes = [(await links.add("Poster", by=editor())).code for _ in range(3)]
    assert codes == ["poster", "poster-2", "poster-3"]
    long = [(await links.add("y" * 64, by=editor())).code for _ in range(2)]
    assert long == ["y" * 64, "y" * 62 + "-2"]
    assert max(map(len, long)) <= LONGEST_CODE
    assert (await links.add("Афиша", by=editor())).code == "by-chance"
    with pytest.raises(LinkRefused, match=LinkMistake.TAKEN_CODE):
        await links.add("Афиша", by=editor())


async def test_a_code_changes_until_somebody_came_by_it(links: Links, database: Database) -> None:
    await links.add("Poster", by=editor())
    await links.add("Flyer", by=editor())
    with pytest.raises(LinkRefused, match=LinkMistake.TAKEN_CODE):
        await links.change_code(1, "flyer", by=editor())
    with pytest.raises(LinkRefused, match=LinkMistake.RESERVED_CODE):
        await links.change_code(1, "_tgr_x", by=editor())
    await links.change_code(1, "Poster-A", by=editor())
    await links.change_code(1, "Poster-A", by=editor())
    await Subscribers(database).subscribe(50, now=1, source="Poster-A")
    with pytest.raises(LinkRefused, match=LinkMistake.USED_CODE):
        await links.change_code(1, "Poster-B", by=editor())
    assert (await links.get(1)).code == "Poster-A"


async def test_the_first_touch_counts_and_later_ones_are_noted(
    links: Links, database: Database
) -> None:
    people = Subscribers(database)
    first, second = [await links.add(name, by=editor()) for name in ("One", "Two")]
    for chat_id in range(50, 56):
        await people.subscribe(chat_id, now=1, source="one")
    await people.subscribe(60, now=1)
    await people.unsubscribe(50, 2)
    await people.block(51, 2)
    await people.set_state(52, "unreachable", 2)
    for chat_id, code in ((53, "two"), (53, "two"), (54, "one"), (60, "one"), (60, "nobody's")):
        await links.visited(chat_id, code)
    await links.visited(999, "two")  # was erased meanwhile
    async with database.write() as connection:
        await connection.exec_driver_sql("INSERT INTO answers VALUES (1, 1, 0, 1), (2, 1, 0, 1)")
    assert await links.figures(first) == LinkFigures(
        came=6, here=3, left=1, blocked=1, lost=1, later=1, answered=1
    )
    assert await links.figures(second) == LinkFigures(
        came=0, here=0, left=0, blocked=0, lost=0, later=1, answered=0
    )
    for which, chat_ids in {
        ByLink.CAME: [50, 51, 52, 53, 54, 55],
        ByLink.HERE: [53, 54, 55],
        ByLink.LEFT: [50],
        ByLink.BLOCKED: [51],
        ByLink.LOST: [52],
        ByLink.LATER: [60],
        ByLink.ANSWERED: [50],
    }.items():
        found = await links.people(first, which, offset=0, limit=9)
        assert [one.chat_id for one in found] == chat_ids, which
    [one] = await links.people(first, ByLink.CAME, offset=1, limit=1)
    assert one.chat_id == 51
    await people.erase(53)
    assert (await links.figures(second)).later == 0


async def test_unknown_codes_are_listed_and_a_deleted_links_code_with_them(
    links: Links, database: Database
) -> None:
    people = Subscribers(database)
    link = await links.add("One", by=editor())
    for chat_id, code in ((1, "one"), (2, "ad"), (3, "ad"), (4, None)):
        await people.subscribe(chat_id, now=1, source=code)
    assert await links.other_codes(limit=5) == ([("ad", 2)], 1)
    found, count = await links.page(offset=0, limit=5)
    assert [(one.name, one.came) for one in found] == [("One", 1)]
    assert count == 1
    await links.delete(link.id, by=editor())
    await links.delete(link.id, by=editor())
    assert await links.other_codes(limit=1) == ([("ad", 2)], 2)
    with pytest.raises(NoSuchLink):
        await links.get(link.id)
    with pytest.raises(NoSuchLink):
        await links.rename(link.id, "Other", by=editor())
    # The code may be named again, and has its people.
    assert (await links.get((await links.add("One", by=editor())).id)).came == 1


async def test_a_link_forgets_who_made_it_when_they_ask_for_it(
    links: Links, database: Database
) -> None:
    await links.add("One", by=editor(7))
    await Subscribers(database).erase(7)
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT name, created_by FROM links")
        assert list(rows) == [("One", 0)]


@pytest.mark.sqlite_only("its query plans")
async def test_a_links_people_are_counted_in_the_index(links: Links, database: Database) -> None:
    """A scan of a million rows would keep the window waiting."""
    async with database.read() as connection:
        plan = await connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT state, count(*) FROM subscribers"
            " WHERE source = 'one' GROUP BY state"
        )
        assert "COVERING INDEX ix_subscribers_source" in str(list(plan.mappings()))


async def test_whoever_comes_by_a_link_gets_its_tag(links: Links, database: Database) -> None:
    """First or later, and once; of a tag that is deleted nothing is left."""
    people, tags = Subscribers(database), Tags(database, VirtualClock())
    link = await links.add("One", by=editor())
    await tags.add("Fair", by=editor())
    await links.set_tag(link.id, 1, by=editor())
    assert (await links.get(link.id)).tag == "Fair"
    for chat_id, source in ((50, "one"), (51, None), (52, None)):
        await people.subscribe(chat_id, now=1, source=source)
    await links.visited(50, "one", is_first=True)
    for _ in range(2):
        await links.visited(51, "one")
    await links.visited(52, "other")
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT subscriber_id FROM subscriber_tags")
        assert list(rows.scalars()) == [1, 2]
    assert (await links.figures(link)).later == 1
    await tags.remove(1, by=editor())
    assert (await links.get(link.id)).tag is None
    with pytest.raises(NoSuchLink):
        await links.set_tag(99, None, by=editor())
