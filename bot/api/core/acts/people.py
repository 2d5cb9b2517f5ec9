"""Subscribers: found, listed, tagged, unsubscribed, erased."""

from typing import Annotated, Literal

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api.core.call import Act, Call, Given, told
from bot.api.core.cursors import above
from bot.api.core.mandate import Answer, Telling
from bot.api.core.refusals import Refused
from bot.api.core.shapes.base import MOST_ITEMS, Asked, Name, Page, moment
from bot.api.core.shapes.people import GoneView, SubscriberChange, SubscriberView
from broadcast.doors.outside.profiles import ProfileChange
from db.people import profiles
from db.people.profiles import Profile
from db.schema.states import ApiRight

P = [ApiRight.PEOPLE]


class SubscriberPage(Page[SubscriberView]):
    """In the order in which they came."""


class SubscriberQuery(Asked):
    """`cursor`: what the page before gave as `next`."""

    limit: Annotated[int, Field(ge=1, le=MOST_ITEMS)] = 50
    cursor: Annotated[str, Field(max_length=64)] | None = None
    state: Literal["active", "unsubscribed", "blocked", "unreachable", "deactivated"] | None = None
    tag: Name | None = None


async def page(call: Call, given: Given) -> Answer:
    query = given.asked(SubscriberQuery)
    found = await call.office.doors.profiles.page(
        after=above(query.cursor),
        limit=query.limit + 1,
        by=call.actor,
        state=query.state,
        tag=query.tag,
    )
    shown, more = found[: query.limit], len(found) > query.limit
    following = str(shown[-1].number) if more else None
    return told(SubscriberPage(items=list(map(view_of, shown)), next=following))


async def get(call: Call, given: Given) -> Answer:
    found = await call.office.doors.profiles.get(given.numbers["chat_id"], by=call.actor)
    if found is None:
        raise unknown()
    return told(view_of(found))


async def change(call: Call, given: Given) -> Answer:
    chat_id, asked = given.numbers["chat_id"], given.asked(SubscriberChange)
    wanted = ProfileChange(tag=asked.tag, untag=asked.untag, fields=asked.fields)
    work = call.doors.profiles.change(chat_id, wanted, by=call.actor)
    return await call.once(200, _as_it_stands(chat_id), work)


async def unsubscribe(call: Call, given: Given) -> Answer:
    """As /stop does. Somebody who has left stays so."""
    chat_id = given.numbers["chat_id"]
    known = await call.office.doors.profiles.get(chat_id, by=call.actor)
    if known is None:
        raise unknown()
    work = call.doors.profiles.unsubscribe(chat_id, by=call.actor)
    return await call.once(200, _gone(chat_id, changed=known.state == "active"), work)


async def erase(call: Call, given: Given) -> Answer:
    """As /privacy does: what is stored of them is gone for good."""
    chat_id = given.numbers["chat_id"]
    known = await call.office.doors.profiles.get(chat_id, by=call.actor)
    work = call.doors.profiles.erase(chat_id, by=call.actor)
    return await call.once(200, _gone(chat_id, changed=known is not None), work)


def view_of(profile: Profile) -> SubscriberView:
    return SubscriberView(
        chat_id=profile.chat_id,
        kind=profile.kind,
        state=profile.state,
        first_name=profile.first_name,
        username=profile.username,
        language=profile.language,
        source=profile.source,
        joined_at=moment(profile.joined_at),
        tags=list(profile.tags),
        fields=dict(profile.fields),
    )


def unknown() -> Refused:
    return Refused(status=404, code="no_such_subscriber", detail="Nobody here has that chat id.")


def _as_it_stands(chat_id: int) -> Telling:
    async def tell(connection: AsyncConnection) -> str:
        found = await profiles.get(connection, chat_id)
        if found is None:
            raise unknown()
        return view_of(found).dump()

    return tell


def _gone(chat_id: int, *, changed: bool) -> Telling:
    async def tell(_: AsyncConnection) -> str:
        return GoneView(chat_id=chat_id, changed=changed).dump()

    return tell


PEOPLE = (
    Act(
        name="list_subscribers",
        does=page,
        rights=P,
        query=SubscriberQuery,
        tells=SubscriberPage,
        once=False,
        summary="Subscribers with their tags and fields, in the order in which they came.",
    ),
    Act(
        name="get_subscriber",
        does=get,
        rights=P,
        tells=SubscriberView,
        once=False,
        summary="One subscriber, by the id of their chat.",
    ),
    Act(
        name="change_subscriber",
        does=change,
        rights=P,
        body=SubscriberChange,
        tells=SubscriberView,
        summary="Give or take tags, set fields.",
    ),
    Act(
        name="unsubscribe_subscriber",
        does=unsubscribe,
        rights=P,
        tells=GoneView,
        summary="They get nothing any more, as after /stop.",
    ),
    Act(
        name="erase_subscriber",
        does=erase,
        rights=P,
        tells=GoneView,
        summary="Delete all that is stored of them.",
    ),
)
