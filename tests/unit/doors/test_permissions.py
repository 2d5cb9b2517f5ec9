"""Nobody changes anything without the role for it, whoever calls the door."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_type_hints

import pytest

from broadcast.doors.composing.owner_settings import OwnerSetting
from broadcast.doors.doors import Doors
from broadcast.doors.drafts import Drafts
from broadcast.doors.follow_ups import Which
from broadcast.doors.launches import Launches
from broadcast.model.actor import Actor
from broadcast.model.content import Content
from broadcast.model.errors import NotAllowed
from broadcast.model.events import Events
from db.connection.database import Database
from db.schema.states import BroadcastState, Role
from db.subscribers.store import Subscribers
from handlers.team.team import Team
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
    OwnerSetting: OwnerSetting.FOOTER,
    object: None,
}
# What only reads, and what the process or a voter does: no admin asks for it.
NOBODY_ASKS = {
    "Drafts": {"of", "notes", "sweep"},
    "Launches": set[str](),
    "FollowUps": set[str](),
    "Forecast": {"speed", "audience_size", "expected_seconds", "star_balance", "quote"},
    "Reports": {
        "get",
        "page",
        "unfinished",
        "latest",
        "open_questions",
        "open_reasons",
        "follow_ups",
    },
    "Previews": set[str](),
    "Votes": {"record", "tally", "sweep"},
    "Bans": set[str](),
    "Topics": {"every", "choices_of", "choose", "opted_out"},
    "OwnerSettings": {"read", "footer"},
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


async def test_a_draft_is_its_authors_alone(drafts: Drafts) -> None:
    draft_id = await drafts.add(text("Hers"), by=editor(7))
    await drafts.save_notes(draft_id, {"mine": True}, by=editor(7))
    for other in (editor(8), owner(8)):
        with pytest.raises(NotAllowed):
            await drafts.change(draft_id, text("His"), by=other)
        with pytest.raises(NotAllowed):
            await drafts.save_notes(draft_id, {}, by=other)
        with pytest.raises(NotAllowed):
            await drafts.discard(draft_id, by=other)
    [draft], _count = await drafts.of(7, limit=2)
    assert Content.load(draft.content) == text("Hers")
    assert await drafts.notes(draft_id) == {"mine": True}
    await drafts.discard(draft_id, by=editor(7))
    assert await drafts.of(7, limit=2) == ([], 0)


async def test_nobody_launches_the_draft_of_another(drafts: Drafts, database: Database) -> None:
    await Subscribers(database).subscribe(50, now=1)
    draft_id = await drafts.add(text(), by=editor(7))
    nothing: Any = Untouched()
    launches = Launches(database, nothing, nothing, VirtualClock())
    with pytest.raises(NotAllowed):
        await launches.launch(draft_id, by=owner(8))
    [draft], _count = await drafts.of(7, limit=1)
    assert draft.state is BroadcastState.DRAFT
