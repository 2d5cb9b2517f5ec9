"""What nodes read of who serves a bot, and where that node is."""

from bot.fleet.register.book import Page, Standing
from bot.fleet.rules import Job, JobState


def served_at(address: str | None, *, bot: int, node: str = "owner") -> Page:
    standing = Standing(
        name=node,
        worker=1,
        address=address,
        version="1",
        leaving=False,
        bots=frozenset({bot}),
        beat=1,
    )
    job = Job(id=1, bot=bot, node=node, state=JobState.SERVED)
    return Page(nodes=(standing,), jobs=(job,), workers={1: 1}, enabled=frozenset({bot}))
