"""What is a part of something larger says so, and leads there."""

from datetime import time

from sqlalchemy import text

from botapi.call import Call
from broadcast.model.content import Content
from handlers.admin.control.runs import Action, SeriesData, allows, control_keyboard
from handlers.language.texts import Texts
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, House, Person, words_of
from tests.dialogs.series.test_making import made, start

MIDNIGHT = time()
TEXTS = Texts("en")


async def test_a_message_of_a_series_leads_to_it_and_is_not_cancelled(
    house: House, admin: Person
) -> None:
    await made(admin, "Hello there")
    await start(admin)
    [(number,)] = await house.rows("SELECT id FROM broadcasts")
    step = await house.assembly.doors.reports.get(number)
    assert [action for action in Action if allows(action, step)] == [Action.PAUSE]
    keyboard = control_keyboard(step, TEXTS, "en")
    assert keyboard is not None
    opens = keyboard.inline_keyboard[-1][0]
    assert opens.callback_data == SeriesData(series_id=1).pack()
    await house.control.forged_callback(ADMIN, opens.callback_data)
    await admin.sees("Waiting for a message: 0")


async def test_one_that_has_paused_by_itself_says_what_to_do_with_it(
    house: House, admin: Person
) -> None:
    """Nobody is told to cancel what cannot be cancelled."""
    await made(admin, "Hello there")
    await start(admin)
    async with house.database.write() as connection:
        await connection.execute(
            text("UPDATE runs SET state = 'paused', pause_reason = 'content', pause_detail = :why"),
            {"why": "Bad Request: message is too long"},
        )
    await admin.press("Refresh")
    await admin.sees("It stands still and wants a decision")
    await admin.press("Messages")
    await admin.sees("Tap one to look at it")
    await admin.press("Hello there")
    window = words_of(await admin.sees("Replace it in its series, and resume it"))
    assert "message is too long" in window
    await admin.press("Resume this message")
    await house.until("SELECT state FROM runs", ("running",))


async def test_a_round_leads_to_what_is_repeated(house: House, admin: Person) -> None:
    await house.subscribe(1)
    doors, by = house.assembly.doors, editor(ADMIN)
    content = Content(message=(Call(method="sendMessage", params={"text": "Weekly news"}),))
    draft = await doors.drafts.add(content, by=by)
    rule = await doors.repeats.read_rule("FREQ=WEEKLY;BYDAY=MO", MIDNIGHT)
    repeat = await doors.repeats.begin(draft, rule, by=by)
    number = await house.launched("This week")
    async with house.database.write() as connection:
        statement = text("UPDATE broadcasts SET repeat_id = :repeat WHERE id = :number")
        await connection.execute(statement, {"repeat": repeat, "number": number})
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("This week")
    await admin.sees("A round of what is repeated")
    await admin.press("🔁 Open")
    await admin.sees("every Monday")
