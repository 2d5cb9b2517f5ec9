"""What the owner of a Herald does on the page, from the first tap to the report."""

import re
from collections import Counter

from playwright.async_api import expect

from tests.browser.pictures import picture
from tests.browser.screen import Screen

OWNER = 1001
HEADLINE = "The autumn issue is out!"
BODY = "Twelve stories, one map, and a recipe for pear cake."
EDITOR = 1002
ANSWERS = "🟢 More of this - answer: Gladly! | 🔴 Enough - answer: We will write less"
LINK = "Read it - https://example.org/autumn"
PATIENCE = 60_000  # milliseconds that a start of the bot or the end of a broadcast may take
FIGURE = re.compile(r"(\w+): (\d+)(?: of (\d+))?")


async def subscribe(screen: Screen) -> None:
    await screen.page.get_by_test_id("start-button").click()
    await expect(screen.message_with("You are subscribed")).to_be_visible(timeout=PATIENCE)


async def compose(screen: Screen) -> None:
    """A headline in bold, a line, and a button; then a test for the owner alone."""
    await screen.write("/broadcast")
    await expect(screen.message_with("Send me the message to broadcast")).to_be_visible()
    await screen.type(f"{HEADLINE}\n{BODY}")
    for keys in ("Control+Home", "Shift+End", "Control+b"):
        await screen.page.keyboard.press(keys)
    await picture(screen.page, "compose")
    await screen.page.get_by_test_id("send").click()
    await expect(screen.inline_button("Send now")).to_be_visible()
    await screen.inline_button("Buttons").click()
    await expect(screen.message_with("Send me the buttons")).to_be_visible()
    await screen.write(LINK)
    await expect(screen.inline_button("Read it")).to_be_visible()
    await screen.inline_button("Send test").click()
    await expect(screen.message_with("The test is above")).to_be_visible()
    shown = screen.messages.filter(has=screen.page.get_by_text("Read it")).last
    await expect(shown.locator("strong, b")).to_have_text(HEADLINE)


async def ask(screen: Screen) -> None:
    """Buttons that count, in place of the link; the tour proposes the same."""
    await screen.inline_button("Buttons").click()
    await expect(screen.message_with("They are now")).to_be_visible()
    await screen.write(ANSWERS)
    await expect(screen.inline_button("More of this")).to_be_visible()
    await picture(screen.page, "answers")


async def choose(screen: Screen) -> None:
    """Everybody but those who read Russian."""
    for words in ("Audience", "➖ Must not", "Language", "Russian", "Done"):
        await screen.inline_button(words).click()
    await expect(screen.message_with("Must not, none of it")).to_be_visible()
    await picture(screen.page, "audience")
    await screen.inline_button("Back").click()
    await expect(screen.message_with("not language")).to_be_visible()


async def launch(screen: Screen) -> None:
    await screen.inline_button("Send now").click()
    await expect(screen.message_with("recipients?")).to_be_visible()
    await picture(screen.page, "confirm")
    await screen.inline_button("Confirm").click()
    await expect(screen.message_with("Sending: ")).to_be_visible()


async def break_telegram(screen: Screen) -> None:
    ceiling = screen.page.get_by_test_id("ceiling")
    await ceiling.focus()
    for _ in range(6):
        await screen.page.keyboard.press("ArrowLeft")
    await screen.page.get_by_test_id("ban-now").click()
    await expect(screen.page.locator("#telegram").get_by_text("Banned")).to_be_visible()
    await picture(screen.page, "ban")


async def kill(screen: Screen) -> None:
    """Not before some have it: what was under way is what makes it interesting."""
    banned = screen.page.locator("#telegram").get_by_text("Banned")
    await expect(banned).to_be_hidden(timeout=PATIENCE)
    progress = screen.message_with("Sending: ")
    await expect(progress).not_to_contain_text("asks us to wait", timeout=PATIENCE)
    await screen.page.get_by_test_id("kill-bot").click()
    box = screen.page.locator("#bot-box")
    await expect(box.get_by_text("Killed")).to_be_visible()
    await picture(screen.page, "killed")


async def revive(screen: Screen) -> None:
    await screen.page.get_by_test_id("start-bot").click()
    await expect(screen.page.locator("#bot-box").get_by_text("Running")).to_be_visible()
    await screen.page.get_by_test_id("back-to-normal").click()


async def count_answers(screen: Screen) -> None:
    """A reader taps; then the owner looks up who chose it."""
    await screen.open_chat(EDITOR)
    await screen.inline_button("More of this").click()
    alert = screen.page.get_by_test_id("alert")
    await expect(alert).to_contain_text("Gladly!")
    await alert.get_by_role("button").click()
    await screen.open_chat(OWNER)
    await screen.write("/admin")
    for words, below in (
        ("Broadcasts", "Your menu"),
        (HEADLINE, "newest first"),
        ("Answers", "1 has answered"),
        ("More of this", "1 has answered"),
    ):
        window = screen.message_with(below)
        await window.get_by_test_id("inline-button").filter(has_text=words).first.click()
    await expect(screen.message_with("1 person")).to_be_visible()


async def watch_series(screen: Screen) -> None:
    """The one that lies ready is started for everybody; the board beside the chats shows it at
    work."""
    board = screen.page.locator("#board-panel")
    await expect(board).to_contain_text("Nobody is in it yet")
    await screen.write("/series")
    for words, below in (
        ("Welcome", "one after the other"),
        ("▶️ Start", "A draft"),
        ("Also those here", "with 3 messages"),
        ("Yes, start it", "with 3 messages"),
    ):
        window = screen.message_with(below)
        await window.get_by_test_id("inline-button").filter(has_text=words).first.click()
    await expect(screen.message_with("It runs.")).to_be_visible()
    first, second = (
        board.get_by_test_id("board-row").nth(0),
        board.get_by_test_id("board-row").nth(1),
    )
    await expect(first).to_contain_text(re.compile(r"[1-9]\d* got it"), timeout=PATIENCE)
    await expect(second).to_contain_text(re.compile(r"⏳ .+ in \d+ s · .+ more"))


async def report(screen: Screen) -> Counter[str]:
    """The figures of the progress message, once it is the report; what it does not name is 0."""
    message = screen.message_with("Finished: ")
    await expect(message).to_be_visible(timeout=PATIENCE)
    figures: Counter[str] = Counter()
    for name, count, everybody in FIGURE.findall(await message.inner_text()):
        figures[name] = int(count)
        if everybody:
            figures["Recipients"] = int(everybody)
    return figures
