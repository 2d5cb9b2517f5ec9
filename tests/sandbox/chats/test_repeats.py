"""Who got something twice, and who is without it, against a recount of all that happened."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from botapi_sandbox.call.membership import stand
from botapi_sandbox.call.world import World
from botapi_sandbox.ground.clock import Clock
from botapi_sandbox.ground.tasks import Tasks
from botapi_sandbox.page.events.spread import Spread
from botapi_sandbox.people.persons import Person, Standing
from botapi_sandbox.verbs.actions.crowd import CrowdVerbs
from botapi_sandbox.verbs.actions.paging import PagingVerbs
from botapi_sandbox.verbs.actions.people import PeopleVerbs

TOKEN = "42:TEST"
CONTENTS = 2
ENOUGH = 10  # chats; from here on a content is shown

CHAT = st.integers(1, 40)
HAPPENINGS = st.one_of(
    st.tuples(st.just("send"), CHAT, st.integers(0, CONTENTS - 1)),
    st.tuples(st.just("everybody"), CHAT, st.integers(0, CONTENTS - 1)),
    st.tuples(st.just("write"), CHAT, st.just(0)),
    st.tuples(st.just("stand"), CHAT, st.sampled_from(list(Standing))),
    st.tuples(st.just("name"), CHAT, st.sampled_from(list(Standing))),
    st.tuples(st.just("crowd"), CHAT, st.integers(1, 30)),
    st.tuples(st.just("share"), st.just(0), st.floats(0, 1)),
    st.tuples(st.just("delete"), CHAT, st.just(0)),
    st.tuples(st.just("reset"), st.just(0), st.just(0)),
)


@dataclass
class Recount:
    """Everything that happened, in its order; all is worked out from that."""

    log: list[tuple[str, int, int]] = field(default_factory=list)

    def got(self, content: int) -> set[int]:
        return {chat for what, chat, which in self.log if (what, which) == ("send", content)}

    def twice(self, content: int) -> list[int]:
        """Chats that got a copy with nothing of their own since the copy before."""
        return sorted(chat for chat in self.got(content) if self._unasked(chat, content))

    def _unasked(self, chat: int, content: int) -> bool:
        own = [(what, which) for what, who, which in self.log if who == chat]
        own = [each for each in own if each[0] == "write" or each[1] == content]
        return ("send", content) in (one for one, after in pairwise(own) if one == after)


@settings(max_examples=200, deadline=None)
@given(st.lists(HAPPENINGS, max_size=60))
async def test_what_is_told_is_what_a_recount_finds(happened: list[tuple[str, int, Any]]) -> None:
    wall = [0.0]
    world = World(clock=Clock(wall=lambda: wall[0]), seed=1, tasks=Tasks())
    recount = Recount()
    for what, chat, more in happened:
        wall[0] += 1.0
        if what == "reset":
            world.reset()
            recount = Recount()
        else:
            await happen(world, recount, what, chat, more)
    for content in range(CONTENTS):
        await compare(world, recount, content)


async def happen(world: World, recount: Recount, what: str, chat: int, more: Any) -> None:
    account, people = world.accounts.of(TOKEN), world.people
    contents = [world.contents.intern({"text": f"News {each}"}, 42) for each in range(CONTENTS)]
    if what in ("send", "everybody"):
        for each in range(chat, chat + 15) if what == "everybody" else [chat]:
            world.send(account, each, contents[more])
            recount.log.append(("send", each, more))
    elif what == "write":
        world.receive(account, chat, chat, {"text": "Hi"})
        recount.log.append(("write", chat, 0))
    elif what == "stand" and people.person(chat) is not None:
        stand(world, chat, more)
    elif what == "name":
        people.add(Person(id=chat, first_name="Ann"), more)
    elif what == "crowd":
        await PeopleVerbs(world).add_users(first_id=chat, count=more)
    elif what == "share":
        await CrowdVerbs(world).blocked_share(share=more)
    elif what == "delete":
        for number in account.journal.of_chat(chat, 1):
            account.journal.delete(number)  # it was accepted all the same


async def compare(world: World, recount: Recount, content: int) -> None:
    active = {
        each for each in world.people.numbers() if world.people.standing(each) is Standing.ACTIVE
    }
    without = sorted(active - recount.got(content))
    paging, spread = PagingVerbs(world), Spread(world)
    if content < len(world.contents):
        told = await paging.without(content=content)
        assert (told["total"], sorted(each["id"] for each in told["people"])) == (
            len(without),
            without[:100],
        )
        told = await paging.twice(content=content)
        assert [each["id"] for each in told["people"]] == recount.twice(content)
    await spread._count()
    items = {each["content"]: each for each in spread._items()}
    assert (content in items) == (len(recount.got(content)) >= ENOUGH)
    if content in items:
        item = items[content]
        assert item["chats"] == len(recount.got(content))
        assert item["twice"] == len(recount.twice(content))
        assert item["without"] == len(without)


async def test_a_copy_asked_for_by_somebody_new_was_counted_as_one_too_many() -> None:
    """Who had never said a word when the first copy came, and then asked for another."""
    wall = [0.0]
    world = World(clock=Clock(wall=lambda: wall[0]), seed=1, tasks=Tasks())
    recount = Recount()
    for what in ("send", "write", "send"):
        wall[0] += 1.0
        await happen(world, recount, what, 5, 0)
    assert (await PagingVerbs(world).twice(content=0))["total"] == 0
