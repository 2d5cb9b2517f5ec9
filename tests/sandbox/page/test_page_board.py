"""What whoever runs the sandbox shows beside the chats."""

from typing import Any

import pytest

from botapi_sandbox.control import Control, ControlRefused
from tests.sandbox.bot_api import Api
from tests.sandbox.page.live_page import live_page

ROW: dict[str, Any] = {
    "words": "1. at once",
    "note": "3 got it",
    "waiting": [{"name": "Ann <b>", "at": 1_790_000_000}],
    "more": 2,
}


async def test_a_board_comes_changes_and_goes(api: Api, control: Control) -> None:
    async with live_page(api.url) as page:
        await control.show_board("Series", "It runs", [ROW])
        board = await page.next("board")
        assert board == {"title": "Series", "note": "It runs", "rows": [ROW]}
        await control.show_board("Series", rows=[{"words": "2. next day"}])
        board = await page.next("board")
        assert board["rows"] == [{"words": "2. next day", "note": "", "waiting": [], "more": 0}]
        await control.show_board()
        assert await page.next("board") is None
    async with live_page(api.url) as page:  # whoever comes now is told of none
        await page.next("pulse")
        assert "board" not in page.seen


@pytest.mark.parametrize(
    "row",
    [
        {"words": 7},
        {"colour": "red"},
        {"words": "x" * 201},
        {"waiting": ["Ann"]},
        {"waiting": [{"name": "Ann", "at": "soon"}]},
        {"waiting": [{"name": "Ann"}] * 21},
        {"more": 1.5},
    ],
)
async def test_what_the_page_could_not_draw_is_refused(
    api: Api, control: Control, row: dict[str, Any]
) -> None:
    await control.show_board("Series", rows=[ROW])
    with pytest.raises(ControlRefused):
        await control.show_board("Series", rows=[row])
    with pytest.raises(ControlRefused):
        await control.show_board("Series", rows=[{}] * 41)
    async with live_page(api.url) as page:
        assert (await page.next("board"))["rows"] == [ROW]
