"""The window for buttons could not be shown when there was much to say."""

import pytest

from handlers.admin.compose.buttons.getters import MISTAKE_KEYS, SHOWN_LINE, SHOWN_MISTAKES
from handlers.language.names import isolated
from handlers.language.texts import Texts
from tests.dialogs.conftest import House, Person

MOST_IN_VALUE = 2_500  # characters: fluent.runtime's MAX_PART_LENGTH
LONG = "https://example.org/shop/{0}?utm_source=telegram&utm_medium=bot&utm_campaign=spring"
KEYBOARD = "\n".join(f"Shop number {n:02} - {LONG.format(n)}" for n in range(40))


async def with_long_keyboard(admin: Person) -> None:
    await admin.compose("News")
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say(KEYBOARD)
    await admin.sees("This is what people will get")
    await admin.press("Buttons")


async def test_a_long_keyboard_is_shown_cut(admin: Person) -> None:
    await with_long_keyboard(admin)
    window = await admin.sees("They are now")
    assert "Shop number 00" in window["text"]
    assert window["text"].rstrip("\u2069").endswith("…")


async def test_mistakes_are_shown_without_the_long_keyboard(house: House, admin: Person) -> None:
    await with_long_keyboard(admin)
    await admin.sees("They are now")
    await admin.say("\n".join("Shop - example.org" for _ in range(30)))
    window = await admin.sees("Nothing was changed")
    assert "Line 12" in window["text"]
    assert "and 18 more lines" in window["text"]
    assert "They are now" not in window["text"]
    await admin.press("Remove all")
    await admin.sees("This is what people will get")
    [content] = await house.rows("SELECT content FROM broadcasts")
    assert "example.org" not in content[0]


@pytest.mark.parametrize("locale", [language.code for language in Texts("en").locales])
def test_the_longest_mistakes_fit(locale: str) -> None:
    texts = Texts("en")
    longest = max((texts.get(key, locale) for key in MISTAKE_KEYS.values()), key=len)
    said = isolated("x" * 100, SHOWN_LINE)
    line = texts.get("buttons-line", locale, number="100", mistake=longest, line=said)
    more = texts.get("buttons-more-lines", locale, count=88)
    assert len("\n".join([*[line] * SHOWN_MISTAKES, more])) <= MOST_IN_VALUE
