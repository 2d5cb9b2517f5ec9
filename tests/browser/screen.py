"""What a person does in front of the page: looks for words, taps, types."""

from collections.abc import Sequence
from typing import Any

from playwright.async_api import Locator, Page, expect


class Screen:
    """One window with the page in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    async def open(self) -> None:
        """Until the chats are listed or the page says that there are none."""
        await self.page.goto(self.address)
        await expect(self.page.locator("#chats")).to_be_attached()

    async def open_chat(self, chat: int) -> None:
        await self.chat_item(chat).click()
        await expect(self.chat_item(chat)).to_have_attribute("aria-current", "true")
        await expect(self.page.get_by_test_id("header")).to_be_visible()

    def chat_item(self, chat: int) -> Locator:
        return self.page.get_by_test_id(f"chat-item-{chat}")

    @property
    def thread(self) -> Locator:
        return self.page.get_by_test_id("thread")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_test_id("composer-input")

    @property
    def messages(self) -> Locator:
        return self.page.get_by_test_id("message")

    def message(self, number: int) -> Locator:
        """The bubble of one message."""
        return self.page.locator(f'[data-testid="message"][data-id="{number}"]')

    def message_with(self, words: str) -> Locator:
        """The newest bubble that shows these words."""
        return self.messages.filter(has_text=words).last

    def inline_button(self, words: str) -> Locator:
        """The newest button below a message that shows these words."""
        return self.page.get_by_test_id("inline-button").filter(has_text=words).last

    async def type(self, text: str) -> None:
        """Into the composer, key by key as a person does; a new line is Shift+Enter."""
        await self.composer.click()
        for number, line in enumerate(text.split("\n")):
            if number:
                await self.page.keyboard.press("Shift+Enter")
            await self.page.keyboard.type(line)

    async def write(self, text: str) -> None:
        """Type and send."""
        await self.type(text)
        await self.page.get_by_test_id("send").click()

    async def select_back(self, count: int) -> None:
        """Mark what was typed last, with the keyboard."""
        for _ in range(count):
            await self.page.keyboard.press("Shift+ArrowLeft")

    def toast(self, words: str) -> Locator:
        return self.page.get_by_test_id("toast").filter(has_text=words).last

    async def scripts_ran(self) -> Any:
        """How many texts were taken for scripts."""
        return await self.page.evaluate("() => window.__ran ?? 0")

    async def nodes(self) -> int:
        return int(await self.page.evaluate("() => document.querySelectorAll('*').length"))

    async def sideways(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(
            await self.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )


def texts(rows: Sequence[Sequence[dict[str, Any]]]) -> list[list[str]]:
    """The words on a keyboard."""
    return [[button["text"] for button in row] for row in rows]
