"""Without a mouse, and without eyes."""

from typing import Any

import pytest
from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN, Open
from tests.browser.screen import Screen

BORIS = 8
NAMELESS = """() => {
  const named = one => {
    const by = (one.getAttribute("aria-labelledby") ?? "").split(/\\s+/).filter(Boolean)
      .map(id => document.getElementById(id)?.textContent ?? "").join(" ");
    const labels = [...(one.labels ?? [])].map(label => label.textContent).join(" ");
    const text = one.matches("button, a, summary, [role]") ? one.textContent : "";
    return [one.getAttribute("aria-label"), by, labels, text, one.title, one.placeholder]
      .some(words => words && words.trim());
  };
  const asked = "button, a[href], input:not([type=hidden]), select, textarea, summary," +
    "[role=button], [role=menuitem], [role=textbox], [role=slider], [role=switch], canvas, dialog";
  return [...document.querySelectorAll(asked)]
    .filter(one => one.checkVisibility({visibilityProperty: true}))
    .filter(one => !one.closest("[aria-hidden=true]"))
    .filter(one => !named(one)).map(one => one.outerHTML.slice(0, 160));
}"""


async def test_everything_that_can_be_pressed_has_a_name(bot: Bot, screen: Screen) -> None:
    await bot.photo(caption="A picture")
    await bot.ok("sendPoll", chat_id=ANN, question="Q?", options=[{"text": "A"}, {"text": "B"}])
    sent = await bot.upload("sendDocument", "document", "a.txt", b"a", chat_id=ANN)
    await bot.send("Go", reply_markup={"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]})
    await expect(screen.message(sent["message_id"])).to_be_visible()
    await expect(screen.inline_button("A")).to_be_visible()
    assert await screen.page.evaluate(NAMELESS) == []


async def test_no_id_is_there_twice(bot: Bot, screen: Screen) -> None:
    await bot.send("Hello")
    await expect(screen.thread).to_contain_text("Hello")
    ids = await screen.page.evaluate(
        "() => [...document.querySelectorAll('[id]')].map(one => one.id)"
    )
    assert len(ids) == len(set(ids))


async def test_the_parts_of_the_page_are_landmarks(screen: Screen) -> None:
    page = screen.page
    await expect(page.get_by_role("navigation", name="Chats")).to_be_visible()
    await expect(page.get_by_role("main")).to_be_visible()
    await expect(page.get_by_role("complementary")).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_have_count(1)
    log = page.get_by_role("log")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(page.locator("html")).to_have_attribute("lang", "en")


async def focused(screen: Screen) -> Any:
    return await screen.page.evaluate(
        """() => {
          const one = document.activeElement;
          return {tag: one.tagName, test: one.dataset.testid ?? "", role: one.getAttribute("role"),
            ring: getComputedStyle(one).outlineStyle !== "none"
              || getComputedStyle(one).boxShadow !== "none"};
        }"""
    )


async def reach(screen: Screen, test: str, *, key: str = "Tab", most: int = 60) -> None:
    """Go there by one key alone."""
    for _ in range(most):
        await screen.page.keyboard.press(key)
        if (await focused(screen))["test"] == test:
            return
    pytest.fail(f"{test} cannot be reached by {key}")


async def test_from_the_list_to_a_sent_message_by_keys_alone(
    bot: Bot, control: Control, open_page: Open
) -> None:
    await control.add_user(BORIS, "Boris", started=True)
    screen: Screen = await open_page(chat=None)
    await expect(screen.chat_item(BORIS)).to_be_visible()
    await screen.page.keyboard.press("Control+k")
    await screen.page.keyboard.type("Boris")
    await expect(screen.chat_item(ANN)).to_be_hidden()
    await reach(screen, f"chat-item-{BORIS}")
    assert (await focused(screen))["ring"]
    await screen.page.keyboard.press("Enter")
    await expect(screen.thread).to_be_visible()
    if (await focused(screen))["test"] != "composer-input":
        await reach(screen, "composer-input")
    await screen.page.keyboard.type("Typed")
    await screen.page.keyboard.press("Enter")
    message = await bot.next("message")
    assert (message["text"], message["from"]["id"]) == ("Typed", BORIS)


async def test_a_button_below_a_message_by_keys_alone(bot: Bot, screen: Screen) -> None:
    await bot.send(
        "Sure?", reply_markup={"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    )
    await expect(screen.inline_button("Yes")).to_be_visible()
    await screen.composer.focus()
    await reach(screen, "inline-button", key="Shift+Tab")
    assert (await focused(screen))["ring"]
    await screen.page.keyboard.press("Enter")
    assert (await bot.next("callback_query"))["data"] == "y"


async def test_the_messages_by_arrows(bot: Bot, screen: Screen) -> None:
    numbers = [await bot.send(text) for text in ("One", "Two", "Three")]
    await expect(screen.message(numbers[-1])).to_be_visible()
    await screen.message(numbers[-1]).focus()
    await screen.page.keyboard.press("ArrowUp")
    await expect(screen.message(numbers[-2])).to_be_focused()
    await screen.page.keyboard.press("Enter")
    menu = screen.page.get_by_role("menu")
    await expect(menu).to_be_visible()
    await screen.page.keyboard.press("Escape")
    await expect(menu).to_be_hidden()
    await expect(screen.message(numbers[-2])).to_be_focused()


async def test_the_parts_by_alt_and_a_number(screen: Screen) -> None:
    inside = "id => document.getElementById(id).contains(document.activeElement)"
    for key, part in (("Alt+3", "telegram"), ("Alt+2", "chat"), ("Alt+1", "chats")):
        await screen.page.keyboard.press(key)
        assert await screen.page.evaluate(inside, part), key


async def test_what_is_in_focus_can_be_seen(bot: Bot, screen: Screen) -> None:
    """Fifty steps through the page, each with a ring around where one is."""
    await bot.send("Hello")
    for step in range(50):
        await screen.page.keyboard.press("Tab")
        now = await focused(screen)
        if now["tag"] not in ("BODY", "HTML"):
            assert now["ring"], (step, now)
