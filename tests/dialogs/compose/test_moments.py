"""`{time …}` in what an admin writes: each reader sees it in their own zone."""

from tests.dialogs.compose.test_compose import preview_of
from tests.dialogs.conftest import Person


async def test_a_moment_is_an_entity_and_the_window_says_what_is_seen(admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("photo", caption="See you {time 2030-12-05 19:00}!")
    preview = await preview_of(admin)
    assert preview["caption"] == "See you 2030-12-05 19:00 UTC+1!"
    assert [one["type"] for one in preview["caption_entities"]] == ["date_time"]
    await admin.sees("5 Dec 2030, 19:00 in Europe/Berlin is shown to everybody")


async def test_a_wrong_moment_is_quoted_and_the_draft_stays(admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.say("See you {time 2026-02-30 19:00}")
    await admin.sees("there is no such day or hour")
    number = await admin.say("See you {time 2027-02-28 19:00}")
    assert (await preview_of(admin))["text"] == "See you 2027-02-28 19:00 UTC+1"
    await admin.control.edit(admin.id, number, text="See you {time at noon}")
    await admin.sees("You edited your message into something that cannot be broadcast")
    await admin.control.edit(admin.id, number, text="See you {time 2027-03-01 19:00}")
    await admin.sees("You edited your message, and the draft")
    assert (await preview_of(admin))["text"] == "See you 2027-03-01 19:00 UTC+1"


async def test_in_a_rich_message_it_is_a_moment_too_and_in_its_code_it_is_not(
    admin: Person,
) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.press("Rich")
    await admin.sees("Send me the source")
    await admin.say("# At {time 2026-02-30 19:00}")
    await admin.sees("there is no such day or hour")
    await admin.say("# At {time 2030-12-05 19:00}\n\nWritten `{time 2030-12-05 19:00}`")
    heading, written = (await preview_of(admin))["rich_message"]["blocks"]
    assert heading["text"][1]["type"] == "date_time"
    assert heading["text"][1]["text"] == "2030-12-05 19:00 UTC+1"
    assert written["text"][1] == {"type": "code", "text": "{time 2030-12-05 19:00}"}
    await admin.sees("5 Dec 2030, 19:00 in Europe/Berlin is shown to everybody")
