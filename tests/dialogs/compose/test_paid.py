"""Paying for speed, as an admin chooses it and sees it."""

from typing import Any

import pytest

from botapi.call import Call
from botapi_sandbox.control import Control, Message
from broadcast.model.content import Content
from broadcast.model.options import Options, WhenSpent
from broadcast.model.stars import LARGEST_CAP
from db.connection.database import Database
from handlers.admin.wording.stars import in_stars, read_cap
from handlers.language.texts import Texts
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, House, Person, living


def labels(window: Message) -> list[str]:
    return [one["text"] for row in window["reply_markup"]["inline_keyboard"] for one in row]


COMPOSED = Options(unsubscribe=True)  # as every draft begins


async def options_of(house: House, number: int = 1) -> Options:
    return Content.load((await house.assembly.doors.reports.get(number)).content).options


async def open_options(admin: Person) -> None:
    await admin.compose()
    await admin.press("Options")
    await admin.sees("How should it be sent")
    await admin.press("Order and speed")
    await admin.sees("Before whom is it sent")


async def choose_cap(admin: Person, cap: str = "100") -> None:
    await open_options(admin)
    await admin.press("Paid: faster for Stars")
    await admin.sees("How many Stars may")
    await admin.say(cap)
    await admin.sees("Before whom is it sent")


async def ask_to_send(admin: Person) -> str:
    await admin.press("Back")
    await admin.sees("How should it be sent")
    await admin.press("Back")
    await admin.sees("This is what people will get")
    await admin.press("Send now")
    return str((await admin.sees("Send it to"))["text"])


async def test_it_is_off_and_asks_for_a_cap_first(house: House, admin: Person) -> None:
    await open_options(admin)
    window = await admin.sees("Before whom is it sent")
    assert "⬜️ Paid: faster for Stars" in labels(window)
    assert not any("At most" in label for label in labels(window))
    await admin.press("Paid: faster for Stars")
    await admin.sees("How many Stars may this broadcast cost")
    assert not (await options_of(house)).paid
    await admin.press("1000")
    window = await admin.sees("Before whom is it sent")
    assert "✅ Paid: faster for Stars" in labels(window)
    assert await options_of(house) == Options(unsubscribe=True, paid=True, stars_cap=1_000)


@pytest.mark.parametrize("typed", ["0", "-5", "2.5", "many", "1000001", "9" * 50, "🙂"])
async def test_what_is_no_cap(house: House, admin: Person, typed: str) -> None:
    await open_options(admin)
    await admin.press("Paid: faster for Stars")
    await admin.sees("How many Stars may")
    await admin.say(typed)
    await admin.sees("Please send a whole number from 1 to 1000000")
    assert await options_of(house) == COMPOSED
    await admin.press("Back")
    assert "⬜️ Paid: faster for Stars" in labels(await admin.sees("Before whom is it sent"))


async def test_a_cap_is_typed_changed_and_kept_while_it_is_off(house: House, admin: Person) -> None:
    await choose_cap(admin, "1 500")
    assert (await options_of(house)).stars_cap == 1_500
    await admin.press("At most 1500 Stars")
    await admin.sees("How many Stars may")
    await admin.say("20")
    assert "💫 At most 20 Stars" in labels(await admin.sees("Before whom is it sent"))
    await admin.press("Paid: faster for Stars")
    await house.until(
        'SELECT count(*) FROM broadcasts WHERE content LIKE \'%"paid":false,"stars_cap":20%\'',
        (1,),
    )
    await admin.press("Paid: faster for Stars")
    await house.until(
        'SELECT count(*) FROM broadcasts WHERE content LIKE \'%"paid":true,"stars_cap":20%\'',
        (1,),
    )


async def test_what_then_is_chosen(house: House, admin: Person) -> None:
    await choose_cap(admin)
    assert (await options_of(house)).when_spent is WhenSpent.FREE
    await admin.press("When spent: go on for free")
    await house.until(
        'SELECT count(*) FROM broadcasts WHERE content LIKE \'%"when_spent":"pause"%\'', (1,)
    )
    assert "⏸ When spent: pause" in labels(await admin.sees("Before whom is it sent"))


async def test_the_question_tells_costs_balance_and_time_saved(house: House, admin: Person) -> None:
    await house.control.limits(stars=500)
    await house.subscribe(300)
    await choose_cap(admin)
    question = await ask_to_send(admin)
    assert "Send it to 300 recipients? It will take about 1 s." in question
    assert "It will cost about 29.1 Stars, at most 100." in question
    assert "Without Stars it would take about 10 s." in question
    assert "Balance: 500 Stars" in question
    assert "paid, at most 100 Stars" in question
    assert "⚠️" not in question


async def test_a_balance_that_is_too_small_is_told_before(house: House, admin: Person) -> None:
    await house.control.limits(stars=10.5)
    await house.subscribe(300)
    await choose_cap(admin)
    question = await ask_to_send(admin)
    assert "Balance: 10.5 Stars" in question
    assert "would cost 29.1 Stars, more than the balance" in question
    assert "goes on at the free rate" in question


@pytest.mark.parametrize(
    ("taps", "consequence"),
    [((), "goes at the free rate"), (("When spent: go on for free",), "will soon pause")],
)
async def test_a_bot_without_stars_is_told_no_price(
    house: House, admin: Person, taps: tuple[str, ...], consequence: str
) -> None:
    """It said "about 0 Stars, at most 100", twice the same time, and "once they are spent"."""
    await house.subscribe(300)
    await choose_cap(admin)
    for words in taps:
        await admin.press(words)
        await admin.sees("Before whom is it sent")
    question = await ask_to_send(admin)
    assert "The bot has no Stars" in question
    assert consequence in question
    assert "It will cost" not in question


async def test_a_cap_that_is_too_small_is_told_before(house: House, admin: Person) -> None:
    await house.control.limits(stars=500)
    await house.subscribe(300)
    await choose_cap(admin, "7")
    await admin.press("When spent: go on for free")
    await admin.sees("Before whom is it sent")
    question = await ask_to_send(admin)
    assert "It will cost about 7 Stars, at most 7." in question
    assert "would cost 29.1 Stars, more than you allow" in question
    assert "it pauses" in question


async def test_a_balance_that_nobody_tells(house: House, admin: Person) -> None:
    await house.subscribe(5)
    await choose_cap(admin)
    await house.control.faults(error_500={"share": 1, "methods": ["getMyStarBalance"]})
    assert "not telling the Star balance" in await ask_to_send(admin)


async def test_what_cannot_be_paid_says_so(house: House, admin: Person) -> None:
    """The bot composes no forwards itself; a draft may come from elsewhere."""
    await house.subscribe(5)
    await choose_cap(admin)
    doors = house.assembly.doors
    forward = Call(method="forwardMessage", params={"from_chat_id": ADMIN, "message_id": 1})
    content = Content(message=(forward,), options=await options_of(house))
    await doors.drafts.change(1, content, by=editor(ADMIN))
    await admin.press("Back")
    await admin.sees("How should it be sent")
    await admin.press("Back")
    await admin.sees("This is what people will get")
    await admin.press("Options")
    await admin.press("Order and speed")
    window = await admin.sees("takes no Stars for forwarding")
    assert not any("Paid" in label or "At most" in label for label in labels(window))
    question = await ask_to_send(admin)
    assert "cannot be paid for, so it goes at the free rate" in question
    assert "Balance" not in question


async def test_a_paid_one_from_the_tap_to_the_report(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """So little is free that even a busy machine is well above it."""
    await control.limits(stars=500, per_second=4)
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control, rate=3) as house:
        await pay_and_read(house, house.person(ADMIN))


async def pay_and_read(house: House, admin: Person) -> None:
    await house.subscribe(120)
    await choose_cap(admin)
    await ask_to_send(admin)
    await admin.press("Confirm")
    report = (await admin.sees("Sent: 120"))["text"]
    paid: dict[str, Any] = (await house.control.counts()).paid
    broadcast = await house.assembly.doors.reports.get(1)
    assert f"Spent: at most {in_stars(broadcast.figures.paid)} Stars" in report
    assert 0 < paid["sendMessage"] <= broadcast.figures.paid <= 120


async def test_a_pause_for_want_of_stars_says_how_to_go_on(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.limits(stars=500, per_second=4)
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control, rate=3) as house:
        admin = house.person(ADMIN)
        await house.subscribe(60)
        await choose_cap(admin, "2")
        await admin.press("When spent: go on for free")
        await admin.sees("Before whom is it sent")
        await ask_to_send(admin)
        await admin.press("Confirm")
        await admin.sees("This broadcast paused itself")
        told = await admin.sees("All the Stars you allowed are spent")
        assert "Resume goes on at the free rate" in told["text"]
        await admin.sees("Spent: at most 2 Stars")
        await admin.say("/resume")
        assert "Spent: at most 2 Stars" in (await admin.sees("Sent: 60"))["text"]


@pytest.mark.parametrize(
    ("typed", "cap"),
    [("1", 1), (" 1 000\u00a0000 ", LARGEST_CAP), ("007", 7), ("", None), ("²", None)],
)
def test_caps_as_people_type_them(typed: str, cap: int | None) -> None:
    assert read_cap(typed) == cap


def test_amounts_as_people_read_them() -> None:
    texts = Texts("en")
    spent = [
        texts.get("figure-spent", "en", stars=in_stars(one)) for one in (0, 1, 10, 123, 12_000)
    ]
    assert spent == [
        "💫 Spent: at most 0 Stars",
        "💫 Spent: at most 0.1 Stars",
        "💫 Spent: at most 1 Star",
        "💫 Spent: at most 12.3 Stars",
        "💫 Spent: at most 1200 Stars",
    ]
    assert (
        texts.get("figure-spent", "ru", stars=in_stars(12_003))
        == "💫 Потрачено не больше 1200,3 ⭐"
    )


async def test_an_album_is_no_cap_once(house: House, admin: Person) -> None:
    """Each of its ten photos deleted the window and sent another."""
    await open_options(admin)
    await admin.press("Paid: faster for Stars")
    await admin.sees("How many Stars may")
    await house.control.album(ADMIN, ["photo"] * 5)
    await admin.sees("Please send a whole number")
    await admin.say("7")
    assert "💫 At most 7 Stars" in labels(await admin.sees("Before whom is it sent"))
    assert (await house.control.counts("Please send a whole number")).accepted == 1
