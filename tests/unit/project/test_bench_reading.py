"""What the benchmarks read: /proc, import times, both sides of a broadcast, raw HTTP."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench.clients.neighbour import write
from bench.clients.raw_client import RawFailed, after_answer, send_raw
from bench.frame.machine import cpu_model, describe, total_memory
from bench.parts.speed.startup import foreign
from bench.stage import ledger
from bench.stage.audience import write_people
from bench.stage.proc import Memory, cpu_seconds, memory, parse_stat, parse_status
from bench.stage.verdict import Verdict, judge
from botapi_sandbox.control import Control
from db.schema.states import DeliveryState

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def test_memory_is_read_in_bytes() -> None:
    text = "Name:\tpython\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n"
    assert parse_status(text) == Memory(resident=1024 * 1024, peak=2048 * 1024)


def test_cpu_time_is_found_behind_any_name() -> None:
    fields = " ".join(str(number) for number in range(4, 53))
    assert parse_stat(f"77 (a ) b) S {fields}", ticks=100) == (14 + 15) / 100


def test_this_process_can_be_measured() -> None:
    now = memory(os.getpid())
    assert 1_000_000 < now.resident <= now.peak
    assert cpu_seconds(os.getpid()) > 0


def test_the_machine_is_told_without_its_paths() -> None:
    assert cpu_model("processor\t: 0\nmodel name\t: Some CPU 3000\n") == "Some CPU 3000"
    assert total_memory("MemTotal:       2097152 kB\n") == 2_097_152
    assert total_memory("") == 0
    assert not any(str(Path.home()) in words for _, words in describe())


def test_only_foreign_modules_count_as_libraries() -> None:
    log = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:       110 |        110 |   aiogram.types\n"
        "import time:       110 |        110 | bot.app\n"
        "12:00:00 INFO    bot.app: @x is ready\n"
        "import time:       110 |        220 | bots\n"
    )
    assert foreign(log) == ["aiogram.types", "bots"]


def test_both_sides_are_compared() -> None:
    told = {
        1: DeliveryState.SENT,
        2: DeliveryState.SENT,
        3: DeliveryState.UNCERTAIN,
        4: DeliveryState.UNCERTAIN,
        5: DeliveryState.BLOCKED,
        6: DeliveryState.CLAIMED,
        7: DeliveryState.BLOCKED,
    }
    delivered = {1: 1, 3: 1, 5: 1, 8: 2}
    assert judge(range(1, 9), told, delivered) == Verdict(
        lost=3,  # 2 was told as sent, 6 has no outcome, 8 no row
        twice=1,
        mistaken=1,
        uncertain=2,
        uncertain_arrived=1,
    )


def test_somebody_without_an_outcome_is_lost() -> None:
    assert judge([1], {1: DeliveryState.PENDING}, {}).lost == 1
    assert judge([1], {}, {}).lost == 1
    assert judge([1], {1: DeliveryState.BLOCKED}, {}) == judge([], {}, {})


async def test_people_are_written_and_the_neighbour_writes_beside_them(tmp_path: Path) -> None:
    file = tmp_path / "herald.sqlite3"
    await write_people(file, 3, first=50)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        found = connection.execute("SELECT chat_id, state FROM subscribers ORDER BY id").fetchall()
        assert found == [(50, "active"), (51, "active"), (52, "active")]
        for _ in range(2):
            _, waited, took = write(connection)
            assert 0 <= waited <= took
    assert ledger.run_state(file) == ("", False)
    assert ledger.outcomes(file) == {}


async def test_no_people_are_only_tables(tmp_path: Path) -> None:
    await write_people(tmp_path / "herald.sqlite3", 0)
    assert ledger.outcomes(tmp_path / "herald.sqlite3") == {}


def test_an_answer_is_cut_off_where_it_ends() -> None:
    assert after_answer(ANSWER) == b""
    assert after_answer(ANSWER + b"HTTP") == b"HTTP"
    assert all(after_answer(ANSWER[:end]) is None for end in range(len(ANSWER)))
    with pytest.raises(RawFailed):
        after_answer(b"HTTP/1.1 200 OK\r\n\r\n")


async def test_raw_messages_arrive_once_each(sandbox_url: str, control: Control) -> None:
    await control.limits(per_second=None)
    await control.add_users(50, 100)
    await send_raw(sandbox_url, "1:a", range(100, 150), connections=4, text="raw")
    counts = await control.counts("raw")
    assert (counts.accepted, counts.recipients) == (50, 50)


async def test_a_raw_message_that_is_refused_is_no_success(sandbox_url: str) -> None:
    with pytest.raises(RawFailed, match="chat not found"):
        await send_raw(sandbox_url, "1:a", range(100, 102), connections=1, text="raw")
