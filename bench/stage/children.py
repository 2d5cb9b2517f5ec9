"""The processes that are measured; one that fails ends the measurement."""

from collections.abc import Mapping
from pathlib import Path

from bench.frame.part import BenchFailed
from bot.process import children
from bot.process.children import Child


async def spawn(
    name: str,
    *arguments: str,
    folder: Path,
    settings: Mapping[str, str] | None = None,
) -> Child:
    """As bot.process.children has it; raises BenchFailed."""
    return await children.spawn(name, *arguments, folder=folder, settings=settings, failed=_failed)


def _failed(words: str, said: str) -> BenchFailed:
    return BenchFailed(f"{words}:\n{said}")
