"""The demo's own processes; one that fails ends the demo, and none outlives it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo.errors import DemoFailed
from bot.process.children import Child, spawn
from botapi_sandbox.process.parent_watch import kill_group_with_parent


@asynccontextmanager
async def started(
    name: str, *arguments: str, folder: Path, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Child]:
    """`python <arguments>` until the end of the block; raises DemoFailed."""
    child = await spawn(name, *arguments, folder=folder, settings=settings, failed=DemoFailed)
    try:
        async with kill_group_with_parent(child.pid):
            yield child
    finally:
        await child.end()
