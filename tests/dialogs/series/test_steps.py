"""One message of a series, and what begins and ends it."""

from tests.actors import owner
from tests.dialogs.conftest import House, Person, words_of
from tests.dialogs.series.test_making import STEPS, made, start

SIGNALS = "SELECT kind, ref, part, does FROM series_signals ORDER BY does, kind, ref"


async def open_step(admin: Person, words: str) -> None:
    await admin.press("Messages")
    await admin.sees("Tap one to look at it")
    await admin.press(words)
    await admin.sees("Message 1 of")


async def test_a_message_is_shown_replaced_and_gets_buttons(house: House, admin: Person) -> None:
    await made(admin, "Hello there", "And once more")
    await open_step(admin, "Hello there")
    await admin.press("Buttons")
    await admin.sees("Send me the buttons, one per line")
    await admin.say("Yes and no")
    await admin.sees("Nothing was changed")
    await admin.say("Yes - answer: Thanks!")
    await admin.sees("✅ Changed, for everybody who has not got it yet.")
    await admin.press("Replace")
    await admin.sees("takes the place of message 1")
    await admin.say("Welcome instead")
    await admin.sees("✅ Changed, for everybody who has not got it yet.")
    await admin.press("Show it to me")
    await admin.sees("Message 1 of")
    shown = [one for one in await admin.chat() if words_of(one) == "Welcome instead"][-1]
    assert "Yes" in str(shown["reply_markup"])
    await admin.press("Another wait")
    await admin.sees("How long after the series has begun?")
    await admin.say("90 minutes")
    await admin.sees("Comes when the series has begun: +1 h 30 min")
    await admin.press("Down")
    await admin.sees("Message 2 of 2")
    await admin.press("Remove")
    await admin.sees("Remove message 2?")
    await admin.press("Yes, delete it")
    await admin.sees("Tap one to look at it")
    assert await house.rows(STEPS) == [(0, "0", "And once more")]


async def test_what_begins_and_ends_it_is_tapped(house: House, admin: Person) -> None:
    tags, links = house.assembly.doors.tags, house.assembly.doors.links
    await tags.add("vip", by=owner())
    await links.add("Spring poster", by=owner())
    await made(admin, "Hello there")
    await admin.press("Begins")
    await admin.sees("Any of what is chosen here")
    await admin.press("by link")
    await admin.sees("subscribes by one of")
    await admin.press("Spring poster")
    await admin.press("Back")
    await admin.sees("subscribes by the link")
    await admin.press("answered")
    await admin.sees("No broadcast has answer buttons yet")
    await admin.press("Back")
    await admin.sees("Any of what is chosen here")
    await admin.press("silent for")
    await admin.sees("send me the number of days")
    await admin.say("ages")
    await admin.sees("I need a number of days")
    await admin.say("21")
    await admin.press("Back")
    await admin.sees("is silent for 21 days")
    await admin.press("Back")
    await admin.sees("It begins for whoever")
    await admin.press("Ends")
    await admin.sees("besides leaving")
    await admin.press("got a tag")
    await admin.sees("gets one of these tags")
    await admin.press("vip")
    await admin.press("Back")
    await admin.sees("gets the tag")
    assert await house.rows(SIGNALS) == [
        ("link", 1, 0, "begins"),
        ("silent", 21, 0, "begins"),
        ("subscribed", 0, 0, "begins"),
        ("tag", 1, 0, "ends"),
    ]
    await tags.remove(1, by=owner())
    await admin.press("Back")
    await admin.sees("(deleted)")


async def test_its_conditions_are_chosen_like_an_audience(house: House, admin: Person) -> None:
    await made(admin, "Hello there")
    await admin.press("For whom")
    await admin.sees("Everyone")
    await admin.press("➕ Must")
    await admin.sees("What is it about?")
    await admin.press("Kind of chat")
    await admin.sees("Which kind of chat?")
    await admin.press("people")
    await admin.press("Done")
    await admin.sees("👥 Audience:")
    await admin.press("Back")
    await admin.sees("Of these, for: ")
    await house.until("SELECT audience LIKE '%chat%' FROM series", (1,))


async def test_a_name_that_is_taken_is_refused(house: House, admin: Person) -> None:
    await made(admin, "Hello there")
    await admin.press("Back")
    await admin.sees("messages that come by themselves")
    await admin.press("New series")
    await admin.sees("What is the series to be called?")
    await admin.say("Welcome")
    await admin.sees("There is a series with this name already")


async def test_how_late_a_message_may_be(house: House, admin: Person) -> None:
    await made(admin, "Hello there")
    await start(admin)
    await admin.press("Too late")
    await admin.sees("How late may it be?")
    await admin.press("6 h")
    await admin.sees("Left out when it is 6 h late")
    assert await house.rows("SELECT expires_after FROM series") == [(21_600,)]
