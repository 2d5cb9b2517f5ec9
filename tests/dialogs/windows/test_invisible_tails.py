"""A text that ends in invisible characters was taken for a tap on a button."""

import pytest
from aiogram_dialog.utils import REPLY_CALLBACK_SYMBOLS, encode_reply_callback

from tests.dialogs.conftest import House, Person

NOT_UTF8 = REPLY_CALLBACK_SYMBOLS[15] * 2  # the byte 0xff
TWO_NON_JOINERS = "\u200c\u200c"  # as Persian texts have them


async def test_a_pasted_text_does_not_cancel_a_running_broadcast(
    house: House, admin: Person
) -> None:
    await house.subscribe(400)
    number = await house.launched("Under way")
    await admin.compose("From a partner" + encode_reply_callback(f"run:cancel:{number}:0"))
    assert await house.rows("SELECT state FROM runs") == [("running",)]


async def test_an_edited_text_does_not_pause_a_running_broadcast(
    house: House, admin: Person
) -> None:
    await house.subscribe(400)
    number = await house.launched("Under way")
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    source = await admin.say("Hello")
    await admin.sees("This is what people will get")
    tail = encode_reply_callback(f"run:pause:{number}:0")
    await house.control.edit(admin.id, source, text="Hello again" + tail)
    await admin.sees("You edited your message, and t")
    assert await house.rows("SELECT state FROM runs") == [("running",)]


@pytest.mark.parametrize("tail", [TWO_NON_JOINERS, NOT_UTF8, encode_reply_callback("x")])
async def test_a_text_that_ends_invisibly_becomes_the_draft(
    house: House, admin: Person, tail: str
) -> None:
    await admin.compose("خانه" + tail)
    assert "خانه" + tail in await admin.answers()
