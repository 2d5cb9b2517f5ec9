"""The series that lies ready in the demo: started, it shows all it does within two minutes."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from botapi.call import Call
from broadcast.model.button import Button, ButtonKind
from broadcast.model.content import Content
from db.knowledge.names import Name
from db.schema.states import SignalKind
from db.series import series, steps
from db.series.records import BEGINS, Signal
from db.series.steps import Says

NAME = "Welcome"
TEXTS: Mapping[str, int] = {  # with how many seconds each waits
    "👋 Welcome! In this series I tell you, step by step, what there is here.": 0,
    "📚 Half a minute later: the book of the month. Do you know it already?": 30,
    "☕️ And a minute after that: we meet on Fridays at seven. See you there!": 60,
}
ASKS = 1  # the place of the one with answers
ANSWERS = ((Button(text="Yes", value="Tell us on Friday!", kind=ButtonKind.ANSWER),),)


async def lay_ready(connection: AsyncConnection, *, by: int, now: int) -> None:
    """As a draft, for whoever subscribes: nobody is in it before it is started."""
    number = await series.add(connection, Name.read(NAME), by=by, now=now)
    await series.set_signals(connection, number, [Signal(SignalKind.SUBSCRIBED)], does=BEGINS)
    for place, (text, seconds) in enumerate(TEXTS.items()):
        content = Content(
            message=(Call(method="sendMessage", params={"text": text}),),
            buttons=ANSWERS if place == ASKS else (),
            fields=(),
        )
        says = Says(content.title, content.dump(), False)  # noqa: FBT003 - a column's value
        await steps.add(connection, number, place, says, wait=str(seconds), by=by, now=now)
