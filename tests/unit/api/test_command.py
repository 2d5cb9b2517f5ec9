"""`herald broadcast` against the API: what is typed, what is asked, what is told."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import text as sql

from bot.__main__ import main
from bot.api.core.shapes.broadcasts import BroadcastView, ReportView
from bot.api.core.shapes.people import StatusView
from broadcast.model.content import Content
from db.audience.audience import Audience
from db.schema.states import ApiRight
from tests.actors import owner
from tests.unit.api.conftest import OWNER, Api

WORDS = "Good *news*"


class Typed(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """The one line of JSON."""
        [line] = self.out.splitlines()
        return json.loads(line)


Type = Callable[..., Awaitable[Typed]]


@pytest.fixture
def typed(
    api: Api,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Type:
    """The command with these words, in a folder with a draft.md and nothing else."""
    (tmp_path / "draft.md").write_text(WORDS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HERALD_URL", api.url.removesuffix("/api/v1"))
    monkeypatch.setenv("HERALD_KEY", api.token)
    monkeypatch.delenv("HERALD_KEY_FILE", raising=False)

    async def type_it(*arguments: object) -> Typed:
        capfd.readouterr()
        code = await asyncio.to_thread(main, ["broadcast", *map(str, arguments)])
        said = capfd.readouterr()
        return Typed(code, said.out, said.err)

    return type_it


async def counted(api: Api, table: str) -> int:
    async with api.database.read() as connection:
        return int(await connection.scalar(sql(f"SELECT count(*) FROM {table}")) or 0)


async def test_a_file_becomes_a_draft_that_the_admins_are_asked_to_send(
    api: Api, typed: Type
) -> None:
    said = await typed("draft.md")
    arrival = await api.doors.arrivals.following()
    assert arrival is not None
    number = arrival.draft.id
    words = f"draft {number}, 'Good news': the admins are asked in the chat to send it\n"
    assert said == (0, words, "")
    broadcast = await api.doors.reports.get(number)
    [call] = Content.load(broadcast.content).calls()
    assert call.method == "sendRichMessage"
    assert await counted(api, "runs") == 0


async def test_what_stands_behind_it_is_what_the_draft_has(api: Api, typed: Type) -> None:
    await api.ask("POST", "/tags", {"name": "bought"})
    await api.ask("POST", "/segments", {"name": "vip", "audience": {"tags": ["bought"]}})
    said = await typed(
        *("draft.md", "--segment", "VIP", "--without-tag", "bought", "--silent", "--json"),
        *("--button", "🟢 Shop - https://example.org | Code - copy: SALE"),
        *("--button", "Which? - answer: Thanks! #bought"),
    )
    assert said.code == 0, said
    broadcast = await api.doors.reports.get(said.told["id"])
    content = Content.load(broadcast.content)
    assert content.options.silent
    assert [[one.text for one in row] for row in content.buttons] == [["Shop", "Code"], ["Which?"]]
    audience = Audience.load(broadcast.audience)
    assert (len(audience.must), len(audience.must_not)) == (1, 1)


async def test_an_empty_segment_is_not_everybody(api: Api, typed: Type) -> None:
    """A variable of a script that was not set."""
    await api.subscribe(50)
    said = await typed("draft.md", "--segment", "", "--now", "--json")
    assert (said.code, said.told["code"]) == (1, "bad_body")
    assert await counted(api, "broadcasts") == 0


async def test_each_way_tells_what_the_api_tells(api: Api, typed: Type) -> None:
    """And nothing is said beside it, so that a program can read it all."""
    await api.subscribe(50, 51)
    sent = await typed("draft.md", "--now", "--json")
    number = BroadcastView.model_validate(sent.told).id
    assert (sent.told["state"], sent.told["figures"]["total"]) == ("running", 2)
    for way, state in (("pause", "paused"), ("resume", "running"), ("cancel", "cancelled")):
        said = await typed(way, number, "--json")
        assert (said.code, BroadcastView.model_validate(said.told).state) == (0, state)
    one = await typed("status", number, "--json")
    assert BroadcastView.model_validate(one.told).state == "cancelled"
    everything = await typed("status", "--json")
    assert StatusView.model_validate(everything.told).subscribers["active"] == 2
    report = await typed("report", number, "--json")
    assert ReportView.model_validate(report.told).broadcast.id == number
    assert all(said.err == "" for said in (sent, one, everything, report))


async def test_the_same_in_words(api: Api, typed: Type) -> None:
    await api.subscribe(50, 51)
    sent = await typed("draft.md", "--now")
    assert sent.out == "broadcast 1, 'Good news' is being sent: 0 of 2 done, 0 sent\n"
    report = await typed("report", 1)
    assert report.out.splitlines()[1].split() == ["sent", "0"]
    status = await typed("status")
    assert status.out.startswith("@herald_bot is able to send\nsubscribers  2 active\n")
    cancelled = await typed("cancel", 1)
    assert cancelled.out.startswith("broadcast 1, 'Good news' was cancelled")


@pytest.mark.parametrize("when", ["tomorrow 9", "2023-11-15T10:00+02:00"])
async def test_a_moment_is_the_bots_own_or_names_its_zone(api: Api, typed: Type, when: str) -> None:
    await api.subscribe(50)
    said = await typed("draft.md", "--at", when, "--json")
    assert (said.code, said.told["planned_for"]) == (0, "2023-11-15T08:00:00Z")
    shown = await typed("status", said.told["id"])
    assert "goes out on 2023-11-15 08:00 UTC" in shown.out
    gone = await typed("cancel", said.told["id"], "--json")
    assert gone.told["state"] == "discarded"


async def test_what_cannot_be_sent_leaves_nothing_behind(api: Api, typed: Type) -> None:
    await api.subscribe(50)
    said = await typed("draft.md", "--at", "whenever", "--json")
    assert (said.code, said.told["code"], said.told["why"]) == (1, "bad_moment", "unreadable")
    assert await counted(api, "broadcasts") == 0


async def test_a_command_that_is_given_again_goes_on_with_its_draft(api: Api, typed: Type) -> None:
    """Here it was refused in the middle; it may as well have been killed."""
    said = await typed("draft.md", "--now", "--once", "sale", "--json")
    assert (said.code, said.told["code"]) == (1, "nobody_to_send_to")
    number = said.told["broadcast"]
    await api.subscribe(50)
    again = await typed("draft.md", "--now", "--once", "sale", "--json")
    assert (again.told["id"], again.told["state"]) == (number, "running")
    third = await typed("draft.md", "--now", "--once", "sale", "--json")
    assert (third.told["id"], await counted(api, "runs")) == (number, 1)


async def test_two_at_once_send_once(api: Api, typed: Type) -> None:
    await api.subscribe(50)
    command = ["broadcast", "draft.md", "--at", "in 90 min", "--once", "sale"]
    async with asyncio.TaskGroup() as group:
        both = [group.create_task(asyncio.to_thread(main, command)) for _ in range(2)]
    assert [one.result() for one in both] == [0, 0]
    assert await counted(api, "plans") == await counted(api, "broadcasts") == 1


async def test_the_same_key_for_another_text_is_refused(
    api: Api, typed: Type, tmp_path: Path
) -> None:
    await typed("draft.md", "--once", "sale")
    (tmp_path / "draft.md").write_text("Other news", encoding="utf-8")
    said = await typed("draft.md", "--once", "sale", "--json")
    assert (said.code, said.told["code"]) == (1, "idempotency_key_reused")
    assert said.told["detail"].startswith("the same --once was given with another draft")


async def test_what_an_admin_has_opened_is_theirs(api: Api, typed: Type) -> None:
    await api.subscribe(50)
    first = await typed("draft.md", "--once", "sale", "--json")
    await api.doors.drafts.take_up(first.told["id"], by=owner(OWNER))
    said = await typed("draft.md", "--once", "sale")
    assert "an admin has opened it" in said.out
    refused = await typed("cancel", first.told["id"], "--json")
    assert (refused.code, refused.told["code"]) == (1, "draft_held")


async def test_a_draft_that_was_thrown_away_is_not_made_again(api: Api, typed: Type) -> None:
    first = await typed("draft.md", "--once", "sale", "--json")
    await api.doors.drafts.take_up(first.told["id"], by=owner(OWNER))
    await api.doors.drafts.discard(first.told["id"], by=owner(OWNER))
    said = await typed("draft.md", "--once", "sale", "--json")
    assert (said.code, said.told["code"]) == (1, "discarded_since")


async def test_a_key_may_do_what_it_may_and_no_more(
    api: Api, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    await api.subscribe(50)
    key = await api.key(ApiRight.DRAFT)
    monkeypatch.setenv("HERALD_KEY", key.token)
    said = await typed("draft.md", "--now", "--json")
    assert (said.code, said.told["code"], said.told["right"]) == (1, "missing_right", ["send"])
    assert await counted(api, "broadcasts") == 0
    assert (await typed("draft.md")).code == 0
    await api.doors.api_keys.revoke(key.id, by=owner(OWNER))
    await api.clock.advance(3)  # what was read of a key is believed for two seconds
    over = await typed("status", "--json")
    assert (over.code, over.told["code"]) == (1, "key_over")


async def test_recipients_are_a_file_that_is_whole_or_not_there(
    api: Api, typed: Type, tmp_path: Path
) -> None:
    await api.subscribe(50, 51)
    number = (await typed("draft.md", "--now", "--json")).told["id"]
    shown = await typed("report", number, "--csv")
    assert shown.out.removeprefix("\ufeff").startswith("chat_id,")
    said = await typed("report", number, "--csv", "--to", "people.csv", "--json")
    assert said.told == {"file": "people.csv", "bytes": (tmp_path / "people.csv").stat().st_size}
    assert (tmp_path / "people.csv").read_bytes().decode() == shown.out
    refused = await typed("report", 99, "--csv", "--to", "none.csv", "--json")
    assert (refused.code, refused.told["code"]) == (1, "no_such_broadcast")
    assert not (tmp_path / "none.csv").exists()
    both = await typed("report", number, "--csv", "--json")
    assert (both.code, both.out) == (2, "")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.md", b"  \n", "bad_body"),
        ("large.md", b"x" * (512 * 1024 + 1), "too_large"),
        ("picture.md", b"\x89PNG\xff", "bad_body"),
        ("braces.md", b"{nobody_knows}", "content_not_supported"),
    ],
)
async def test_files_that_are_no_draft(
    api: Api, typed: Type, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    said = await typed(name, "--json")
    assert (said.code, said.told["code"]) == (1, code)
    assert await counted(api, "broadcasts") == 0


@pytest.mark.parametrize("name", ["missing.md", "."])
async def test_a_file_that_cannot_be_read(typed: Type, name: str) -> None:
    said = await typed(name, "--json")
    assert (said.code, said.told["code"]) == (1, "cannot_use_file")
    assert name in said.told["detail"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("draft.md", "--segment", "nobody"), "no_such_segment"),
        (("draft.md", "--tag", "nobody"), "audience_not_there"),
        (("draft.md", "--button", "Shop"), "bad_button"),
        (("draft.md", "--at", "2020-01-01T00:00Z"), "time_is_over"),
        (("status", "99"), "no_such_broadcast"),
        (("pause", "99"), "no_such_broadcast"),
        (("cancel", "99"), "no_such_broadcast"),
        (("report", "99"), "no_such_broadcast"),
    ],
)
async def test_refusals_have_the_codes_of_the_api(
    api: Api, typed: Type, arguments: tuple[str, ...], code: str
) -> None:
    await api.subscribe(50)
    said = await typed(*arguments, "--json")
    assert (said.code, said.told["code"], said.err) == (1, code, "")
    in_words = await typed(*arguments)
    assert (in_words.code, in_words.out) == (1, "")
    assert in_words.err.startswith("herald: ")
    assert in_words.err.count("\n") == 1
