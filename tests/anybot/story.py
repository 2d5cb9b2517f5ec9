"""What a person does with the small bot, and what that person must see."""

import asyncio
from typing import Any

from botapi_sandbox.control import Control

ANN = 7
PATIENCE = 15.0  # wall-clock seconds for each thing to be seen


class Unlike(AssertionError):
    """The person saw something else."""


async def tell(control: Control) -> None:
    """Raises Unlike, or ControlRefused where nothing was seen in time."""
    for chapter in (keyboards, media, album, poll, edits, photos):
        await chapter(control)


async def keyboards(control: Control) -> None:
    hello = await _after(control, "/start", "Hello")
    _same(hello.get("entities"), [{"type": "bold", "offset": 0, "length": 5}])
    rows = hello["reply_markup"]["inline_keyboard"]
    site = {"text": "Site", "url": "https://example.com"}
    _same([_kept(each, site) for row in rows for each in row][1], site)
    pressed = await control.press(ANN, hello["message_id"], button="Go", wait=PATIENCE)
    _same((pressed.answered, pressed.text, pressed.alert), (True, "Went", True))
    gone = await control.wait_for(ANN, "Gone", PATIENCE)
    _same(gone["message_id"], hello["message_id"])
    asked = await _after(control, "/keys", "What will it be?")
    keys = asked["sandbox"]["keyboard"]["keyboard"]
    texts = [each if isinstance(each, str) else each["text"] for row in keys for each in row]
    _same(texts, ["Tea", "Coffee"])
    chosen = await _after(control, "Tea", "You chose Tea")
    _same(chosen["sandbox"]["keyboard"]["remove_keyboard"], True)


async def media(control: Control) -> None:
    await control.say(ANN, "/media")
    picture = await control.wait_for(ANN, "A picture", PATIENCE)
    _same(bool(picture["photo"]), True)
    file = await control.wait_for(ANN, "A file", PATIENCE)
    _same((file["document"]["file_name"], file["document"]["file_size"]), ("notes.txt", 5))


async def album(control: Control) -> None:
    first = await _after(control, "/album", "An album")
    _, second = (await control.chat(ANN))[-2:]
    _same(second.get("media_group_id", 2), first.get("media_group_id", 1))
    _same((bool(first["photo"]), bool(second["photo"])), (True, True))


async def poll(control: Control) -> None:
    asked = await _after(control, "/poll", "Tea or coffee?")
    _same([each["text"] for each in asked["poll"]["options"]], ["Tea", "Coffee"])
    for options, told in (([1], "Voted: [1]"), ([], "Voted: []")):
        await control.vote(ANN, asked["message_id"], options)
        await control.wait_for(ANN, told, PATIENCE)


async def edits(control: Control) -> None:
    await _after(control, "/edit", "After")
    said = await control.say(ANN, "first words")
    await control.edit(ANN, said.message_id, text="second words")
    await control.wait_for(ANN, "Edited: second words", PATIENCE)


async def photos(control: Control) -> None:
    sent = await control.send(ANN, "photo", caption="of the sea")
    got = await control.wait_for(ANN, "Got a photo of 20480 bytes, of the sea", PATIENCE)
    _same(got.get("reply_to_message", {}).get("message_id"), sent.message_id)
    await control.album(ANN, ["photo", "photo"], caption="of both")
    await control.wait_for(ANN, "Got a photo of 20480 bytes, of both", PATIENCE)


async def _after(control: Control, words: str, seen: str) -> dict[str, Any]:
    await control.say(ANN, words)
    return await control.wait_for(ANN, seen, PATIENCE)


async def called(control: Control) -> None:
    """Until the bot asks for updates, or has said where it wants them."""
    async with asyncio.timeout(2 * PATIENCE):
        while not any(each["polled"] or each["webhook"] for each in await control.bots()):
            await asyncio.sleep(0.05)


def _kept(value: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: value.get(name) for name in wanted}


def _same(seen: object, wanted: object) -> None:
    if seen != wanted:
        raise Unlike(f"saw {seen!r}, and not {wanted!r}")
