"""Pictures of the page for README and guide, taken by the tests that stand before the window.

Only with PICTURES=1 (`make pictures`): a test run changes no file.
"""

import os
from pathlib import Path

from playwright.async_api import Page

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
WINDOW = {"width": 1280, "height": 800}  # of a small laptop
SETTLE = 400  # milliseconds: fonts, images and the moving picture


def wanted() -> bool:
    return os.environ.get("PICTURES") == "1"


async def picture(page: Page, name: str) -> None:
    """Saves the window as docs/pictures/page-<name>.png."""
    if not wanted():
        return
    await page.wait_for_timeout(SETTLE)
    await page.screenshot(path=FOLDER / f"page-{name}.png", animations="disabled", caret="hide")
