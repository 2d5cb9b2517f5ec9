"""Polls: voting, taking a vote back, quizzes, closed ones, and making one."""

import re
from typing import Any

from playwright.async_api import Locator, expect

from tests.browser.bot import Bot
from tests.browser.conftest import ANN
from tests.browser.screen import Screen


async def ask(bot: Bot, screen: Screen, **more: Any) -> Locator:
    """A poll that tells its bot who voted how; gives the bubble."""
    sent = await bot.ok(
        "sendPoll",
        chat_id=ANN,
        question="Tea or coffee?",
        options=[{"text": "Tea"}, {"text": "Coffee"}, {"text": "Neither"}],
        is_anonymous=False,
        **more,
    )
    bubble = screen.message(sent["message_id"])
    await expect(bubble).to_contain_text("Tea or coffee?")
    return bubble


def option(bubble: Locator, words: str) -> Locator:
    roles = (bubble.get_by_role(role, name=words) for role in ("button", "radio", "checkbox"))
    first, second, third = roles
    return first.or_(second).or_(third).first


async def test_a_vote_reaches_the_bot_and_shows_the_result(bot: Bot, screen: Screen) -> None:
    bubble = await ask(bot, screen)
    await option(bubble, "Coffee").click()
    answer = await bot.next("poll_answer")
    assert answer["option_ids"] == [1]
    await expect(bubble).to_contain_text("100%")


async def test_a_vote_can_be_taken_back(bot: Bot, screen: Screen) -> None:
    bubble = await ask(bot, screen)
    await option(bubble, "Tea").click()
    assert (await bot.next("poll_answer"))["option_ids"] == [0]
    await bubble.get_by_role("button", name="Take the vote back").click()
    assert (await bot.next("poll_answer"))["option_ids"] == []


async def test_several_answers_are_sent_together(bot: Bot, screen: Screen) -> None:
    bubble = await ask(bot, screen, allows_multiple_answers=True)
    await option(bubble, "Tea").click()
    await option(bubble, "Neither").click()
    await bubble.get_by_role("button", name=re.compile("^vote", re.IGNORECASE)).click()
    assert (await bot.next("poll_answer"))["option_ids"] == [0, 2]


async def test_a_quiz_says_what_was_right_and_why(bot: Bot, screen: Screen) -> None:
    bubble = await ask(
        bot, screen, type="quiz", correct_option_ids=[1], explanation="It was in the news."
    )
    await expect(bubble).not_to_contain_text("It was in the news.")
    await option(bubble, "Tea").click()
    assert (await bot.next("poll_answer"))["option_ids"] == [0]
    await expect(screen.page.locator("body")).to_contain_text("It was in the news.")


async def test_a_closed_poll_takes_no_votes(bot: Bot, screen: Screen) -> None:
    bubble = await ask(bot, screen, is_closed=True)
    await expect(bubble).to_contain_text(re.compile("final|closed", re.IGNORECASE))
    await expect(bubble.locator("button:enabled", has_text="Tea")).to_have_count(0)
