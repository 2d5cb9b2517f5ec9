"""From a tap to the number on the screen: a draft's audience, in the chat and with all that draws a
window."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping

from bench.stage.scene import ADMIN, Stage
from bot.demo.story.chat import AdminChat
from db.audience.audience import Audience

PATIENCE = 30.0  # seconds
PAUSE = (
    1.1  # seconds between two taps: a chat gets one message a second, and this is not about that
)

Choose = Callable[[Audience], Awaitable[None]]
"""Makes it the draft's audience"""


async def tap_to_number(
    scene: Stage, counted: Mapping[str, tuple[Audience, int]], choose: Choose
) -> dict[str, float]:
    """Seconds, by name; `counted`: audiences, and how many they are, none asked for before."""
    chat = AdminChat(scene.control, ADMIN)
    await chat.answer_to(await chat.say("/broadcast"))
    await chat.say("To whom?")
    await chat.with_button("Send now")
    took: dict[str, float] = {}
    for name, (audience, people) in counted.items():
        await choose(audience)
        await asyncio.sleep(PAUSE)
        began = time.perf_counter()
        await scene.control.press(ADMIN, button="Audience", wait=0)
        number = f"{people} subscriber" if people else "nobody"
        await scene.control.wait_for(ADMIN, f"Audience: {number}", timeout=PATIENCE)
        took[name] = time.perf_counter() - began
        await chat.press("Back")
        await chat.with_text("What next?")
    await chat.press("Discard")
    await chat.press("Yes, discard it")
    await chat.with_text("The draft is gone")
    return took
