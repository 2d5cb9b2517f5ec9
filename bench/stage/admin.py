"""The admin, who composes, confirms and waits, all in the chat as a person does."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bench.stage import ledger
from bench.stage.scene import ADMIN, MARKER
from bench.stage.waiting import until
from bot.demo.story.chat import AdminChat, words
from botapi_sandbox.control import Control

TEXT = f"A benchmark\nThis is the {MARKER}, which everybody gets once."
LOOK_EVERY = 0.1  # seconds
REPORT_WITHIN = 20.0  # seconds: progress messages are edited every few


@dataclass(frozen=True, kw_only=True, slots=True)
class Composed:
    """A message with its formatting; Bot API: MessageEntity."""

    text: str = TEXT
    entities: list[dict[str, Any]] | None = None
    is_source: bool = False  # of a rich message, as Markdown


class Seat(Protocol):
    """What an admin needs of the stage: a bot to talk to, and its database to look into."""

    @property
    def control(self) -> Control: ...

    @property
    def database(self) -> Path: ...


class Admin:
    """Has one broadcast."""

    def __init__(self, stage: Seat) -> None:
        self._stage = stage
        self._chat = AdminChat(stage.control, ADMIN)

    async def compose(
        self, composed: Composed | None = None, *, stars: int = 0, buttons: str = ""
    ) -> None:
        """Up to the question that *Confirm* answers; paid for, with one of the offered caps."""
        await self._chat.answer_to(await self._chat.say("/broadcast"))
        composed = composed or Composed()
        if composed.is_source:
            await self._chat.press("Rich")
            await self._chat.with_text("Send me the source")
        await self._chat.say(composed.text, composed.entities)
        if buttons:
            await self._chat.press("Buttons")
            await self._chat.with_text("one per line")
            await self._chat.say(buttons)
        if stars:
            await self._pay(stars)
        await self._chat.press("Send now")
        await self._chat.with_button("Confirm")

    async def _pay(self, stars: int) -> None:
        await self._chat.press("Options")
        await self._chat.press("Order and speed")
        await self._chat.press("Paid")
        await self._chat.press(str(stars))
        await self._chat.with_button(f"At most {stars}")
        await self._chat.press("Back")
        await self._chat.with_button("Order and speed")
        await self._chat.press("Back")

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

        async def is_finished() -> bool:
            return ledger.run_state(self._stage.database)[0] == "finished"

        await until(
            is_finished, within=within, every=LOOK_EVERY, otherwise="the broadcast did not end"
        )

    async def report(self) -> str:
        """The progress message once nobody is left."""

        async def is_report() -> bool:
            return "It took" in words(await self._chat.with_text("Sent: "))

        await until(
            is_report,
            within=REPORT_WITHIN,
            every=LOOK_EVERY,
            otherwise="the progress message did not become the report",
        )
        return words(await self._chat.with_text("Sent: "))
