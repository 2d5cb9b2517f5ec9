"""The pictures of docs/guide.md: one window each, with as much of the chat as explains it.

They are taken with PICTURES=1 only; that each window was seen, and says what it should, is asserted
always.
"""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from aiogram.fsm.state import State
from PIL import Image
from playwright.async_api import FloatRect, expect

from tests.browser.owner import PATIENCE
from tests.browser.pictures import FOLDER, SETTLE, wanted
from tests.browser.screen import Screen

# Leaves 560 px to the chat between the two panes, and is high enough for the tallest window.
WINDOW = {"width": 1220, "height": 1600}
PAGE = Path(__file__).parents[2] / "docs" / "guide.md"
MARGIN = 6  # pixels around the bubbles
COLOURS = 256
ROWS = """all => all.map(one => {
  const {top, bottom} = one.getBoundingClientRect();
  return {number: one.dataset.id, top, bottom};
})"""


class Guide:
    """Somebody with a camera beside the person at the page."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.seen: set[State] = set()
        self.taken: list[str] = []

    async def window(
        self,
        name: str,
        *words: str,
        of: State | None = None,
        buttons: Iterable[str] = (),
        above: int = 0,
    ) -> None:
        """The newest bubble with the first of these words: it holds the others and the buttons.

        `of` names the window of a dialog; `above` is how many bubbles before it are shown too.
        """
        bubble = self._screen.message_with(words[0])
        await expect(bubble).to_be_in_viewport()
        for each in words[1:]:
            await expect(bubble).to_contain_text(each, timeout=PATIENCE)
        for each in buttons:
            button = bubble.get_by_test_id("inline-button").filter(has_text=each)
            await expect(button.first).to_be_visible()
        if of is not None:
            self.seen.add(of)
        self.taken.append(name)
        if wanted():
            number = await bubble.get_attribute("data-id")
            await self._take(name, str(number), above)

    def left_out(self) -> list[str]:
        """Windows that docs/guide.md does not show."""
        page = PAGE.read_text(encoding="utf-8")
        return [name for name in self.taken if f"pictures/guide-{name}.png" not in page]

    async def _take(self, name: str, number: str, above: int) -> None:
        page = self._screen.page
        # Nothing is to look pointed at.
        await page.mouse.move(0, 0)
        await page.evaluate("document.activeElement.blur()")
        await expect(page.get_by_test_id("toast")).to_have_count(0)
        await page.wait_for_timeout(SETTLE)
        clip = await self._around(number, above)
        path = FOLDER / f"guide-{name}.png"
        await page.screenshot(path=path, clip=clip, animations="disabled", caret="hide")
        await asyncio.to_thread(shrink, path)

    async def _around(self, number: str, above: int) -> FloatRect:
        """No neighbour's edge is to be seen: the margin ends where the next bubble begins."""
        rows = await self._screen.messages.evaluate_all(ROWS)
        place = [row["number"] for row in rows].index(number)
        first = max(0, place - above)
        pane = await self._screen.page.locator("#chat .thread").bounding_box()
        assert pane is not None
        assert rows[first]["top"] >= pane["y"], "the window is not high enough"
        top = max(pane["y"], rows[first]["top"] - MARGIN)
        bottom = min(pane["y"] + pane["height"], rows[place]["bottom"] + MARGIN)
        if first > 0:
            top = max(top, rows[first - 1]["bottom"])
        if place + 1 < len(rows):
            bottom = min(bottom, rows[place + 1]["top"])
        return {"x": pane["x"], "y": top, "width": pane["width"], "height": bottom - top}


def shrink(path: Path) -> None:
    """A palette in place of all colours: a third of the bytes, and nobody sees the difference."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
