"""The bot's footer: set by an owner, below every broadcast, unless a draft goes without."""

from tests.dialogs.compose.test_compose import preview_of
from tests.dialogs.conftest import Person, eventually

BOLD = [{"type": "bold", "offset": 0, "length": 2}]


async def footer(admin: Person, text: str = "Ad by us") -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.sees("holds for all broadcasts")
    await admin.press("Footer")
    await admin.sees("stands below every broadcast")
    await admin.say(text, entities=BOLD)
    await admin.sees(f"Now it is:\n\n{text}")


async def test_it_stands_below_what_is_composed_and_can_be_left_out(admin: Person) -> None:
    await footer(admin)
    await admin.compose("Good news")
    preview = await preview_of(admin)
    assert preview["text"] == "Good news\n\nAd by us"
    assert preview["entities"] == [{"type": "bold", "offset": 11, "length": 2}]
    await admin.press("Options")
    await admin.sees("How should it be sent?")
    await admin.press("How it looks")
    await admin.sees("How should it look")
    await admin.press("✅ Footer")

    async def is_off() -> bool:
        return "⬜️ Footer" in str((await admin.chat())[-1].get("reply_markup"))

    await eventually(is_off)
    await admin.press("Back")
    await admin.sees("How should it be sent")
    await admin.press("Back")
    assert (await preview_of(admin))["text"] == "Good news"


async def test_a_draft_that_waited_has_the_footer_of_today(admin: Person) -> None:
    await footer(admin)
    await admin.compose("Good news")
    await footer(admin, "New words")
    await admin.say("/admin")
    await admin.sees("An unfinished draft")
    await admin.press("Continue the draft")
    assert (await preview_of(admin))["text"] == "Good news\n\nNew words"


async def test_where_it_does_not_fit_the_characters_over_are_told(admin: Person) -> None:
    await footer(admin)
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.say("a" * 4090)
    await admin.sees("4 characters too long for Telegram")


async def test_a_footer_of_blanks_or_of_a_page_is_refused(admin: Person) -> None:
    await footer(admin)
    await admin.say("a" * 501)
    await admin.sees("cannot be a footer")
    await admin.press("No footer")
    await admin.compose("Plain")
    assert (await preview_of(admin))["text"] == "Plain"
    await admin.press("Options")
    await admin.sees("How should it be sent?")
    await admin.press("How it looks")
    await admin.sees("How should it look")
    window = (await admin.chat())[-1]
    assert "Footer" not in str(window["reply_markup"])


async def test_a_moment_in_it_is_seen_in_each_reader_s_zone(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.sees("holds for all broadcasts")
    await admin.press("Footer")
    await admin.sees("stands below every broadcast")
    await admin.say("Until {time 2030-02-30 19:00}")
    await admin.sees("there is no such day or hour")
    await admin.say("For {frist_name}")
    await admin.sees("Do you mean {\u2068first_name\u2069}?")
    await admin.say("Until {time 2030-12-05 19:00}")
    window = await admin.sees("Now it is:\n\nUntil 2030-12-05 19:00 UTC+1")
    assert "5 Dec 2030, 19:00 in Europe/Berlin is shown to everybody" in window["text"]
    await admin.compose("Good news")
    assert [one["type"] for one in (await preview_of(admin))["entities"]] == ["date_time"]
