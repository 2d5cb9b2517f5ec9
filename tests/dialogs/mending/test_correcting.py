"""Correcting what was sent: the new message, old and new, the question, and what comes of it."""

import pytest

from botapi.call import Call
from broadcast.doors.launches import Launches
from broadcast.model.actor import Actor
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import BeingMended
from broadcast.model.versions.variant import Variant
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, FIRST, House, Person, words_of
from tests.dialogs.mending.cards import ENDED, card_of, everybody_has, has, sent_to
from tests.dialogs.windows.test_drafts import labels


async def asked(admin: Person, title: str) -> None:
    await card_of(admin, title)
    await admin.press("Correct")
    await admin.sees("Send me the message that takes the place")


async def test_everybody_sees_the_new_text(house: House, admin: Person) -> None:
    await sent_to(house, 3, "We open at nime")
    await asked(admin, "We open at nime")
    await admin.say("We open at nine")
    window = words_of(await admin.sees("Correct it for 3 recipients?"))
    assert "− \u2068We open at nime\u2069" in window
    assert "+ \u2068We open at nine\u2069" in window
    assert (await admin.answers())[-3:-1] == ["We open at nime", "We open at nine"]
    await admin.press("Confirm")
    report = words_of(await admin.sees("✏️ Corrected: "))
    assert "✅ Corrected: 3 of 3" in report
    assert await everybody_has(house, 3) == [["We open at nine"]] * 3
    card = words_of(await card_of(admin, "We open at nine"))
    assert "✏️ Correction #2, " in card
    assert "nime" not in card


async def test_leave_it_as_it_was(house: House, admin: Person) -> None:
    await sent_to(house, 2, "Fine as it is")
    await asked(admin, "Fine as it is")
    await admin.say("Something else")
    await admin.sees("Correct it for")
    await admin.press("Leave it as it was")
    await admin.sees("Launched")
    assert await everybody_has(house, 2) == [["Fine as it is"]] * 2
    assert "Something else" not in await admin.answers()  # old and new are cleared away


async def test_another_message_takes_the_place_of_the_new_one(house: House, admin: Person) -> None:
    await sent_to(house, 1, "First")
    await asked(admin, "First")
    await admin.say("Second")
    await admin.sees("Correct it for 1 recipient?")
    await admin.say("Third")
    await admin.sees("+ \u2068Third")
    await admin.press("Confirm")
    await admin.sees("Corrected: ")
    assert await has(house, FIRST) == ["Third"]


async def test_of_a_poll_the_card_says_that_it_cannot_be_corrected(
    house: House, admin: Person
) -> None:
    await house.subscribe(1)
    options = [{"text": "yes"}, {"text": "no"}]
    poll = Call(method="sendPoll", params={"question": "So?", "options": options})
    await sent(house, Content(message=(poll,)))
    card = await card_of(admin, "So?")
    assert "✏️ A poll cannot be edited. You can take it back" in words_of(card)
    assert "✏️ Correct" not in labels(card)
    assert "🗑 Take back" in labels(card)


async def test_another_kind_of_message_is_refused_with_a_sentence(
    house: House, admin: Person
) -> None:
    await house.subscribe(1)
    photo = Call(method="sendPhoto", params={"photo": "https://a.com/x.jpg", "caption": "Look"})
    await sent(house, Content(message=(photo,)))
    await asked(admin, "Look")
    await admin.send("sticker")
    window = await admin.sees("Telegram does not turn this kind of message into that one")
    assert "✅ Confirm" not in labels(window)
    assert "Leave it as it was" in labels(window)


async def test_the_same_again_is_nothing_new(house: House, admin: Person) -> None:
    await sent_to(house, 1, "No change")
    await asked(admin, "No change")
    await admin.say("No change")
    await admin.sees("The new message says what the old one says")


async def test_of_several_versions_one_is_corrected(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await house.control.add_user(FIRST + 50, "Кира", language="ru")
    await house.control.say(FIRST + 50, "/start")
    await house.until(f"SELECT count(*) FROM subscribers WHERE chat_id = {FIRST + 50}", (1,))
    russian = Variant(language="ru", message=(text("Првиет"),))
    await sent(house, Content(message=(text("Hello"),), variants=(russian,)))
    await card_of(admin, "Hello")
    await admin.press("Correct")
    window = await admin.sees("This is about: ")
    assert "Russian · \u2068Првиет\u2069" in labels(window)
    await admin.press("Russian · ")
    about = words_of(await admin.sees("This is about: Russian"))
    assert "the place of “\u2068Првиет\u2069”" in about
    await admin.say("Привет")
    both = words_of(await admin.sees("+ \u2068Привет"))
    assert "Correct it for 1 recipient?" in both  # and not for those who have the other one
    await admin.press("Confirm")
    await admin.sees("Corrected: ")
    assert await has(house, FIRST) == ["Hello"]
    assert (await has(house, FIRST + 50))[-1] == "Привет"


async def test_only_the_buttons_are_others(house: House, admin: Person) -> None:
    await sent_to(house, 1, "Read on")
    await asked(admin, "Read on")
    await admin.press("Other buttons")
    await admin.sees("Send me the buttons that take the place")
    await admin.say("no link here")
    await admin.sees("no link here")
    await admin.say("Here - https://example.com/a")
    await admin.sees("Correct it for 1 recipient?")
    await admin.press("Confirm")
    await admin.sees("Corrected: ")
    shown = await house.control.last_message(FIRST)
    assert shown is not None
    assert labels(shown) == ["Here"]


async def test_a_running_one_goes_on_with_the_new_text(house: House, admin: Person) -> None:
    await house.subscribe(300)
    await admin.launch("Wrong price")
    await admin.sees("▓")
    await asked(admin, "Wrong price")
    await admin.sees("It is still being sent: it stands still")
    await admin.say("Right price")
    await admin.sees("recipients have it so far")
    await admin.press("Confirm")
    await house.until(ENDED, (2,))
    assert set(map(tuple, await everybody_has(house, 300))) == {("Right price",)}


async def both_ask(house: House, recipients: int, *admins: Person) -> None:
    """Each has a text of their own, and the question before them."""
    await sent_to(house, recipients, "Both see it")
    for person, words in zip(admins, ("Mine", "Mine, too"), strict=True):
        await asked(person, "Both see it")
        await person.say(words)
        await person.sees("Correct it for")


async def test_two_admins_correct_at_once(
    house: House, admin: Person, second_admin: Person
) -> None:
    await both_ask(house, 200, admin, second_admin)
    await admin.press("Confirm")
    await admin.sees("Correcting: ")
    await second_admin.press("Confirm")
    await second_admin.sees("It is being corrected, taken back or pinned already, as #2")


async def test_what_somebody_else_has_corrected_is_not_overwritten_unseen(
    house: House, admin: Person, second_admin: Person
) -> None:
    await both_ask(house, 3, admin, second_admin)
    await admin.press("Confirm")
    await admin.sees("Corrected: ")
    await second_admin.press("Confirm")
    window = words_of(await second_admin.sees("Another admin has corrected it meanwhile"))
    assert "− \u2068Mine\u2069" in window
    assert await everybody_has(house, 3) == [["Mine"]] * 3
    await second_admin.press("Confirm")
    await second_admin.sees("Corrected: ")
    assert await everybody_has(house, 3) == [["Mine, too"]] * 3


def text(words: str) -> Call:
    return Call(method="sendMessage", params={"text": words})


async def sent(house: House, content: Content) -> None:
    number = await house.assembly.doors.drafts.add(content, by=editor(ADMIN))
    await house.assembly.doors.launches.launch(number, by=editor(ADMIN))
    await house.until(ENDED, (1,))


async def test_of_a_forwarded_one_the_card_says_so_too(house: House, admin: Person) -> None:
    await house.subscribe(1)
    original = await admin.say("/help")
    params = {"from_chat_id": ADMIN, "message_id": original}
    await sent(house, Content(message=(Call(method="forwardMessage", params=params),)))
    card = await card_of(admin, "forwarded message")
    assert "✏️ A forwarded message cannot be edited." in words_of(card)
    assert "✏️ Correct" not in labels(card)


async def test_which_of_several_messages_cannot_be_corrected_is_said_before_anybody_writes(
    house: House, admin: Person
) -> None:
    await house.subscribe(1)
    poll = Call(method="sendPoll", params={"question": "So?", "options": [{"text": "yes"}]})
    await sent(house, Content(message=(text("Both"), poll)))
    await asked(admin, "Both")
    await admin.press("message 2")
    window = words_of(await admin.sees("A poll cannot be edited"))
    assert "Send me" not in window


async def test_resume_says_that_it_goes_on_by_itself(
    house: House, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the moment in which it is written down who has the old text."""

    async def being_mended(_: Launches, number: int, *, by: Actor) -> Broadcast:
        raise BeingMended(f"{number} by {by.user_id}")

    await house.subscribe(400)
    await admin.launch("On hold")
    await admin.press("Pause")
    await admin.sees("Paused: ")
    monkeypatch.setattr(Launches, "resume", being_mended)
    pressed = await admin.press("Resume")
    assert "It goes on by itself in a moment" in pressed.text


async def test_who_would_find_a_gap_is_told_before(house: House, admin: Person) -> None:
    await sent_to(house, 2, "Dear reader")
    await asked(admin, "Dear reader")
    await admin.say("Dear {username}")
    window = words_of(await admin.sees("Correct it for 2 recipients?"))
    assert "it will have a gap" in window


VOICE = Call(method="sendVoice", params={"voice": "https://a.com/x.ogg", "caption": "Lisen"})
ALBUM = Call(
    method="sendMediaGroup",
    params={
        "media": [
            {"type": "photo", "media": "https://a.com/x.jpg"},
            {"type": "photo", "media": "https://a.com/y.jpg", "caption": "Lisen"},
        ]
    },
)


@pytest.mark.parametrize("call", [VOICE, ALBUM])
async def test_a_text_is_the_new_caption(house: House, admin: Person, call: Call) -> None:
    """A voice message that was recorded again is another file: there is no other way."""
    await house.subscribe(1)
    await sent(house, Content(message=(call,)))
    await card_of(admin, "Lisen")
    await admin.press("Correct")
    await admin.sees("becomes the")
    await admin.say("Listen")
    await admin.sees("Correct it for 1 recipient?")
    await admin.press("Confirm")
    await admin.sees("Corrected: ")
    shown = await house.control.chat(FIRST)
    assert [one["caption"] for one in shown if "caption" in one] == ["Listen"]


async def test_what_was_refused_is_in_nobodys_way(house: House, admin: Person) -> None:
    await house.subscribe(1)
    sticker = Call(method="sendSticker", params={"sticker": "https://a.com/x.webp"})
    await sent(house, Content(message=(sticker,)))
    await card_of(admin, "a sticker")
    await admin.press("Correct")
    await admin.sees("only the buttons below it can be others")
    await admin.say("Words in its place")
    await admin.sees("stays what it is")
    await admin.press("Other buttons")
    await admin.say("Here - https://example.com/a")
    window = words_of(await admin.sees("Correct it for 1 recipient?"))
    assert "Words in its place" not in window
    await admin.press("Confirm")
    await admin.sees("Corrected: ")


async def test_a_poll_takes_nobodys_place(house: House, admin: Person) -> None:
    await sent_to(house, 1, "Come on Friday")
    await asked(admin, "Come on Friday")
    await admin.send("poll")
    await admin.sees("Telegram does not turn this kind of message into that one")
