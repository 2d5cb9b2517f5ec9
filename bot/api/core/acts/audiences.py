"""From the audience that was asked for to the one that is kept."""

from bot.api.core.refusals import Refused
from bot.api.core.shapes.audience import AudienceShape
from broadcast.doors.audience.segments import Segments
from db.audience.audience import Audience
from db.audience.conditions import Condition, Tagged
from db.knowledge.names import Name

EVERYONE = Audience()


async def audience_of(asked: AudienceShape | None, segments: Segments) -> Audience:
    """Raises Refused for a segment that is not there."""
    if asked is None:
        return EVERYONE
    base = EVERYONE if asked.segment is None else await _segment(asked.segment, segments)
    must: tuple[Condition, ...] = tuple(one.condition() for one in asked.must)
    must_not: tuple[Condition, ...] = tuple(one.condition() for one in asked.must_not)
    if asked.tags:
        must += (Tagged(names=tuple(asked.tags)),)
    if asked.without_tags:
        must_not += (Tagged(names=tuple(asked.without_tags)),)
    return Audience(
        must=(*base.must, *must), must_not=(*base.must_not, *must_not), topic=asked.topic
    )


async def _segment(typed: str, segments: Segments) -> Audience:
    folded = Name.read(typed).folded
    for one in await segments.every():
        if Name.read(one.name).folded == folded:
            return one.audience
    raise Refused(status=422, code="no_such_segment", detail=f"There is no segment {typed!r}.")
