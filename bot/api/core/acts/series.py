"""Series, and putting people into one."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api.core.call import Act, Call, Given, told
from bot.api.core.mandate import Answer, Telling
from bot.api.core.shapes.series import (
    EnrolledView,
    EnrolmentShape,
    SeriesListView,
    SeriesView,
)
from broadcast.model.series.series import MOST_SERIES
from db.schema.states import ApiRight
from db.series import figures, naming


async def every(call: Call, _: Given) -> Answer:
    found, _count = await call.office.doors.series.page(offset=0, limit=MOST_SERIES)
    return told(
        SeriesListView(
            items=[
                SeriesView(
                    id=one.id,
                    name=one.name,
                    state=one.state.value,
                    steps=one.steps,
                    waiting=one.waiting,
                    finished=one.finished,
                )
                for one in found
            ]
        )
    )


async def enrol(call: Call, given: Given) -> Answer:
    """Somebody who is in it already stays where they are."""
    number, chat_ids = given.numbers["series"], given.asked(EnrolmentShape).chat_ids
    work = call.doors.series_running.enrol(number, chat_ids, by=call.actor)
    return await call.once(200, _in_it(number, chat_ids), work)


def _in_it(series_id: int, chat_ids: list[int]) -> Telling:
    async def tell(connection: AsyncConnection) -> str:
        people = await naming.subscribers_of(connection, chat_ids)
        waiting = await figures.waiting_among(connection, series_id, people)
        return EnrolledView(series=series_id, waiting=waiting).dump()

    return tell


SERIES = (
    Act(
        name="list_series",
        does=every,
        rights=[ApiRight.READ, ApiRight.PEOPLE],
        tells=SeriesListView,
        once=False,
        summary="All series, and how many are in each.",
    ),
    Act(
        name="enrol_in_series",
        does=enrol,
        rights=[ApiRight.PEOPLE],
        body=EnrolmentShape,
        tells=EnrolledView,
        summary="Begin a series for some people, whatever else begins it.",
    ),
)
