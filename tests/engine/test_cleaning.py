"""The silent ones are asked through Telegram itself: nothing arrives, and the gone are known."""

from tests.engine.conftest import FIRST, Bench, text


async def found(bench: Bench) -> list[tuple[int, str]]:
    async with bench.database.read() as connection:
        rows = await connection.exec_driver_sql(
            "SELECT chat_id, state FROM subscribers WHERE state != 'active' ORDER BY chat_id"
        )
        return [(int(row["chat_id"]), str(row["state"])) for row in rows.mappings()]


async def walk(bench: Bench) -> None:
    cleaning = bench.assembly.doors.cleaning
    while (standing := await cleaning.standing()) is None or standing.ended is None:
        await bench.clock.sleep(min(1.0, await bench.assembly.cleaner.once()))


async def test_who_blocked_the_bot_or_is_gone_is_found_and_nobody_gets_anything(
    bench: Bench,
) -> None:
    await bench.subscribe(5)
    await bench.control.block(FIRST + 1)
    await bench.control.deactivate(FIRST + 3)
    await walk(bench)
    assert await found(bench) == [(FIRST + 1, "blocked"), (FIRST + 3, "deactivated")]
    assert (await bench.control.counts()).accepted == 0
    standing = await bench.assembly.doors.cleaning.standing()
    assert standing is not None
    assert (standing.asked, standing.gone) == (5, 2)


async def test_while_a_broadcast_runs_nobody_is_asked(bench: Bench) -> None:
    await bench.subscribe(60)
    broadcast_id = await bench.launch(text())
    await bench.until(broadcast_id, lambda one: one.figures.done > 0)
    for _ in range(3):
        await bench.assembly.cleaner.once()
    assert await bench.assembly.doors.cleaning.standing() is None
    await bench.finished(broadcast_id)
    await walk(bench)
    standing = await bench.assembly.doors.cleaning.standing()
    assert standing is not None
    assert standing.asked == 0  # the broadcast was question enough
