"""A small made-up database of subscribers, and who matches in it, reckoned one by one.

It is slow and plain on purpose: what SQLite answers is held against it.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.audience import Audience
from db.audience.conditions import (
    Answered,
    AtRandom,
    Clicked,
    Condition,
    Fate,
    FieldIs,
    FieldTest,
    FromSource,
    InBroadcast,
    InChat,
    InLanguage,
    InList,
    Joined,
    LastSeen,
    Tagged,
    WantsTopic,
)
from db.schema.automation.clicks import link_clicks, tracked_links
from db.schema.broadcasts import broadcasts
from db.schema.knowledge import (
    audience_list_members,
    audience_lists,
    fields,
    subscriber_fields,
    subscriber_tags,
    tags,
    topic_opt_outs,
    topics,
)
from db.schema.ledger import deliveries, runs
from db.schema.states import IN_TROUBLE, DeliveryState, SkipReason, Stage
from db.schema.studio.answers import answers
from db.schema.subscribers import subscribers
from tests.connections import go_on_counting

DAY = 86_400
NOW = 1_000 * DAY
BROADCAST, RUN, LIST, TOPIC = 40, 7, 3, 2
AGAIN, AGAIN_RUN = 41, 8  # the same one, sent again
OTHER, OTHER_RUN = 42, 9
BY_PERSON = {RUN, AGAIN_RUN}  # runs whose links are counted so
SHOP, ABOUT = "https://shop.example/a", "https://shop.example/about"
LINKS = {1: (RUN, SHOP), 2: (RUN, ABOUT), 3: (AGAIN_RUN, SHOP), 4: (OTHER_RUN, SHOP)}
TAGS, FIELDS, VALUES = ("vip", "Ölwechsel"), ("City", "Größe"), ("Berlin", "berlin", "")
LANGUAGES = (None, "ru", "RU", "pt", "pt-br", "pt_BR", "ptx", "en-us", "")
KINDS = {"private": "private", "group": "groups", "supergroup": "groups", "channel": "channels"}
_D = DeliveryState


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A subscriber and all that is known of them."""

    state: str = "active"
    kind: str = "private"
    language: str | None = None
    language_code: str | None = None
    source: str | None = None
    joined_at: int = NOW - 50 * DAY
    seen_at: int | None = None
    tags: frozenset[str] = frozenset()
    fields: tuple[tuple[str, str], ...] = ()
    opted_out: bool = False
    delivery: DeliveryState | None = None
    button: int | None = None
    again: DeliveryState | None = None
    again_button: int | None = None
    other: DeliveryState | None = None
    other_button: int | None = None
    listed: bool = False
    followed: frozenset[int] = frozenset()  # of LINKS


DAYS = st.integers(0, 60)
SOME_BROADCAST = st.sampled_from((BROADCAST, AGAIN, OTHER))
MOMENTS = st.integers(NOW - 61 * DAY, NOW + DAY)
PEOPLE = st.lists(
    st.builds(
        Someone,
        state=st.sampled_from(("active", "active", "active", "blocked", "unsubscribed")),
        kind=st.sampled_from(tuple(KINDS)),
        language=st.sampled_from(LANGUAGES),
        language_code=st.sampled_from(LANGUAGES),
        source=st.sampled_from((None, "spring", "", "ad")),
        joined_at=MOMENTS,
        seen_at=st.none() | MOMENTS,
        tags=st.frozensets(st.sampled_from(TAGS)),
        fields=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(VALUES)).map(
            lambda known: tuple(known.items())
        ),
        opted_out=st.booleans(),
        delivery=st.none() | st.sampled_from(DeliveryState),
        button=st.none() | st.integers(0, 2),
        again=st.none() | st.sampled_from(DeliveryState),
        again_button=st.none() | st.integers(0, 2),
        other=st.none() | st.sampled_from(DeliveryState),
        other_button=st.none() | st.integers(0, 2),
        listed=st.booleans(),
        followed=st.frozensets(st.sampled_from((1, 2, 3))),
    ),
    max_size=12,
)
CONDITIONS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(
        InLanguage,
        codes=st.lists(
            st.sampled_from(("ru", "pt", "en", "")), min_size=1, max_size=3, unique=True
        ).map(tuple),
    ),
    st.builds(
        FromSource,
        codes=st.lists(st.sampled_from(("spring", "ad", "")), min_size=1, unique=True).map(tuple),
    ),
    st.builds(Joined, within=DAYS),
    st.builds(Joined, after=MOMENTS),
    st.builds(Joined, before=MOMENTS),
    st.builds(Joined, after=MOMENTS, before=MOMENTS),
    st.builds(LastSeen, within=DAYS),
    st.builds(LastSeen, longer=DAYS),
    st.builds(Tagged, names=st.lists(st.sampled_from(TAGS), min_size=1, unique=True).map(tuple)),
    st.builds(
        FieldIs,
        name=st.sampled_from(FIELDS),
        test=st.sampled_from(FieldTest),
        value=st.sampled_from(VALUES),
    ),
    st.just(WantsTopic(topic=TOPIC)),
    st.builds(
        InChat,
        kinds=st.lists(
            st.sampled_from(("private", "groups", "channels")), min_size=1, unique=True
        ).map(tuple),
    ),
    st.builds(InBroadcast, broadcast=SOME_BROADCAST, fate=st.sampled_from(Fate)),
    st.builds(
        Answered,
        broadcast=SOME_BROADCAST,
        buttons=st.lists(st.integers(0, 2), max_size=2, unique=True).map(tuple),
        silent=st.booleans(),
        alone=st.booleans(),
    ),
    st.builds(
        Clicked,
        broadcast=st.sampled_from((BROADCAST, AGAIN)),
        url=st.sampled_from((None, SHOP)),
    ),
    st.builds(AtRandom, seed=st.integers(0, 99), percent=st.integers(0, 100)),
    st.builds(AtRandom, seed=st.integers(0, 99), count=st.integers(0, 6)),
    st.just(InList(number=LIST)),
)
SOME = st.lists(CONDITIONS, max_size=3).map(tuple)
AUDIENCES = st.builds(Audience, must=SOME, must_not=SOME)


@dataclass(kw_only=True)
class World:
    """Subscriber number n is person n - 1."""

    people: list[Someone] = field(default_factory=list)

    def matching(self, audience: Audience) -> set[int]:
        """Numbers; of those drawn by number, whoever it may be is left in: see `drawn`."""
        return {
            number
            for number, person in enumerate(self.people, start=1)
            if person.state == "active"
            and all(meets(person, one) for one in audience.must if not is_random(one))
            and not any(meets(person, one) for one in audience.must_not if not is_random(one))
        }

    async def write(self, connection: AsyncConnection) -> None:
        for table in (
            *(
                "link_clicks",
                "tracked_links",
                "answers",
                "deliveries",
                "run_parts",
                "runs",
                "broadcasts",
                "subscribers",
                "tags",
                "fields",
            ),
            *("topics", "audience_lists"),
        ):
            await connection.exec_driver_sql(f"DELETE FROM {table}")
        await self._write_names(connection)
        await _write_links(connection)
        for number, person in enumerate(self.people, start=1):
            await _write_person(connection, number, person)

    async def _write_names(self, connection: AsyncConnection) -> None:
        for table, names in ((tags, TAGS), (fields, FIELDS)):
            for number, name in enumerate(names, start=1):
                await connection.execute(
                    insert(table).values(id=number, name=name, folded=name.casefold(), created_at=1)
                )
        await connection.execute(
            insert(topics).values(id=TOPIC, name="News", folded="news", position=1)
        )
        await connection.execute(insert(audience_lists).values(id=LIST, created_by=1, created_at=1))
        for number, run_id, parent in (
            (BROADCAST, RUN, None),
            (AGAIN, AGAIN_RUN, BROADCAST),
            (OTHER, OTHER_RUN, None),
        ):
            await _write_broadcast(connection, number, run_id, parent)
        named = (
            "broadcasts",
            "runs",
            "tracked_links",
            "tags",
            "fields",
            "topics",
            "audience_lists",
        )
        await go_on_counting(connection, *named, "tracked_links")


async def _write_broadcast(
    connection: AsyncConnection, number: int, run_id: int, parent: int | None
) -> None:
    await connection.execute(
        insert(broadcasts).values(
            id=number,
            title="",
            content="{}",
            created_by=1,
            created_at=1,
            stage=Stage.LAUNCHED,
            parent_id=parent,
        )
    )
    await connection.execute(
        insert(runs).values(
            id=run_id,
            broadcast_id=number,
            content='{"options": {"clicks": "person"}}' if run_id in BY_PERSON else "{}",
            state="finished",
            frozen=True,
            launched_by=1,
            launched_at=NOW - 30 * DAY,
            total=0,
            audience_upto=6,
        )
    )


async def _write_person(connection: AsyncConnection, number: int, person: Someone) -> None:
    await connection.execute(
        insert(subscribers).values(
            id=number,
            chat_id=1_000 + number,
            state=person.state,
            kind=person.kind,
            language=person.language,
            language_code=person.language_code,
            source=person.source,
            joined_at=person.joined_at,
            changed_at=1,
            seen_at=person.seen_at,
        )
    )
    for tag in sorted(person.tags):
        await connection.execute(
            insert(subscriber_tags).values(tag_id=TAGS.index(tag) + 1, subscriber_id=number)
        )
    for name, value in person.fields:
        await connection.execute(
            insert(subscriber_fields).values(
                field_id=FIELDS.index(name) + 1, subscriber_id=number, value=value
            )
        )
    for link in sorted(person.followed):
        await connection.execute(
            insert(link_clicks).values(
                tracked_link_id=link, subscriber_id=number, clicks=1, first_at=1
            )
        )
    if person.opted_out:
        await connection.execute(
            insert(topic_opt_outs).values(topic_id=TOPIC, subscriber_id=number)
        )
    if person.listed:
        await connection.execute(
            insert(audience_list_members).values(audience_list_id=LIST, subscriber_id=number)
        )
    for run_id, state in (
        (RUN, person.delivery),
        (AGAIN_RUN, person.again),
        (OTHER_RUN, person.other),
    ):
        if state is not None:
            trouble = state if state in IN_TROUBLE else None
            reason = SkipReason.CAPPED if state is _D.SKIPPED else None
            row: dict[str, Any] = {"run_id": run_id, "subscriber_id": number, "state": state}
            row |= {"trouble": trouble, "reason": reason}
            await connection.execute(insert(deliveries).values(row))
    for run_id, button in (
        (RUN, person.button),
        (AGAIN_RUN, person.again_button),
        (OTHER_RUN, person.other_button),
    ):
        if button is not None:
            await connection.execute(
                insert(answers).values(
                    run_id=run_id, subscriber_id=number, button=button, answered_at=1
                )
            )


async def _write_links(connection: AsyncConnection) -> None:
    for number, (run_id, url) in LINKS.items():
        await connection.execute(
            insert(tracked_links).values(id=number, run_id=run_id, position=number, url=url)
        )


def is_random(condition: Condition) -> bool:
    return isinstance(condition, AtRandom)


def meets(person: Someone, condition: Condition) -> bool:
    asked = in_own_row(person, condition)
    return stands_beside(person, condition) if asked is None else asked


def in_own_row(person: Someone, condition: Condition) -> bool | None:
    """None when it is about something else."""
    match condition:
        case InLanguage(codes=codes):
            return spoken(person) in codes
        case FromSource(codes=codes):
            return (person.source or "") in codes
        case Joined():
            after = condition.after or 0
            if condition.within is not None:
                after = NOW - condition.within * DAY
            return after <= person.joined_at and (
                condition.before is None or person.joined_at < condition.before
            )
        case LastSeen(within=within, longer=longer):
            seen = person.joined_at if person.seen_at is None else person.seen_at
            if within is not None:
                return seen >= NOW - within * DAY
            return seen < NOW - (longer or 0) * DAY
        case InChat(kinds=kinds):
            return KINDS[person.kind] in kinds
    return None


def stands_beside(person: Someone, condition: Condition) -> bool:
    match condition:
        case Tagged(names=names):
            return not person.tags.isdisjoint(names)
        case FieldIs():
            value = dict(person.fields).get(condition.name)
            if condition.test == FieldTest.IS_SET:
                return value is not None
            return (value == condition.value) == (condition.test == FieldTest.IS)
        case WantsTopic():
            return not person.opted_out
        case InBroadcast(broadcast=number, fate=fate):
            return has_fate(fates(person, number), fate)
        case Answered():
            return has_answered(person, condition)
        case Clicked(broadcast=number, url=url):
            line = {BROADCAST: (RUN, AGAIN_RUN), AGAIN: (AGAIN_RUN,)}[number]
            these = [LINKS[link] for link in person.followed]
            return any(run_id in line and url in (None, to) for run_id, to in these)
        case InList():
            return person.listed
    raise AssertionError(condition)


def has_answered(person: Someone, asked: Answered) -> bool:
    states, given = fates(person, asked.broadcast), said(person, asked.broadcast)
    if asked.alone:
        states, given = states[:1], given[:1]
    taps = {one for one in given if one is not None}
    if asked.silent:
        return _D.SENT in states and not taps
    return not taps.isdisjoint(asked.buttons) if asked.buttons else bool(taps)


def spoken(person: Someone) -> str:
    """`language` where there is any, "" too."""
    known = person.language if person.language is not None else person.language_code
    return re.split("[-_]", known or "")[0].lower()


def fates(person: Someone, broadcast: int) -> tuple[DeliveryState | None, ...]:
    """In the broadcast itself, and in what followed it."""
    return {
        BROADCAST: (person.delivery, person.again),
        AGAIN: (person.again,),
        OTHER: (person.other,),
    }[broadcast]


def said(person: Someone, broadcast: int) -> tuple[int | None, ...]:
    """As `fates()`: the buttons that they tapped."""
    return {
        BROADCAST: (person.button, person.again_button),
        AGAIN: (person.again_button,),
        OTHER: (person.other_button,),
    }[broadcast]


def has_fate(states: tuple[DeliveryState | None, ...], fate: str) -> bool:
    match fate:
        case Fate.GOT:
            return _D.SENT in states
        case Fate.UNCERTAIN:
            return _D.UNCERTAIN in states and _D.SENT not in states
        case Fate.CAPPED:
            return _D.SKIPPED in states and _D.SENT not in states
    return not {_D.CLAIMED, _D.SENT, _D.UNCERTAIN} & set(states)
