"""Counting a draft's links: chosen among the options, said before the launch, read on the card."""

from collections.abc import AsyncIterator

import pytest

from botapi_sandbox.control import Control
from db.connection.database import Database
from tests.dialogs.conftest import ADMIN, FIRST, House, Person, living, words_of
from tests.dialogs.windows.test_drafts import labels
from tests.dialogs.windows.test_people import passes

BASE = "https://bot.example/r/42/"
SHOP = "https://shop.example/sale"


@pytest.fixture
async def public(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[House]:
    """A bot whose own server people reach."""
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control, links_at=BASE) as ready:
        yield ready


async def open_links(admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.say(f"Look {SHOP}")
    await admin.sees("This is what people will get")
    await admin.press("Options")
    await admin.sees("How should it be sent?")
    await admin.press("How it looks")
    await admin.sees("How should it look?")
    await admin.press("Clicks, UTM")


async def test_clicks_are_counted_by_person_from_the_draft_to_the_card(public: House) -> None:
    admin = public.person(ADMIN)
    await public.subscribe(2)
    await open_links(admin)
    window = await admin.sees("Counted links lead over bot.example")
    assert labels(window)[:4] == [
        "✅ Count no clicks",
        "⬜️ Count clicks",
        "⬜️ Count clicks by person",
        "⬜️ UTM marks",
    ]
    await admin.press("Count clicks by person")
    await admin.sees("/privacy says so to everybody")
    await admin.press("Back")
    await admin.sees("How should it look?")
    await admin.press("Back")
    await admin.sees("How should it be sent?")
    await admin.press("Back")
    await admin.sees("⚙️ clicks are counted by person")
    await admin.press("Send now")
    await admin.sees("Its links lead over bot.example: people will see that address")
    await admin.press("Confirm")
    await admin.sees("Sent: ")
    message = await public.control.wait_for(FIRST, "Look", timeout=10)
    (entity,) = message["entities"]
    token = entity["url"].removeprefix(BASE)
    assert await public.assembly.tracking.follow(token, counts=True) == SHOP
    await public.assembly.tracking.counter.flush()
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Look https://shop")
    await admin.sees("Launched ")
    await admin.sees("Its links were followed 1 time:")
    await admin.press("Who followed links")
    window = await admin.sees("Whom would you like to see?")
    everybody, of_link, *_ = labels(window)
    assert everybody == "🔗 Followed a link: 1"
    assert "shop.example/sale" in of_link
    person = public.person(FIRST)
    await person.say("/privacy")
    await person.sees("which links of some broadcasts you followed")
    await admin.compose("For whoever looked")
    await passes(
        admin,
        ("This is what people will get", "Audience"),
        ("👥 Audience", "➕ Must"),
        ("What is it about?", "📣 Broadcast"),
        ("Which broadcast?", "Look https"),
        ("What became of them", "🔗 followed"),
    )
    window = await admin.sees("Must, all of it")
    assert "followed \u2068shop.example/sale\u2069 in" in words_of(window)
    assert "Audience: 1 subscriber" in words_of(window)


async def test_without_a_public_address_there_is_utm_alone(house: House, admin: Person) -> None:
    await open_links(admin)
    window = await admin.sees("Clicks cannot be counted here")
    assert labels(window) == ["⬜️ UTM marks", "⬅️ Back"]
    await admin.press("UTM marks")
    await admin.sees("utm_campaign=look-https-shop-example-sale")
    await house.until("SELECT count(*) FROM broadcasts WHERE content LIKE '%\"utm\":true%'", (1,))
    chat = await admin.chat()
    previews = [
        one for one in chat if one.get("text") == f"Look {SHOP}" and one["sandbox"]["outgoing"]
    ]
    assert "utm_source=telegram" in previews[-1]["entities"][0]["url"]
