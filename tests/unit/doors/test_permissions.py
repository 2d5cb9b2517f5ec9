"""Nobody changes anything without the role for it, whoever calls the door."""

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import pytest

from broadcast.doors.composing.drafts import Drafts
from broadcast.doors.composing.owner_settings import OwnerSetting
from broadcast.doors.doors import Doors
from broadcast.doors.follow_ups import Which
from broadcast.doors.launches import Launches
from broadcast.doors.outside.profiles import ProfileChange
from broadcast.model.actor import Actor
from broadcast.model.content import Content
from broadcast.model.errors import DraftHeld, NotAllowed
from broadcast.model.events import Events
from broadcast.model.feeds.feed import FeedFound
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.hours.quiet_hours import QuietHours
from broadcast.model.options import Options
from broadcast.model.repeating.rule import Rule
from broadcast.model.series.wait import AT_ONCE, Wait
from db.audience.audience import Audience
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.inbox.relays import RelayGroup
from db.people.whom import Matching, Whom
from db.schema.states import ApiRight, EventKind, Role
from db.series.records import Signal
from db.subscribers.store import Subscribers
from handlers.team.team import Team
from handlers.team.testers import GroupOfTesters
from tests.actors import editor, owner, stranger
from tests.clocks import VirtualClock
from tests.engine.conftest import text

ANYTHING: Mapping[object, Any] = {
    int: 1,
    Content: text(),
    Which: Which.FAILED,
    Mapping[str, Any]: {},
    Role: Role.EDITOR,
    str: "any",
    bytes: b"1",
    Audience: Audience(),
    Whom: Matching(audience=Audience()),
    str | None: None,
    int | None: None,
    RelayGroup | None: None,
    bool: True,
    OwnerSetting: OwnerSetting.FOOTER,
    object: None,
    QuietHours | None: None,
    Collection[ApiRight]: (ApiRight.READ,),
    Collection[EventKind]: (EventKind.ANSWER,),
    ProfileChange: ProfileChange(),
    Rule: Rule(text="FREQ=DAILY", starts=datetime.min, zone=ZoneInfo("UTC")),  # noqa: DTZ901
    FeedFound: FeedFound(url="https://shop.example/feed", title="", count=0, newest=None),
    Formatted | None: None,
    Wait: AT_ONCE,
    Collection[Signal]: (),
    Signal: Signal("tag", 1),
    Sequence[int]: (1,),
}
# What only reads, and what the process or a voter does: no admin asks for it.
NOBODY_ASKS = {
    "Drafts": {"page", "of", "get"},
    "Launches": set[str](),
    "Plans": {"get", "find", "page", "countdowns", "seconds_left"},
    "Repeats": {"read_rule", "get", "page"},
    "RepeatMessages": {"upcoming"},
    "Feeds": {"of", "sample"},
    "FollowUps": set[str](),
    "Forecast": {
        "speed",
        "audience_size",
        "expected_seconds",
        "most_recipients",
        "star_balance",
        "quote",
    },
    "Reports": {
        "get",
        "recent",
        "page",
        "unfinished",
        "latest",
        "open_reasons",
        "follow_ups",
        "titled",
        "mendings",
    },
    "Corrections": {"edits"},
    "Recalls": {"being_sent", "reach"},
    "Pins": set[str](),
    "Recipients": {"page", "page_before"},
    "Findings": {"of", "tally", "told", "news", "all_told"},
    "Exports": set[str](),
    "Statistics": {
        "minutes",
        "tallies",
        "leavers",
        "leavers_page",
        "leavers_before",
        "growth",
        "cohorts",
        "sources",
    },
    "Previews": set[str](),
    "Templates": {"page", "get"},
    "Newcomers": {"audience", "offered"},
    "Versions": {"standing", "open_one", "open_ones", "forecast"},
    "Links": {"get", "page", "figures", "people", "other_codes", "visited"},
    "JoinPlaces": {"seen", "lost", "get", "page"},
    "Votes": {"record", "tally", "sweep"},
    "Bans": set[str](),
    "Answers": {"counts", "tap"},
    "Departures": {"note", "count"},
    "Reactions": {"record", "counts", "people", "has_names"},
    "Cleaning": {"standing", "gone"},
    "Incoming": {"take", "edited", "sweep"},
    "Conversations": {"waiting", "holder"},
    "Relays": {
        *("group", "lost", "backlog", "next_owed", "copied", "summed_up"),
        *("set_topic", "topic_of", "whose_topic", "original_of"),
    },
    "Tags": {"every", "find", "get", "nearest", "of_chat"},
    "Segments": {"every", "get"},
    "Counts": {"count", "unwanted", "emptied_by"},
    "People": set[str](),
    "Lists": {"sweep", "size"},
    "Fields": {"every", "values", "are_there"},
    "Topics": {"every", "choices_of", "choose", "opted_out"},
    "PersonalTexts": {"calls", "calls_for", "names", "nameless", "spoken", "too_long", "values"},
    "OwnerSettings": {"read", "footer", "leave_words", "autoreplies"},
    "Caps": {"over"},
    "QuietTimes": {"by_the_bots_clock", "get"},
    "Zones": {"of", "note", "counted", "among", "first_moment", "own_clocks"},
    "Endings": {"of"},
    "Profiles": set[str](),
    "EventAddresses": {"known", "hear_of_people"},
    "ApiKeys": {"find", "name_of", "note_use"},
    "Arrivals": {"following", "find", "told", "waiting"},
    "SeriesReports": {"page", "detail", "existing", "finished", "broadcast_of"},
    "LinkClicks": {"of", "tells_people_apart", "people"},
    "SeriesMaking": set[str](),
    "SeriesRunning": {"tell_interrupted"},
}


class Untouched:
    """A collaborator that must not be asked for anything."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} was asked for")


def doors() -> list[type]:
    return [door for door in get_type_hints(Doors).values() if door is not Events]


def methods(door: type) -> dict[str, Callable[..., Any]]:
    return {
        name: method
        for name, method in inspect.getmembers(door, inspect.isfunction)
        if not name.startswith("_")
    }


def takes_actor(method: Callable[..., Any]) -> bool:
    return Actor in get_type_hints(method).values()


ACTS = [
    pytest.param(door, name, id=f"{door.__name__}.{name}")
    for door in doors()
    for name, method in methods(door).items()
    if takes_actor(method)
]


def test_whatever_takes_no_actor_is_known() -> None:
    """A new method acts for somebody, or stands in the list above."""
    found = {
        door.__name__: {name for name, method in methods(door).items() if not takes_actor(method)}
        for door in doors()
    }
    assert found == NOBODY_ASKS


@pytest.mark.parametrize(("door", "name"), ACTS)
async def test_an_act_refuses_who_is_no_admin(door: type, name: str) -> None:
    """Before anything is asked, written or sent."""
    makes = list(inspect.signature(door).parameters)
    method = getattr(door(*[Untouched() for _ in makes]), name)
    with pytest.raises(NotAllowed, match="user 5 is no admin"):
        await _called(method, by=stranger(5))


def test_whoever_comes_to_the_test_group_needs_no_role() -> None:
    """Who is in it an admin may know; all else is an owner's."""
    assert {
        name for name, method in methods(GroupOfTesters).items() if not takes_actor(method)
    } == {
        "open",
        "leave",
        "spoil",
    }


@pytest.mark.parametrize("by", [stranger(5), editor(5)], ids=["stranger", "editor"])
@pytest.mark.parametrize(
    "name",
    [n for n, method in methods(GroupOfTesters).items() if takes_actor(method) and n != "besides"],
)
async def test_only_an_owner_acts_on_the_test_group(name: str, by: Actor) -> None:
    nothing: Any = Untouched()
    with pytest.raises(NotAllowed, match="user 5 is no"):
        await _called(getattr(GroupOfTesters(nothing, nothing), name), by=by)


def test_whoever_opens_a_link_needs_no_role() -> None:
    """All else that the team can do is an owner's, and tried below."""
    assert {name for name, method in methods(Team).items() if not takes_actor(method)} == {
        "open",
        "spoil",
    }


@pytest.mark.parametrize("by", [stranger(5), editor(5)], ids=["stranger", "editor"])
@pytest.mark.parametrize("name", [n for n, method in methods(Team).items() if takes_actor(method)])
async def test_only_an_owner_acts_on_the_team(name: str, by: Actor) -> None:
    nothing: Any = Untouched()
    method = getattr(Team(nothing, nothing, nothing, nothing), name)
    with pytest.raises(NotAllowed, match="user 5 is no"):
        await _called(method, by=by)


async def _called(method: Callable[..., Any], *, by: Actor) -> None:
    hints = get_type_hints(method)
    arguments = {
        name: by if hints[name] is Actor else _of(hints[name])
        for name, parameter in inspect.signature(method).parameters.items()
        if parameter.default is parameter.empty
    }
    result = method(**arguments)
    if inspect.isawaitable(result):
        await result


def _of(hint: Any) -> Any:
    return () if getattr(hint, "__origin__", None) is Sequence else ANYTHING[hint]


@pytest.fixture
def drafts(database: Database) -> Drafts:
    return Drafts(database, VirtualClock())


async def test_only_who_holds_a_draft_works_on_it(drafts: Drafts) -> None:
    draft_id = await drafts.add(text("Hers"), by=editor(7))
    await drafts.save_notes(draft_id, {"mine": True}, by=editor(7))
    for other in (editor(8), owner(8)):
        with pytest.raises(DraftHeld, match="user 7 works on the draft"):
            await drafts.change(draft_id, text("His"), by=other)
        with pytest.raises(DraftHeld):
            await drafts.save_notes(draft_id, {}, by=other)
        with pytest.raises(DraftHeld):
            await drafts.notes(draft_id, by=other)
        with pytest.raises(DraftHeld):
            await drafts.discard(draft_id, by=other)
    [draft], _count = await drafts.of(7, limit=2)
    assert Content.load(draft.content) == text("Hers")
    assert await drafts.notes(draft_id, by=editor(7)) == {"mine": True}
    await drafts.discard(draft_id, by=editor(7))
    assert await drafts.of(7, limit=2) == ([], 0)


async def test_who_takes_a_draft_over_shuts_the_other_out(drafts: Drafts) -> None:
    """The notes were about the chat of whoever had it, its messages' numbers above all."""
    draft_id = await drafts.add(text("Hers"), by=editor(7))
    await drafts.save_notes(draft_id, {"preview": [5]}, by=editor(7))
    await drafts.take_over(draft_id, by=editor(8))
    assert await drafts.notes(draft_id, by=editor(8)) == {}
    await drafts.change(draft_id, text("His"), by=editor(8))
    with pytest.raises(DraftHeld, match="user 8"):
        await drafts.change(draft_id, text("Hers again"), by=editor(7))
    assert await drafts.of(7, limit=2) == ([], 0)
    draft = await drafts.get(draft_id)
    assert (draft.author, draft.holder, draft.title) == (7, 8, "His")
    await drafts.take_over(draft_id, by=editor(7))
    await drafts.change(draft_id, text("Hers again"), by=editor(7))


async def test_what_is_taken_over_twice_keeps_its_notes(drafts: Drafts) -> None:
    draft_id = await drafts.add(text(), by=editor(7))
    await drafts.save_notes(draft_id, {"preview": [5]}, by=editor(7))
    await drafts.take_over(draft_id, by=editor(7))
    assert await drafts.notes(draft_id, by=editor(7)) == {"preview": [5]}


async def test_an_erased_admins_draft_stays_with_who_works_on_it(
    drafts: Drafts, database: Database
) -> None:
    for words in ("taken over", "left alone"):
        await drafts.add(text(words), by=editor(7))
    await drafts.add(text("borrowed"), by=editor(8))
    await drafts.take_over(1, by=editor(8))
    await drafts.take_over(3, by=editor(7))
    await Subscribers(database).erase(7)
    found, count = await drafts.page(limit=5)
    assert [(one.title, one.author, one.holder) for one in found] == [
        ("borrowed", 8, 8),
        ("taken over", 8, 8),
    ]
    assert count == 2


async def test_a_duplicate_costs_nothing_and_is_for_everybody(
    drafts: Drafts, database: Database
) -> None:
    paid = text().with_options(Options(silent=True, paid=True, stars_cap=50))
    first = await drafts.add(paid, by=editor(7))
    async with database.write() as connection:
        await connection.exec_driver_sql(
            """UPDATE broadcasts SET audience = '{"again":["failed"]}'"""
        )
    copy = await drafts.duplicate(first, by=editor(8))
    async with database.read() as connection:
        row = await broadcasts.find(connection, copy)
    assert row is not None
    assert Content.load(row.content).options == Options(silent=True)
    assert (row.audience, row.created_by, row.title) == ("{}", 8, "Good news")


async def test_nobody_launches_the_draft_of_another(drafts: Drafts, database: Database) -> None:
    await Subscribers(database).subscribe(50, now=1)
    draft_id = await drafts.add(text(), by=editor(7))
    nothing: Any = Untouched()
    launches = Launches(database, nothing, VirtualClock())
    with pytest.raises(DraftHeld):
        await launches.launch(draft_id, by=owner(8))
    await drafts.take_over(draft_id, by=owner(8))
    with pytest.raises(DraftHeld):
        await launches.launch(draft_id, by=editor(7))
    assert (await drafts.get(draft_id)).holder == 8  # and a draft yet
