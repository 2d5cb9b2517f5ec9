"""A run with everybody sent to, but for the last ones, who are in doubt."""

import pytest
from sqlalchemy import insert

from botapi.call import Call
from broadcast.model.content import Content
from db.certainty import doubts
from db.certainty.doubts import DoubtRow
from db.connection.database import Database
from db.schema.ledger import deliveries
from db.schema.states import DeliveryState
from db.schema.subscribers import subscribers
from tests.filled import add_run

FIRST = 101  # chat of the first person; the number of the message there is 1, and so on
KNOWN = 10  # people whose messages have come
IN_DOUBT = 2  # the next ones: theirs came, too, and nobody has said so
LAST = KNOWN + IN_DOUBT


@pytest.fixture
async def sent(database: Database) -> Database:
    content = Content(message=(Call(method="sendMessage", params={"text": "Hi"}),)).dump()
    uncertain = DeliveryState.UNCERTAIN
    async with database.write() as connection:
        await add_run(
            connection,
            cursor=99,
            audience_upto=99,
            total=LAST,
            sent=KNOWN,
            uncertain=IN_DOUBT,
            frozen=True,
            content=content,
        )
        for number in range(1, LAST + 1):
            person = {"id": number, "chat_id": FIRST + number - 1, "joined_at": 1, "changed_at": 1}
            await connection.execute(insert(subscribers).values(person))
            row = {"state": DeliveryState.SENT, "message_id": number}
            if number > KNOWN:
                row = {"state": uncertain, "trouble": uncertain}
            whose = {"run_id": 1, "subscriber_id": number}
            await connection.execute(insert(deliveries).values(whose | row))
        in_doubt = [DoubtRow(1, number, 0, None, KNOWN, 1) for number in range(KNOWN + 1, LAST + 1)]
        await doubts.note(connection, in_doubt)
    return database
