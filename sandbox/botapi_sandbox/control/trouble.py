"""Limits, faults, outages, bans, time."""

from typing import Any

from botapi_sandbox.control.connection import Connection


class TroubleControl(Connection):
    async def limits(self, **changes: Any) -> dict[str, Any]:
        now: dict[str, Any] = await self.do("limits", **changes)
        return now

    async def lenient(self, *, on: bool = True) -> None:
        """Overlooks what the real server overlooks, and tells of it in `calls`."""
        await self.do("lenient", on=on)

    async def faults(self, **changes: Any) -> dict[str, Any]:
        now: dict[str, Any] = await self.do("faults", **changes)
        return now

    async def refuse(
        self,
        chat_ids: list[int],
        description: str,
        code: int = 400,
        *,
        methods: list[str] | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        await self.do(
            "refuse",
            chat_ids=chat_ids,
            description=description,
            code=code,
            methods=methods,
            migrate_to_chat_id=migrate_to_chat_id,
        )

    async def relent(self, chat_ids: list[int] | None = None) -> None:
        await self.do("relent", chat_ids=chat_ids)

    async def no_faults(self) -> None:
        await self.do("no_faults")

    async def outage(self, seconds: float, manner: str = "html_502") -> None:
        await self.do("outage", seconds=seconds, manner=manner)

    async def ban(self, seconds: float) -> None:
        await self.do_bot("ban", seconds=seconds)

    async def chat_flood(self, chat_ids: list[int], seconds: float, *, edits: bool = False) -> None:
        await self.do_bot("chat_flood", chat_ids=chat_ids, seconds=seconds, edits=edits)

    async def edits_flood(self, seconds: float) -> None:
        await self.do_bot("edits_flood", seconds=seconds)

    async def slow_mode(self, chat_id: int, seconds: float) -> None:
        await self.do_bot("slow_mode", chat_id=chat_id, seconds=seconds)

    async def pardon(self) -> None:
        await self.do_bot("pardon")

    async def revoke(self, token: str) -> None:
        await self.do("revoke", token=token)

    async def advance(self, seconds: float) -> None:
        await self.do("advance", seconds=seconds)

    async def set_clock(self, date: int) -> None:
        """`date`: Unix seconds; the clock goes on from there."""
        await self.do("set_clock", date=date)

    async def now(self) -> float:
        """Sandbox seconds since its start."""
        value = await self.do("now")
        return float(value["now"])

    async def reset(self) -> None:
        await self.do("reset")
