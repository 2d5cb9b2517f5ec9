"""A forum is one thread here: above what somebody writes in a topic stands which one it is."""

from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.screen import Screen

FORUM, ANN = -1_001_000_000_709, 7


async def topic(bot: Bot, name: str) -> int:
    made = await bot.ok("createForumTopic", chat_id=FORUM, name=name)
    return int(made["message_thread_id"])


async def test_each_message_says_its_topic_and_answers_stay_in_it(
    bot: Bot, screen: Screen, control: Control
) -> None:
    await control.add_chat(
        FORUM, "supergroup", "Desk", members=[ANN], bot_status="administrator", forum=True
    )
    first, second = await topic(bot, "Ann <b>"), await topic(bot, "Ben")
    wanted = [
        (await bot.send("Is it free?", FORUM, message_thread_id=first), ["Ann <b>"]),
        (await bot.send("Is it?", FORUM, message_thread_id=first), []),
        (await bot.send("When?", FORUM, message_thread_id=second), ["Ben"]),
        (await bot.send("To all", FORUM), []),
    ]
    await screen.open_chat(FORUM)
    for number, names in wanted:
        await expect(screen.message(number).get_by_test_id("topic")).to_have_text(names)
    question = wanted[2][0]
    await screen.message(question).hover()
    await (
        screen.message(question).get_by_role("button", name="What to do with this message").click()
    )
    await screen.page.get_by_test_id("menu-reply").click()
    await screen.write("Tomorrow")
    answer = await bot.next("message")
    while answer.get("text") != "Tomorrow":
        answer = await bot.next("message")
    assert answer["message_thread_id"] == second
    assert answer["is_topic_message"] is True
    told = screen.message(answer["message_id"]).get_by_test_id("topic")
    await expect(told).to_have_text("Ben")
