"""What every walk does: a tap on a button, and a window that is passed on the way."""

from playwright.async_api import expect

from tests.browser.screen import Screen

Texts = tuple[str, ...]


async def tap(screen: Screen, words: str, *, below: str | None = None) -> None:
    """A button of the newest bubble, or of the newest with the words `below`: older ones have
    buttons of the same name."""
    bubble = screen.messages.last if below is None else screen.message_with(below)
    await bubble.get_by_test_id("inline-button").filter(has_text=words).first.click()


async def passes(screen: Screen, words: str) -> None:
    """A window with these words comes up."""
    await expect(screen.message_with(words)).to_be_in_viewport()


async def ends(screen: Screen, words: str) -> None:
    """The chat ends with a window with these words."""
    await expect(screen.messages.last).to_contain_text(words)


async def menu(screen: Screen) -> None:
    """A new one, below whatever stands there now."""
    before = await screen.messages.last.get_attribute("data-id")
    await screen.write("/admin")
    await expect(screen.messages.last).not_to_have_attribute("data-id", str(before))
    await ends(screen, "Your menu")
