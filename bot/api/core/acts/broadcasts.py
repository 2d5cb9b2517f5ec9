"""Broadcasts: made, shown, launched, held, taken back, told of."""

from collections.abc import Awaitable
from typing import Annotated, Literal

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api.core.acts.audiences import audience_of
from bot.api.core.acts.drafting import drafted
from bot.api.core.acts.moments import moment_of
from bot.api.core.acts.views import discarded, telling, view_in
from bot.api.core.call import Act, Call, Given, told
from bot.api.core.cursors import below
from bot.api.core.mandate import Answer, Telling
from bot.api.core.refusals import wrong_state
from bot.api.core.shapes.base import MOST_ITEMS, Asked, Page
from bot.api.core.shapes.broadcasts import (
    AnswerView,
    BroadcastView,
    NewBroadcast,
    PlanShape,
    PreviewView,
    ReasonView,
    ReportView,
)
from broadcast.model.content import Content
from broadcast.model.errors import BeingMended, MoveNotAllowed, NoSuchBroadcast
from broadcast.model.events import DraftArrived, LaunchedOutside, PreviewedOutside
from broadcast.model.outside.key import ApiKey
from db.audience import facts
from db.audience.audience import Audience
from db.broadcasts import broadcasts, drafts
from db.schema.states import ApiRight, BroadcastState

D, S, R = ApiRight.DRAFT, ApiRight.SEND, ApiRight.READ


class BroadcastPage(Page[BroadcastView]):
    """The newest first."""


class BroadcastQuery(Asked):
    """`cursor`: what the page before gave as `next`."""

    limit: Annotated[int, Field(ge=1, le=MOST_ITEMS)] = 20
    cursor: Annotated[str, Field(max_length=64)] | None = None
    state: Literal["draft", "scheduled", "running", "paused", "finished", "cancelled"] | None = None


async def create(call: Call, given: Given) -> Answer:
    """A draft, which the admins are asked to send; nobody works on it yet."""
    asked = given.asked(NewBroadcast)
    if asked.quiet:
        call.caller.require([S])
    content, audience = await drafted(asked, call)
    if asked.audience is not None:
        audience = await audience_of(asked.audience, call.office.doors.segments)
    await _require_askable(audience, call)
    work = call.doors.drafts.add(content, by=call.actor, audience=audience, quiet=asked.quiet)
    answer = await call.once(201, _newest_of(call.caller.key), work)
    number = BroadcastView.model_validate_json(answer.body).id
    call.office.doors.events.say(DraftArrived(broadcast_id=number))
    return answer


async def preview(call: Call, given: Given) -> Answer:
    """To whoever made the key, as the chat shows it. It may come twice where a call does."""
    number = await _number(call, given)
    broadcast = await call.office.doors.reports.get(number)
    content, audience = Content.load(broadcast.content), Audience.load(broadcast.audience)
    calls = await call.office.doors.personal.calls(content, audience=audience)
    shown = await call.office.doors.previews.show(calls, by=call.actor)
    by, key = call.actor.user_id, call.caller.key.name
    call.office.doors.events.say(PreviewedOutside(broadcast_id=number, by=by, key=key))

    async def tell(_: AsyncConnection) -> str:
        return PreviewView(messages=len(shown)).dump()

    return await call.once(200, tell, _nothing())


async def launch(call: Call, given: Given) -> Answer:
    number = await _number(call, given)
    work = call.doors.launches.launch(number, by=call.actor)
    answer = await _moved(call, number, telling(number), work)
    launched = LaunchedOutside(broadcast_id=number, by=call.actor.user_id)
    call.office.doors.events.say(launched)
    return answer


async def plan(call: Call, given: Given) -> Answer:
    """At that moment; one that is planned already is moved to it."""
    number, at = await _number(call, given), await moment_of(given.asked(PlanShape), call)
    planned = await call.office.doors.plans.find(number) is not None
    act = call.doors.plans.move if planned else call.doors.plans.plan
    return await _moved(call, number, telling(number), act(number, at, by=call.actor))


async def pause(call: Call, given: Given) -> Answer:
    number = await _number(call, given)
    work = call.doors.launches.pause(number, by=call.actor)
    return await _moved(call, number, telling(number), work)


async def resume(call: Call, given: Given) -> Answer:
    number = await _number(call, given)
    work = call.doors.launches.resume(number, by=call.actor)
    return await _moved(call, number, telling(number), work)


async def cancel(call: Call, given: Given) -> Answer:
    """Whoever has not got it yet does not get it; one that is planned is discarded."""
    number = await _number(call, given)
    broadcast = await call.office.doors.reports.get(number)
    if broadcast.state is BroadcastState.SCHEDULED:
        work = call.doors.plans.drop(number, by=call.actor)
        return await _moved(call, number, discarded(number), work)
    cancelling = call.doors.launches.cancel(number, by=call.actor)
    return await _moved(call, number, telling(number), cancelling)


async def discard(call: Call, given: Given) -> Answer:
    """A draft that nobody has opened."""
    number = await _number(call, given)
    await call.office.doors.reports.get(number)
    work = call.doors.drafts.discard(number, by=call.actor)
    return await _moved(call, number, discarded(number), work)


async def _moved(call: Call, number: int, tells: Telling, work: Awaitable[object]) -> Answer:
    """Where it cannot be done, what keeps it from that is told. Raises Refused."""
    try:
        return await call.once(200, tells, work)
    except BeingMended:
        raise
    except MoveNotAllowed as error:
        now = await call.office.doors.reports.get(number)
        raise wrong_state(now.state.value) from error


async def get(call: Call, given: Given) -> Answer:
    number = await _number(call, given)
    async with call.office.database.read() as connection:
        return told(await view_in(connection, number))


async def page(call: Call, given: Given) -> Answer:
    query = given.asked(BroadcastQuery)
    async with call.office.database.read() as connection:
        numbers = await broadcasts.listed(
            connection, before=below(query.cursor), limit=query.limit + 1, state=query.state
        )
        shown, more = numbers[: query.limit], len(numbers) > query.limit
        items = [await view_in(connection, number) for number in shown]
    return told(BroadcastPage(items=items, next=str(shown[-1]) if more else None))


async def report(call: Call, given: Given) -> Answer:
    number, doors = await _number(call, given), call.office.doors
    async with call.office.database.read() as connection:
        view = await view_in(connection, number)
    broadcast = await doors.reports.get(number)
    answers = []
    if broadcast.run_id is not None:
        content = Content.load(broadcast.content)
        counted = await doors.answers.counts(broadcast.run_id, content)
        answers = [AnswerView(text=one.text, count=one.tally.recipients) for one in counted]
    reasons = [
        ReasonView(state=one.state.name.lower(), reason=one.reason, count=one.count)
        for one in await doors.reports.open_reasons(number)
    ]
    return told(ReportView(broadcast=view, reasons=reasons, answers=answers))


def _newest_of(key: ApiKey) -> Telling:
    async def tell(connection: AsyncConnection) -> str:
        number = await drafts.newest_of_key(connection, key.id)
        return (await view_in(connection, number)).dump()

    return tell


async def _require_askable(audience: Audience, call: Call) -> None:
    """So that whoever calls learns of a tag that is not there, and not an admin afterwards."""
    async with call.office.database.read() as connection:
        await facts.read(connection, audience, now=call.now)


async def _number(call: Call, given: Given) -> int:
    """Steps of a series, and what mends another broadcast, are none of those that can be asked
    for. Raises NoSuchBroadcast."""
    number = given.numbers["broadcast"]
    async with call.office.database.read() as connection:
        if not await broadcasts.is_listed(connection, number):
            raise NoSuchBroadcast(f"there is no broadcast {number}")
    return number


async def _nothing() -> None:
    """All was done before."""


BROADCASTS = (
    Act(
        name="create_broadcast",
        does=create,
        rights=[D, S],
        body=NewBroadcast,
        tells=BroadcastView,
        status=201,
        summary="Make a draft. The admins are asked in the chat to send it.",
    ),
    Act(
        name="list_broadcasts",
        does=page,
        rights=[R],
        query=BroadcastQuery,
        tells=BroadcastPage,
        once=False,
        summary="Drafts, planned and launched broadcasts, the newest first.",
    ),
    Act(
        name="get_broadcast",
        does=get,
        rights=[R, D, S],
        tells=BroadcastView,
        once=False,
        summary="How it stands with a broadcast.",
    ),
    Act(
        name="discard_broadcast",
        does=discard,
        rights=[D, S],
        tells=BroadcastView,
        summary="Throw a draft away that nobody has opened.",
    ),
    Act(
        name="preview_broadcast",
        does=preview,
        rights=[D, S],
        tells=PreviewView,
        summary="Show it in the chat of whoever made the key.",
    ),
    Act(
        name="launch_broadcast",
        does=launch,
        rights=[S],
        tells=BroadcastView,
        summary="Send a draft now.",
    ),
    Act(
        name="plan_broadcast",
        does=plan,
        rights=[S],
        body=PlanShape,
        tells=BroadcastView,
        summary="Send a draft at a moment, or move it to another one.",
    ),
    Act(
        name="pause_broadcast",
        does=pause,
        rights=[S],
        tells=BroadcastView,
        summary="Let a running broadcast stand still.",
    ),
    Act(
        name="resume_broadcast",
        does=resume,
        rights=[S],
        tells=BroadcastView,
        summary="Let a paused broadcast go on.",
    ),
    Act(
        name="cancel_broadcast",
        does=cancel,
        rights=[S],
        tells=BroadcastView,
        summary="End a broadcast: whoever has not got it does not get it.",
    ),
    Act(
        name="report_broadcast",
        does=report,
        rights=[R],
        tells=ReportView,
        once=False,
        summary="Figures, why some failed, and how people answered.",
    ),
)
