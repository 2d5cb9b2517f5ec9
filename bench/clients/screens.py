"""From a tap to the number on the screen: a draft's audience, in the chat and with all that draws a
window."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping

from bench.stage.scene import ADMIN, Stage
from bench.stage.waiting import until
from bot.demo.story.chat import AdminChat
from db.audience.audience import Audience

PATIENCE = 30.0  # seconds
LOOK_EVERY = 0.005
COUNTED = re.compile(r"Audience: (\d+ subscriber|nobody)")
PAUSE = (
    1.1  # seconds between two taps: a chat gets one message a second, and this is not about that
)

Choose = Callable[[Audience], Awaitable[None]]
"""Makes it the draft's audience"""


async def tap_to_number(
    scene: Stage, audiences: Mapping[str, Audience], choose: Choose
) -> dict[str, float]:
    """Seconds, by name; none of the audiences was asked for before. How many they are is not
    looked at: of those who came within so many days there are fewer a minute later."""
    chat = AdminChat(scene.control, ADMIN)
    await chat.answer_to(await chat.say("/broadcast"))
    await chat.say("To whom?")
    await chat.with_button("Send now")

    async def counted() -> bool:
        message = await scene.control.last_message(ADMIN)
        return message is not None and COUNTED.search(message.get("text", "")) is not None

    took: dict[str, float] = {}
    for name, audience in audiences.items():
        await choose(audience)
        await asyncio.sleep(PAUSE)
        began = time.perf_counter()
        await scene.control.press(ADMIN, button="Audience", wait=0)
        await until(counted, within=PATIENCE, every=LOOK_EVERY, otherwise=f"no number: {name}")
        took[name] = time.perf_counter() - began
        await chat.press("Back")
        await chat.with_text("What next?")
    await chat.press("Discard")
    await chat.press("Yes, discard it")
    await chat.with_text("The draft is gone")
    return took
