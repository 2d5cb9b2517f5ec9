"""Rich messages: from a file, from pasted source, as they were received; refused with line."""

import base64
from typing import Any

import pytest
from aiogram.types import RichMessage
from pydantic import ValidationError

from botapi_sandbox.control import Message
from tests.dialogs.compose.test_compose import preview_of
from tests.dialogs.conftest import FIRST, House, Person, eventually

SOURCE = "# News\n\nSome **bold** words\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


async def send_file(person: Person, text: str | bytes, name: str = "news.md", **more: Any) -> int:
    data = text.encode() if isinstance(text, str) else text
    coded = base64.b64encode(data).decode()
    return await person.send("document", file_name=name, bytes=coded, **more)


async def asked(person: Person) -> None:
    await person.say("/broadcast")
    await person.sees("Send me the message")


async def rich_window(person: Person) -> None:
    await asked(person)
    await person.press("Rich")
    await person.sees("Send me the source")


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message["rich_message"]["blocks"]]


async def test_a_file_becomes_a_rich_message_that_people_get(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await asked(admin)
    await send_file(admin, SOURCE)
    assert kinds(await preview_of(admin)) == ["heading", "paragraph", "table"]
    await admin.press("Send now")
    await admin.sees("Send it to 2 recipients?")
    await admin.press("Confirm")
    await admin.sees("Sent: 2")
    got = (await house.control.chat(FIRST))[-1]
    assert kinds(got) == ["heading", "paragraph", "table"]
    assert [row.title for row in await house.rows("SELECT title FROM broadcasts")] == ["News"]


async def test_pasted_source_and_its_edit(admin: Person) -> None:
    await rich_window(admin)
    number = await admin.say("<h1>News</h1><p>Some <i>words</i></p>")
    assert kinds(await preview_of(admin)) == ["heading", "paragraph"]
    await admin.control.edit(admin.id, number, text="<h1>News</h1>")
    await admin.sees("You edited your message, and the draft")
    assert kinds(await preview_of(admin)) == ["heading"]


async def test_files_are_sent_first_and_shown_by_their_numbers(admin: Person) -> None:
    await rich_window(admin)
    await admin.send("photo", seed="one")
    await admin.sees("tg://photo?id=1")
    await admin.send("video", seed="two")
    await admin.sees("tg://video?id=2")
    await admin.say("# News\n\n![](tg://video?id=2)")
    assert kinds(await preview_of(admin)) == ["heading", "video"]
    # The files of the one that is replaced are there already.
    await admin.press("Replace")
    await admin.sees("put in its place")
    await admin.press("Rich")
    await admin.sees("Send me the source")
    await admin.sees("tg://video?id=2")


async def test_an_album_brings_all_of_its_files(house: House, admin: Person) -> None:
    await rich_window(admin)
    await house.control.album(admin.id, ["photo", "video"])
    await admin.sees("![](tg://photo?id=1)\n![](tg://video?id=2)")


async def test_one_more_of_a_list(admin: Person) -> None:
    await admin.compose("First")
    await admin.press("Messages")
    await admin.sees("1 of 10")
    await admin.press("Rich")
    await admin.sees("Send me the source")
    await admin.say("# Second")
    await admin.sees("2 of 10")


async def test_a_received_one_is_sent_again_and_no_model_sees_it(admin: Person) -> None:
    blocks = [
        {"type": "heading", "text": "News", "size": 1},
        {"type": "list", "items": [{"blocks": [{"type": "paragraph", "text": "one"}]}]},
    ]
    with pytest.raises(ValidationError):  # an item has no label: of the models nothing gets through
        RichMessage.model_validate({"blocks": blocks})
    await asked(admin)
    await admin.send("rich_message", blocks=blocks)
    assert kinds(await preview_of(admin)) == ["heading", "list"]


@pytest.mark.parametrize(
    ("source", "name", "words"),
    [
        (
            "Prices\n\n|" + "x|" * 21 + "\n|" + "-|" * 21,
            "a.md",
            "Line 3: the table has more",
        ),
        (b"Caf\xe9\n", "a.md", "Line 1: this file is not UTF-8"),
        ("ok\n\xff".encode("latin-1"), "a.html", "Line 2: this file is not UTF-8"),
        ("<p>a</p>\n<marquee>", "a.HTML", "Line 2: Telegram knows no"),
        ("![](https://a.example/b.png)", "a.md", "is not a file that I have"),
        ("![](tg://photo?id=7)", "a.md", "I have no file"),
        ("a" * 600_000, "a.md", "far longer than the 32768 characters"),
        (" \n", "a.md", "There is nothing in it"),
    ],
)
async def test_a_file_that_cannot_be_sent_is_refused_with_its_line(
    house: House, admin: Person, source: str | bytes, name: str, words: str
) -> None:
    await asked(admin)
    await send_file(admin, source, name)
    await admin.sees(words)
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(0,)]


async def test_twenty_megabytes_are_refused_by_their_size(house: House, admin: Person) -> None:
    await asked(admin)
    await admin.send("document", file_name="big.md", size=20 * 1024 * 1024 + 1)
    await admin.sees("larger than 20 MB")
    calls = await house.control.calls()
    assert "getFile" not in {call["method"] for call in calls.calls}


async def test_signs_that_the_app_has_read_are_missed(admin: Person) -> None:
    await rich_window(admin)
    await admin.say("News", entities=[{"type": "bold", "offset": 0, "length": 4}])
    await admin.sees("turned the signs of the source into formatting")


async def test_a_source_can_go_as_the_file_that_it_is(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await asked(admin)
    number = await send_file(admin, SOURCE, caption="Read {{me}}")
    assert kinds(await preview_of(admin)) == ["heading", "paragraph", "table"]
    await admin.press("Make it a file")

    async def is_a_file() -> bool:
        preview = await preview_of(admin)
        return bool(preview.get("document", {}).get("file_name") == "news.md")

    await eventually(is_a_file)
    assert (await preview_of(admin))["caption"] == "Read {me}"
    await admin.control.edit(admin.id, number, caption="Read this")
    await admin.sees("You edited your message, and the draft")
    assert (await preview_of(admin))["caption"] == "Read this"
    await admin.press("Make it a rich message")

    async def is_rich() -> bool:
        return "rich_message" in await preview_of(admin)

    await eventually(is_rich)
    await admin.press("Make it a file")
    await eventually(is_a_file)
    await admin.press("Send now")
    await admin.sees("Send it to 1 recipient?")
    await admin.press("Confirm")
    await admin.sees("Sent: 1")
    assert (await house.control.chat(FIRST))[-1]["document"]["file_name"] == "news.md"


async def test_what_is_refused_as_a_source_can_go_as_a_file(admin: Person) -> None:
    await asked(admin)
    await send_file(admin, b"Caf\xe9\n")
    await admin.sees("Line 1: this file is not UTF-8")
    await admin.press("Make it a file")
    preview = await preview_of(admin)
    assert preview["document"]["file_name"] == "news.md"
    assert "Make it a rich message" not in str((await admin.chat())[-1]["reply_markup"])
    await admin.press("Messages")
    await admin.sees("1 of 10")
    await send_file(admin, "Hi {nobody}", "b.md")
    await admin.sees("there is no such field")
    await admin.press("Make it a file")
    await admin.sees("2 of 10")
    await admin.say("What is no source is no file either {nobody}")
    window = await admin.sees("there is no such field")
    assert "Make it a file" not in str(window["reply_markup"])
