"""Tags, fields, segments."""

import json

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api.core.acts.audiences import audience_of
from bot.api.core.call import Act, Call, Given, told
from bot.api.core.mandate import Answer, Telling
from bot.api.core.refusals import Refused
from bot.api.core.shapes.people import (
    FieldsView,
    FieldView,
    NamedView,
    NewName,
    NewSegment,
    SegmentsView,
    SegmentView,
    TagsView,
    TagView,
)
from db.audience.audience import Audience
from db.knowledge import segments as stored_segments
from db.knowledge import tags as stored_tags
from db.knowledge.names import Name
from db.schema.states import ApiRight

R, P = ApiRight.READ, ApiRight.PEOPLE


async def tags(call: Call, _: Given) -> Answer:
    found = await call.office.doors.tags.every()
    return told(TagsView(items=[TagView(name=one.name, count=one.count) for one in found]))


async def add_tag(call: Call, given: Given) -> Answer:
    """One that is there already is as good as a new one."""
    name = given.asked(NewName).name
    return await call.once(201, _tag_there(name), call.doors.tags.add(name, by=call.actor))


async def fields(call: Call, _: Given) -> Answer:
    found = await call.office.doors.fields.every()
    return told(FieldsView(items=[FieldView(name=one.name, count=one.count) for one in found]))


async def segments(call: Call, _: Given) -> Answer:
    found = await call.office.doors.segments.every()
    items = [SegmentView(name=one.name, audience=json.loads(one.audience.dump())) for one in found]
    return told(SegmentsView(items=items))


async def add_segment(call: Call, given: Given) -> Answer:
    """The same one that is there already is as good as a new one."""
    asked = given.asked(NewSegment)
    audience = await audience_of(asked.audience, call.office.doors.segments)
    work = call.doors.segments.add(asked.name, audience, by=call.actor)
    return await call.once(201, _segment_there(asked.name, audience), work)


def _tag_there(typed: str) -> Telling:
    async def tell(connection: AsyncConnection) -> str:
        found = await stored_tags.find(connection, Name.read(typed))
        if found is None:
            raise _cannot_be(typed)
        return NamedView(name=found.name).dump()

    return tell


def _segment_there(typed: str, audience: Audience) -> Telling:
    async def tell(connection: AsyncConnection) -> str:
        number = await stored_segments.named(connection, Name.read(typed))
        found = None if number is None else await stored_segments.get(connection, number)
        if found is None:
            raise _cannot_be(typed)
        if (found.audience.must, found.audience.must_not) != (audience.must, audience.must_not):
            raise Refused(
                status=409,
                code="name_taken",
                detail=f"There is another segment {found.name!r} already.",
            )
        return NamedView(name=found.name).dump()

    return tell


def _cannot_be(typed: str) -> Refused:
    """The door has not made it."""
    return Refused(
        status=422,
        code="cannot_be_made",
        detail=f"{typed!r} is empty or too long for a name, or there are as many as there may be.",
    )


NAMES = (
    Act(
        name="list_tags",
        does=tags,
        rights=[R, P],
        tells=TagsView,
        once=False,
        summary="All tags, and how many have each.",
    ),
    Act(
        name="add_tag",
        does=add_tag,
        rights=[P],
        body=NewName,
        tells=NamedView,
        status=201,
        summary="See to it that there is such a tag.",
    ),
    Act(
        name="list_fields",
        does=fields,
        rights=[R, P],
        tells=FieldsView,
        once=False,
        summary="All custom fields, and of how many each is known.",
    ),
    Act(
        name="list_segments",
        does=segments,
        rights=[R, P],
        tells=SegmentsView,
        once=False,
        summary="All segments with their conditions.",
    ),
    Act(
        name="add_segment",
        does=add_segment,
        rights=[P],
        body=NewSegment,
        tells=NamedView,
        status=201,
        summary="Name an audience.",
    ),
)
