"""The admin, who composes, confirms and waits, all in the chat as a person does."""

import asyncio

from bench import ledger
from bench.part import BenchFailed
from bench.stage import ADMIN, MARKER, Stage
from bot.demo.chat import AdminChat, words

TEXT = f"A benchmark\nThis is the {MARKER}, which everybody gets once."
LOOK_EVERY = 0.1  # seconds
REPORT_WITHIN = 20.0  # seconds: progress messages are edited every few


class Admin:
    """Has one broadcast."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._chat = AdminChat(stage.control, ADMIN)

    async def compose(self) -> None:
        """Up to the question that *Confirm* answers."""
        await self._chat.answer_to(await self._chat.say("/broadcast"))
        await self._chat.say(TEXT)
        await self._chat.press("Send now")
        await self._chat.with_button("Confirm")

    async def confirm(self) -> float:
        """Tap *Confirm*; gives the moment of the tap in sandbox seconds."""
        moment = await self._stage.control.now()
        await self._stage.control.press(ADMIN, button="Confirm", wait=0)
        return moment

    async def launch(self) -> float:
        await self.compose()
        return await self.confirm()

    async def finished(self, within: float) -> None:
        """Until the bot's database says so; `within` wall-clock seconds, else BenchFailed."""
        try:
            async with asyncio.timeout(within):
                while ledger.run_state(self._stage.database)[0] != "finished":
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            state = ledger.run_state(self._stage.database)[0]
            raise BenchFailed(
                f"the broadcast was not finished in {within:.0f} s, it is {state or 'not there'}"
            ) from None

    async def report(self) -> str:
        """The progress message once nobody is left."""
        try:
            async with asyncio.timeout(REPORT_WITHIN):
                while True:
                    text = words(await self._chat.with_text("Sent: "))
                    if "Left: 0" in text:
                        return text
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            raise BenchFailed("the progress message did not become the report") from None
