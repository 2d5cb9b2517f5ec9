"""Texts that say something of their reader: composed, previewed, asked about and sent."""

from collections.abc import Sequence

import pytest

from tests.dialogs.compose.test_compose import preview_of
from tests.dialogs.compose.test_polls import OPEN
from tests.dialogs.conftest import FIRST, House, Person


async def people(house: House, *names: str) -> None:
    """So many subscribers of these names, and a field that the first of them has."""
    await house.subscribe(len(names))
    async with house.database.write() as connection:
        do = connection.exec_driver_sql
        for place, name in enumerate(names):
            await do(
                "UPDATE subscribers SET first_name = ? WHERE chat_id = ?", (name, FIRST + place)
            )
        await do("INSERT INTO fields (id, name, folded, created_at) VALUES (1, 'City', 'city', 1)")
        await do(
            "INSERT INTO subscriber_fields (field_id, subscriber_id, value)"
            " SELECT 1, id, 'Rome' FROM subscribers WHERE chat_id = ?",
            (FIRST,),
        )


async def texts(house: House, count: int) -> list[str]:
    return [
        [one["text"] for one in await house.control.chat(FIRST + place)][-1]
        for place in range(count)
    ]


async def test_everybody_gets_their_own_and_the_preview_shows_whose(
    house: House, admin: Person
) -> None:
    await people(house, "Ann", "Maximilian 🦄", "")
    await admin.compose("Hi {first_name|friend} from {City|afar}!")
    assert (await preview_of(admin))["text"] == "Hi Ann from Rome!"
    await admin.press("Personal")
    window = await admin.sees("everybody reads their own")
    keys = window["reply_markup"]["inline_keyboard"]
    assert [one["copy_text"]["text"] for row in keys[:2] for one in row] == [
        "{first_name}",
        "{username}",
        "{City}",
    ]
    await admin.press("Longest")
    await admin.sees("Hi Maximilian 🦄 from Rome!")
    await admin.press("Nothing known")
    await admin.sees("Hi friend from afar!")
    await admin.press("Back")
    assert (await preview_of(admin))["text"] == "Hi friend from afar!"
    await admin.press("Send now")
    confirm = await admin.sees("Send it to")
    assert "have no" not in confirm["text"]
    await admin.press("Confirm")
    await admin.sees("It took")
    assert await texts(house, 3) == [
        "Hi Ann from Rome!",
        "Hi Maximilian 🦄 from afar!",
        "Hi friend from afar!",
    ]


async def test_without_a_fallback_it_is_asked_once_and_can_be_said(
    house: House, admin: Person
) -> None:
    await people(house, "Ann", "", "")
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.say("Hi {first_name}!", entities=[{"type": "bold", "offset": 0, "length": 16}])
    await preview_of(admin)
    await admin.press("Send now")
    await admin.sees("2 of the subscribers have no first_name")
    await admin.press("Say something else instead")
    await admin.sees("for 2 subscribers without first_name")
    await admin.say("a|b")
    await admin.sees("cannot stand there")
    await admin.say("friend")
    preview = await preview_of(admin)
    assert preview["text"] == "Hi friend!"
    assert preview["entities"] == [{"type": "bold", "offset": 0, "length": 10}]
    await admin.press("Send now")
    assert "have no" not in (await admin.sees("Send it to"))["text"]
    await admin.press("Confirm")
    await admin.sees("It took")
    assert await texts(house, 3) == ["Hi Ann!", "Hi friend!", "Hi friend!"]


async def test_send_anyway_leaves_the_gap(house: House, admin: Person) -> None:
    await people(house, "Ann", "")
    await admin.compose("Hi {first_name}!")
    await admin.press("Send now")
    await admin.sees("1 of the subscribers has no first_name")
    await admin.press("Send anyway")
    await admin.sees("It took")
    assert await texts(house, 2) == ["Hi Ann!", "Hi !"]


@pytest.mark.parametrize(
    ("text", "entities", "told"),
    [
        ("Hi {firstname}", [], "Do you mean {\u2068first_name\u2069}?"),
        ("Hi {zzz}", [], "There are: \u2068first_name, username, City\u2069"),
        ("{city}", [{"type": "bold", "offset": 2, "length": 4}], "formatted by halves"),
        (
            "{city}",
            [{"type": "text_link", "url": "https://x.y/{city}", "offset": 0, "length": 6}],
            "stands in a link",
        ),
    ],
)
async def test_what_would_not_work_is_told_before_it_is_taken(
    house: House, admin: Person, text: str, entities: Sequence[object], told: str
) -> None:
    await people(house, "Ann")
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.say(text, entities=list(entities))
    assert told in (await admin.sees(told))["text"]
    await admin.say("Hi {{firstname}}")
    assert (await preview_of(admin))["text"] == "Hi {firstname}"


async def test_in_a_poll_it_is_refused(house: House, admin: Person) -> None:
    await people(house, "Ann")
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("poll", **{**OPEN, "question": "{city}?"})
    await admin.sees("stands in a poll")


async def test_a_button_may_be_personal_and_a_wrong_line_names_the_nearest(
    house: House, admin: Person
) -> None:
    await people(house, "Zoë & Co")
    await admin.compose("Hi")
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say(
        "For {first_name} - https://x.y/?n={first_name|all of you}\nB - https://x.y/{town}"
    )
    await admin.sees("{town}")
    await admin.press("Back")
    [[button]] = (await preview_of(admin))["reply_markup"]["inline_keyboard"][:1]
    assert button == {"text": "For Zoë & Co", "url": "https://x.y/?n=Zo%C3%AB%20%26%20Co"}


async def test_the_longest_value_is_what_must_fit(house: House, admin: Person) -> None:
    await people(house, "M" * 64, "Ann")
    await admin.compose("x" * 4050 + "{first_name|}")
    await admin.press("Send now")
    await admin.sees("the text is 18 characters too long")


async def test_a_rich_message_is_everybodys_own_and_a_name_is_no_markup(
    house: House, admin: Person
) -> None:
    await people(house, "# *Ann* | <b>", "")
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.press("Rich")
    await admin.sees("Send me the source")
    await admin.say("Use `{city}`")
    await admin.sees("stands in code")
    await admin.say("Hi {frist_name}")
    await admin.sees("Do you mean {\u2068first_name\u2069}?")
    await admin.say("{first_name|friend} from {City}\n\n|{first_name|you}|`{x}`|\n|-|-|")
    await preview_of(admin)
    await admin.press("Send now")
    await admin.sees("1 of the subscribers has no City")
    await admin.press("Say something else instead")
    await admin.sees("1 subscriber without City")
    await admin.say("<afar>")
    await preview_of(admin)
    await admin.send_now("It took")
    for place, name, city in ((0, "# *Ann* | <b>", "Rome"), (1, "friend", "<afar>")):
        [got] = [one for one in await house.control.chat(FIRST + place) if "rich_message" in one]
        paragraph, table = got["rich_message"]["blocks"]
        assert paragraph == {"type": "paragraph", "text": f"{name} from {city}"}
        cells = [cell["text"] for cell in table["cells"][0]]
        assert cells == ["you" if place else name, {"type": "code", "text": "{x}"}]


async def test_the_longest_and_the_typical_are_those_of_the_audience(
    house: House, admin: Person
) -> None:
    """The longest name of all is not among them."""
    await people(house, "Ann", "Maximilian", "Bo")
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE subscribers SET language_code = 'de' WHERE first_name <> 'Maximilian'"
        )
        await connection.exec_driver_sql("UPDATE subscribers SET first_name = 'Bo' WHERE id = 3")
    await admin.compose("Hi {first_name}!")
    await admin.press("Audience")
    await admin.sees("3 subscribers")
    await admin.press("➕ Must")
    await admin.sees("What is it about?")
    await admin.press("Language")
    await admin.sees("Which language?")
    await admin.press("· 2")
    await admin.press("Done")
    await admin.sees("2 subscribers")
    await admin.press("Back")
    await admin.sees("This is what people will get")
    await admin.press("Personal")
    await admin.sees("everybody reads their own")
    await admin.press("Longest")
    await admin.sees("Hi Ann!")
    await admin.press("Typical")
    await admin.sees("Hi Bo!")


@pytest.mark.parametrize("path", [("Options", "Silent"), ("Versions", "Version B", "Copy of A")])
async def test_a_tap_on_a_draft_whose_field_is_gone_says_so(
    house: House, admin: Person, path: Sequence[str]
) -> None:
    await people(house, "Ann")
    await admin.compose("Hi from {City|afar}!")
    async with house.database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM fields")
    *way, last = path
    for label in way:
        await admin.press(label)
    said = await admin.press(last)
    assert "City\u2069}: there is no such field" in said.text
    assert said.alert
    await admin.press("Back")
