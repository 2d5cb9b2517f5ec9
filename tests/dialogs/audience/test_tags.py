"""The tags' windows: names, and putting them on by hand."""

from botapi_sandbox.control import Message
from broadcast.doors.audience.naming import Named
from db.audience.audience import Audience
from db.audience.conditions import InLanguage, Tagged
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.dialogs.conftest import FIRST, House, Person, words_of

TAGGED = (
    "SELECT chat_id FROM subscriber_tags JOIN subscribers ON subscribers.id = subscriber_id"
    " ORDER BY chat_id"
)


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def open_tags(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("👥 Audience")
    await admin.sees("Your audience")
    await admin.press("🏷 Tags")
    await admin.sees("Tags say something of a subscriber")


async def open_vip(house: House, admin: Person) -> None:
    await house.subscribe(3)
    assert await house.assembly.doors.tags.add("vip", by=editor()) is Named.DONE
    await open_tags(admin)
    await admin.press("\u2068vip\u2069 · 0")
    await admin.sees("\u2068vip\u2069: nobody has it")


async def test_a_tag_of_33_characters_is_refused_and_one_of_32_is_made(
    house: House, admin: Person
) -> None:
    await open_tags(admin)
    await admin.press("New tag")
    await admin.sees("up to 32 characters")
    await admin.say("x" * 33)
    await admin.sees("it needs 1 to 32 characters")
    await admin.say("x" * 32)
    await admin.sees("Tags say something")
    await house.until("SELECT length(name) FROM tags", (32,))


async def test_names_stand_still_while_a_broadcast_is_set_up(house: House, admin: Person) -> None:
    """It was said that the broadcast had changed, and the window went."""
    await open_vip(house, admin)
    audience = Audience(must=(Tagged(names=("vip",)),)).dump()
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO broadcasts (id, title, content, stage, created_by, created_at)"
            " VALUES (9, '', '{}', 'launched', 1, 1)"
        )
        await connection.exec_driver_sql(
            "INSERT INTO runs (id, broadcast_id, state, launched_by, launched_at, audience_upto,"
            " total, audience) VALUES (9, 9, 'paused', 1, 1, 9, 0, ?)",
            (audience,),
        )
    await admin.press("Rename")
    await admin.sees("Send me the new name")
    await admin.say("gold")
    await admin.sees("is just being set up")
    await admin.press("Back")
    await admin.press("\u2068vip\u2069 · 0")
    await admin.press("Delete")
    await admin.sees("Delete the tag")
    await admin.press("Yes, delete it", wait=0.3)
    window = words_of(await admin.sees("is just being set up"))
    assert "Delete the tag" in window
    await house.rows("SELECT 1")
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET frozen = true WHERE id = 9")
    await admin.press("Yes, delete it")
    await house.until("SELECT count(*) FROM tags", (0,))


async def test_everyone_gets_a_tag_after_a_question(house: House, admin: Person) -> None:
    await open_vip(house, admin)
    await admin.press("➕ Put it on")
    await admin.sees("Whom shall I put")
    await admin.press("Everyone who is subscribed")
    await admin.sees("Put \u2068vip\u2069 on 3 subscribers?")
    await admin.press("Yes")
    await admin.sees("Put on 3 more")
    await house.until(TAGGED, (FIRST,), (FIRST + 1,), (FIRST + 2,))
    await admin.press("Who the 3 are")
    assert f"({FIRST + 2})" in words_of(await admin.sees("Those who match, from no. 1 on"))


async def test_a_segment_loses_a_tag(house: House, admin: Person) -> None:
    await open_vip(house, admin)
    people = Subscribers(house.database)
    await people.subscribe(FIRST, now=1, language_code="ru")
    doors = house.assembly.doors
    await doors.segments.add("Readers", Audience(must=(InLanguage(codes=("ru",)),)), by=editor())
    [tag] = await doors.tags.every()
    assert await doors.tags.tag(tag.id, Audience(), on=True, by=editor()) == 3
    await admin.press("Back")
    await admin.press("\u2068vip\u2069 · 3")
    await admin.sees("3 subscribers have it")
    await admin.press("➖ Take it from")
    await admin.sees("Whom shall I take")
    await admin.press("\u2068Readers\u2069")
    await admin.sees("Take \u2068vip\u2069 from 1 subscriber?")
    await admin.press("Yes")
    await admin.sees("Taken from one")
    await house.until(TAGGED, (FIRST + 1,), (FIRST + 2,))


async def test_ids_get_a_tag(house: House, admin: Person) -> None:
    await open_vip(house, admin)
    await admin.press("➕ Put it on")
    await admin.sees("Whom shall I put")
    await admin.say("somebody")
    await admin.sees("There is no id in it")
    await admin.say(f"{FIRST}\n77")
    said = words_of(await admin.sees("Put on one more"))
    assert "1 of 2 are subscribed. 1 never started this bot." in said
    await house.until(TAGGED, (FIRST,))


async def test_a_tag_that_somebody_deletes_is_said_to_be_gone(house: House, admin: Person) -> None:
    await open_vip(house, admin)
    [tag] = await house.assembly.doors.tags.every()
    await house.assembly.doors.tags.remove(tag.id, by=editor())
    await admin.press("➕ Put it on")
    await admin.sees("Whom shall I put")
    await admin.press("Back")
    window = await admin.sees("This tag is not there any more")
    assert len(labels(window)) == 1
