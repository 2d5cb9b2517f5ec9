"""Moments that each reader sees in their own zone: from HTML, from Markdown and as entities."""

from typing import Any

import pytest

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api

SEEN = {"type": "date_time", "unix_time": 1647531900, "date_time_format": "wDT"}


@pytest.mark.parametrize(
    "params",
    [
        {
            "text": '<tg-time unix="1647531900" format="wDT">Thursday</tg-time>',
            "parse_mode": "HTML",
        },
        {
            "text": "![Thursday](tg://time?unix=1647531900&format=wDT)",
            "parse_mode": "MarkdownV2",
        },
        {"text": "Thursday", "entities": [SEEN | {"offset": 0, "length": 8}]},
    ],
)
async def test_three_ways_to_say_it(api: Api, control: Control, params: dict[str, Any]) -> None:
    sent = await api.ok("sendMessage", chat_id=7, **params)
    assert sent["text"] == "Thursday"
    assert sent["entities"] == [SEEN | {"offset": 0, "length": 8}]


@pytest.mark.parametrize(
    ("unix", "form"), [(None, "r"), (5, "Dw"), (5, "rt"), (5, "tt"), ("soon", "r")]
)
async def test_wrong_ones(api: Api, control: Control, unix: Any, form: str) -> None:
    entity = {"type": "date_time", "offset": 0, "length": 1, "date_time_format": form}
    entity |= {} if unix is None else {"unix_time": unix}
    await api.refused("sendMessage", chat_id=7, text="x", entities=[entity])
    source = f'<tg-time unix="{unix}" format="{form}">x</tg-time>'
    told = await api.refused("sendMessage", chat_id=7, text=source, parse_mode="HTML")
    assert told.startswith("Bad Request: can't parse entities")
    link = f"![x](tg://time?unix={unix}&format={form})"
    told = await api.refused("sendMessage", chat_id=7, text=link, parse_mode="MarkdownV2")
    assert told.startswith("Bad Request: can't parse entities")
