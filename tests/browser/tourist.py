"""Whoever follows the guided tour."""

from playwright.async_api import Locator, expect

from tests.browser.owner import PATIENCE
from tests.browser.screen import Screen


class Tour:
    """The card of the guided tour."""

    def __init__(self, screen: Screen) -> None:
        self.card: Locator = screen.page.get_by_test_id("tour")
        self._next = screen.page.get_by_test_id("tour-next")

    async def on(self, title: str) -> None:
        await self._next.click()
        await expect(self.card.get_by_role("heading", name=title)).to_be_visible()

    async def ticked(self) -> None:
        await expect(self.card.get_by_text("Done", exact=True)).to_be_visible(timeout=PATIENCE)
