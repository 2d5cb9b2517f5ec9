"""A broadcast of any age can be chosen in a condition: page by page, by number, by its words."""

import pytest

from handlers.admin.choosing.kinds import past
from tests.dialogs.audience.test_tags import labels
from tests.dialogs.conftest import House, Person, eventually, words_of
from tests.dialogs.windows.test_people import passes

WHICH = "Which broadcast?"


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "SHOWN", 2)


async def ask_which(house: House, admin: Person, *titles: str) -> None:
    """Sent in this order."""
    await house.subscribe(1)
    for title in titles:
        await house.launched(title)
    await house.until("SELECT count(*) FROM runs WHERE state = 'finished'", (len(titles),))
    await admin.compose("Now")
    await passes(
        admin,
        ("This is what people will get", "Audience"),
        ("👥 Audience", "➕ Must"),
        ("What is it about?", "📣 Broadcast"),
    )
    await admin.sees(WHICH)


async def is_offered(admin: Person, words: str) -> None:
    """By the window that stands last."""

    async def is_there() -> bool:
        return any(words in label for label in labels((await admin.chat())[-1]))

    await eventually(is_there)


async def test_all_of_them_page_by_page(house: House, admin: Person) -> None:
    await ask_which(house, admin, "First", "Second", "Third")
    for button in ("Older", "Newer", "Older", "#1 "):
        await is_offered(admin, button)
        await admin.press(button)
    await passes(admin, ("What became of them", "✅ got it"))
    assert "#1 \u2068First" in words_of(await admin.sees("Must, all of it"))


async def test_by_its_number_or_by_its_words(house: House, admin: Person) -> None:
    await ask_which(house, admin, "Spring news", "Summer NEWS", "Autumn", "News of winter")
    await admin.say("nothing like it")
    await admin.sees("these words in its title: \u2068nothing like it")
    await admin.say("news")
    for button in ("All broadcasts", "Spring news"):
        await is_offered(admin, button)
        await admin.press("Older" if button == "All broadcasts" else button)
    await passes(
        admin, ("What became of them", "Something else"), ("What is it about?", "📣 Broadcast")
    )
    await admin.sees(WHICH)
    await admin.say("winter")
    await passes(
        admin, ("What became of them", "Something else"), ("What is it about?", "📣 Broadcast")
    )
    await admin.sees(WHICH)
    await admin.say("#3")
    await passes(admin, ("What became of them", "✅ got it"))
    assert "#3 \u2068Autumn" in words_of(await admin.sees("Must, all of it"))
