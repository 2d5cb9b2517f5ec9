"""What every walk begins with."""

import pytest_asyncio

from tests.browser.conftest import Open
from tests.browser.guide import WINDOW
from tests.browser.screen import Screen


@pytest_asyncio.fixture(loop_scope="session")
async def open_demo(demo: str, new_context: Open) -> Open:
    """`await open_demo()`: one more window with the page of the test's own demo, past the tour."""

    async def make() -> Screen:
        context = await new_context(viewport=WINDOW, color_scheme="light")
        made = Screen(await context.new_page(), demo)
        await made.open()
        await made.page.get_by_test_id("tour-skip").click()
        return made

    return make


@pytest_asyncio.fixture(loop_scope="session")
async def screen(open_demo: Open) -> Screen:
    made: Screen = await open_demo()
    return made
