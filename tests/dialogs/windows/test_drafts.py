"""All drafts in one list, and two admins in one of them."""

from botapi_sandbox.control import Message
from tests.dialogs.conftest import ADMIN, SECOND_ADMIN, House, Person, eventually, words_of

TITLES = "SELECT title FROM broadcasts WHERE stage = 'draft' ORDER BY id"


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def open_menu(person: Person) -> Message:
    """The new one: of those before it the buttons are gone."""
    said = await person.say("/admin")
    found: list[Message] = []

    async def is_there() -> bool:
        found.extend(
            one
            for one in await person.chat()
            if one["message_id"] > said and "Your menu" in words_of(one) and labels(one)
        )
        return bool(found)

    await eventually(is_there)
    return found[0]


async def open_card(person: Person, title: str) -> Message:
    menu = await open_menu(person)
    await person.press("All drafts", menu["message_id"])
    await person.sees("Drafts of all admins")
    await person.press(title)
    return await person.sees("Begun by")


async def test_a_menu_without_drafts_has_no_line_for_them(admin: Person) -> None:
    await admin.say("/admin")
    assert not any("draft" in label for label in labels(await admin.sees("Your menu")))


async def test_who_loses_a_draft_is_told_at_the_next_tap(
    house: House, admin: Person, second_admin: Person
) -> None:
    await house.subscribe(1)
    await admin.say("/start")
    await admin.sees("Welcome")
    await second_admin.say("/start")
    await second_admin.sees("Welcome")
    window = (await admin.compose("Shared news"))["message_id"]
    card = await open_card(second_admin, "Shared news")
    assert "\u2068Ada\u2069 works on it" in words_of(card)
    assert "✏️ Open" not in labels(card)
    await second_admin.press("Take over")
    await second_admin.sees("This is what people will get")
    pressed = await admin.press("Send now", window)
    assert "\u2068Bob\u2069 works on this draft now" in pressed.text
    menu = await admin.sees("Your menu")
    assert "Continue" not in str(labels(menu))
    await second_admin.press("Send now")
    await second_admin.sees("Send it to")
    await second_admin.press("Confirm")
    await second_admin.sees("Sent: ")
    assert await house.rows("SELECT launched_by FROM runs") == [(SECOND_ADMIN,)]


async def test_an_edit_of_a_message_whose_draft_is_lost_changes_nothing(
    house: House, admin: Person, second_admin: Person
) -> None:
    await admin.compose("Shared news")
    mine = next(one for one in await admin.chat() if words_of(one) == "Shared news")["message_id"]
    await open_card(second_admin, "Shared news")
    await second_admin.press("Take over")
    await second_admin.sees("This is what people will get")
    await house.control.edit(ADMIN, mine, "Changed")
    await admin.say("/admin")
    await admin.sees("Your menu")
    assert await house.rows(TITLES) == [("Shared news",)]


async def test_a_duplicate_is_a_draft_of_its_own(house: House, admin: Person) -> None:
    await admin.compose("Twice")
    await open_card(admin, "Twice")
    await admin.press("Duplicate")
    await admin.sees("This is what people will get")
    assert await house.rows(TITLES) == [("Twice",), ("Twice",)]


async def test_discarding_asks_and_says_whose_it_is(
    house: House, admin: Person, second_admin: Person
) -> None:
    await admin.compose("Not wanted")
    await open_card(second_admin, "Not wanted")
    await second_admin.press("Discard")
    asked = await second_admin.sees("Throw away the draft")
    assert f"{ADMIN} works on it" in words_of(asked)
    await second_admin.press("No, keep it")
    await second_admin.sees("Begun by")
    await second_admin.press("Discard")
    await second_admin.sees("Throw away the draft")
    await second_admin.press("Yes, discard it")
    await second_admin.sees("There are no drafts")
    assert await house.rows(TITLES) == []
