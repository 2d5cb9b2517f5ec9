"""One tab of a real browser, and what can be measured in it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from bench.frame.part import BenchFailed

if TYPE_CHECKING:
    from playwright.async_api import Page

NEEDED = "it needs Chromium and playwright: make test-browser installs both"
GAPS = """seconds => new Promise(resolve => {
    const gaps = [];
    const until = performance.now() + seconds * 1000;
    let before = null;
    const look = now => {
        if (before !== null) gaps.push(now - before);
        before = now;
        now < until ? requestAnimationFrame(look) : resolve(gaps);
    };
    requestAnimationFrame(look);
})"""
SHOWN = """([text, begun]) => new Promise(resolve => {
    const look = () => document.querySelector('[data-testid="thread"]').textContent.includes(text)
        ? resolve(performance.now() - begun) : requestAnimationFrame(look);
    look();
})"""
SETTLED = 1_500  # milliseconds until the first events have been drawn


class Tab:
    """The page with one chat open."""

    def __init__(self, page: "Page") -> None:
        self._page = page

    async def rest(self) -> None:
        """Until the page has drawn what it was told at first."""
        await self._page.get_by_test_id("thread").wait_for()
        await self._page.wait_for_timeout(SETTLED)

    async def frames(self, seconds: float) -> list[float]:
        """Milliseconds from each frame to the next, for so long."""
        gaps: list[float] = await self._page.evaluate(GAPS, seconds)
        return gaps

    async def answer(self, text: str) -> float:
        """Milliseconds from the Enter key until what was written stands in the chat."""
        field = self._page.get_by_test_id("composer-input")
        await field.click()
        await self._page.keyboard.type(text)
        begun = await self._page.evaluate("performance.now()")
        await field.press("Enter")
        took: float = await self._page.evaluate(SHOWN, [text, begun])
        return took

    async def nodes(self) -> int:
        """Elements in the document."""
        count: int = await self._page.evaluate("document.querySelectorAll('*').length")
        return count


@asynccontextmanager
async def opened(address: str, *, chat: int) -> AsyncIterator[Tab]:
    """A browser of its own with that chat; raises BenchFailed where there is none."""
    try:
        from playwright.async_api import async_playwright

        from bench.clients.chromium import NoChromium, launch
    except ImportError:
        raise BenchFailed(NEEDED) from None
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        try:
            browser = await launch(playwright)
        except NoChromium:
            raise BenchFailed(NEEDED) from None
        stack.push_async_callback(browser.close)
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        await page.goto(f"{address}#{chat}")
        yield Tab(page)
