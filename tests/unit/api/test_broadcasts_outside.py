"""Broadcasts from outside: made, launched once, held, told of."""

import asyncio
import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text as sql

from broadcast.ledger.restoring import doubt_what_ran
from broadcast.model.content import Content
from broadcast.model.errors import DraftHeld
from broadcast.model.events import DraftArrived, Event, LaunchedOutside
from db.audience.audience import Audience
from db.audience.conditions import Tagged
from db.schema.states import ApiRight, PauseReason
from tests.actors import editor, owner
from tests.engine.conftest import text
from tests.unit.api.conftest import OWNER, TEXT, Api

DAY = 86_400
NEVER = "9999-12-31T23:59:59Z"


async def launched(api: Api) -> int:
    async with api.database.read() as connection:
        return int(await connection.scalar(sql("SELECT count(*) FROM runs")) or 0)


async def test_a_call_makes_a_draft_that_nobody_works_on(api: Api) -> None:
    heard: list[Event] = []
    api.doors.events.listen(heard.append)
    number = await api.draft()
    draft = await api.doors.drafts.get(number)
    assert (draft.author, draft.holder, draft.title) == (OWNER, 0, "Good news")
    assert heard == [DraftArrived(broadcast_id=number)]
    arrival = await api.doors.arrivals.following()
    assert arrival is not None
    assert arrival.draft.id == number
    assert await launched(api) == 0


async def test_it_says_what_it_would_say_in_the_chat(api: Api) -> None:
    number = await api.draft(
        buttons=[
            [{"text": "Shop", "url": "https://example.org", "colour": "green"}],
            [{"text": "Yes", "answer": "Thanks!", "tag": "keen"}, {"text": "SALE", "copy": "S1"}],
        ],
        options={"silent": True, "expires_at": "2024-06-01T00:00:00Z"},
    )
    content = Content.load((await api.doors.reports.get(number)).content)
    assert content.message[0].params == {"rich_message": {"markdown": "Good *news*"}}
    assert content.options.silent
    assert content.options.unsubscribe
    assert content.options.expires_at == datetime(2024, 6, 1, tzinfo=UTC).timestamp()
    assert [one.text for row in content.buttons for one in row] == ["Shop", "Yes", "SALE"]
    assert content.leave_words
    assert content.fields == ()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"text": "{nobody}"}, "content_not_supported"),
        ({"text": "# ", "format": "html"}, "created"),
        ({"text": "<b>open", "format": "html"}, "content_not_supported"),
        ({"text": "a" * 4097, "format": "plain"}, "bad_content"),
        ({"text": "a", "buttons": [[{"text": "a", "url": "javascript:1"}]]}, "bad_content"),
        ({"text": "a", "buttons": [[{"text": "a", "app": "http://a.example"}]]}, "bad_content"),
        ({"text": "a", "audience": {"segment": "gone"}}, "no_such_segment"),
        ({"text": "a", "audience": {"tags": ["gone"]}}, "audience_not_there"),
        ({"template": "gone"}, "no_such_template"),
        ({"copy_of": 77}, "no_such_broadcast"),
    ],
)
async def test_what_cannot_be_sent_is_no_draft(api: Api, asked: Any, code: str) -> None:
    answer = await api.ask("POST", "/broadcasts", asked)
    if code == "created":
        assert answer.status == 201
        return
    assert answer.code == code
    _shown, count = await api.doors.drafts.page(limit=1)
    assert count == 0


async def test_a_segment_and_tags_are_asked_together(api: Api) -> None:
    await api.doors.tags.add("vip", by=owner())
    await api.doors.tags.add("new", by=owner())
    vips = Audience(must=(Tagged(names=("vip",)),))
    await api.doors.segments.add("Best", vips, by=owner())
    number = await api.draft(audience={"segment": "BEST", "without_tags": ["new"]})
    audience = Audience.load((await api.doors.reports.get(number)).audience)
    assert audience == Audience(must=vips.must, must_not=(Tagged(names=("new",)),))


async def test_a_template_and_a_copy_come_along(api: Api) -> None:
    first = await api.doors.drafts.add(text("Evergreen"), by=editor())
    await api.doors.templates.save(first, "Weekly", by=editor())
    made = await api.ask("POST", "/broadcasts", {"template": "weekly"})
    copied = await api.ask("POST", "/broadcasts", {"copy_of": first})
    for one in (made, copied):
        assert (one.status, one.body["title"]) == (201, "Evergreen")
        assert (await api.doors.drafts.get(one.body["id"])).holder == 0


async def test_launching_wants_the_right_to_send(api: Api) -> None:
    await api.subscribe(50, 51)
    number = await api.draft()
    token = (await api.key(ApiRight.DRAFT)).token
    refused = await api.ask("POST", f"/broadcasts/{number}/launch", token=token)
    assert (refused.status, refused.code) == (403, "missing_right")
    quiet = await api.ask("POST", "/broadcasts", {**TEXT, "quiet": True}, token=token)
    assert (quiet.status, quiet.code) == (403, "missing_right")
    assert await launched(api) == 0
    token = (await api.key(ApiRight.SEND)).token
    answer = await api.ask("POST", f"/broadcasts/{number}/launch", token=token)
    assert (answer.status, answer.body["state"]) == (200, "running")
    assert answer.body["figures"]["total"] == 2
    assert await launched(api) == 1
    again = await api.ask("POST", f"/broadcasts/{number}/launch", token=token)
    assert (again.status, again.code) == (409, "wrong_state")


async def test_whoever_is_about_to_launch_need_not_be_told_of(api: Api) -> None:
    await api.draft(quiet=True)
    assert await api.doors.arrivals.following() is None
    told = await api.draft()
    arrival = await api.doors.arrivals.following()
    assert arrival is not None
    assert arrival.draft.id == told
    await api.doors.arrivals.told(told)
    assert await api.doors.arrivals.following() is None


@pytest.mark.parametrize("by", [owner(OWNER), editor(7)], ids=["the key's maker", "another"])
async def test_a_draft_that_somebody_has_opened_is_theirs(api: Api, by: Any) -> None:
    await api.subscribe(50)
    number = await api.draft()
    await api.doors.drafts.take_over(number, by=by)
    for path in ("launch", "plan"):
        body = {"at": "2024-06-01T00:00:00Z"} if path == "plan" else None
        answer = await api.ask("POST", f"/broadcasts/{number}/{path}", body)
        assert (answer.status, answer.code) == (409, "draft_held")
        assert answer.body["held_by"] == by.user_id
    assert (await api.ask("DELETE", f"/broadcasts/{number}")).code == "draft_held"
    assert (await api.ask("GET", f"/broadcasts/{number}")).body["held_by"] == by.user_id
    assert await launched(api) == 0


async def test_what_is_composed_in_the_chat_is_nobody_elses_to_launch(api: Api) -> None:
    await api.subscribe(50)
    number = await api.doors.drafts.add(text(), by=owner(OWNER))
    answer = await api.ask("POST", f"/broadcasts/{number}/launch")
    assert answer.code == "draft_held"


async def test_nobody_in_the_chat_works_on_one_that_is_not_opened(api: Api) -> None:
    number = await api.draft()
    with pytest.raises(DraftHeld):
        await api.doors.drafts.change(number, text(), by=owner(OWNER))


async def test_a_backup_leaves_no_draft_to_be_launched_from_outside(api: Api) -> None:
    """It may have been, after the backup was made."""
    await api.subscribe(50)
    number = await api.draft()
    await doubt_what_ran(api.database, made_at=1, now=1)
    new = (await api.key()).token
    answer = await api.ask("POST", f"/broadcasts/{number}/launch", token=new)
    assert answer.code == "draft_held"
    assert (await api.doors.drafts.get(number)).holder == OWNER


async def test_it_is_planned_moved_and_dropped(api: Api) -> None:
    await api.subscribe(50)
    number, now = await api.draft(), int(api.clock.time())
    for days in (1, 2):
        at = datetime.fromtimestamp(now + days * DAY, UTC)
        planned = await api.ask("POST", f"/broadcasts/{number}/plan", {"at": at.isoformat()})
        assert (planned.status, planned.body["state"]) == (200, "scheduled")
        assert datetime.fromisoformat(planned.body["planned_for"]) == at
    over = await api.ask("POST", f"/broadcasts/{number}/plan", {"at": "2020-01-01T00:00:00Z"})
    assert (over.status, over.code) == (422, "time_is_over")
    assert (await api.ask("POST", f"/broadcasts/{number}/cancel")).body["state"] == "discarded"
    assert (await api.ask("GET", f"/broadcasts/{number}")).status == 404


async def test_it_is_paused_resumed_and_cancelled(api: Api) -> None:
    await api.subscribe(50, 51)
    number = await api.draft()
    early = await api.ask("POST", f"/broadcasts/{number}/pause")
    assert (early.status, early.code) == (409, "wrong_state")
    await api.ask("POST", f"/broadcasts/{number}/launch")
    paused = await api.ask("POST", f"/broadcasts/{number}/pause")
    assert (paused.body["state"], paused.body["pause_reason"]) == ("paused", PauseReason.ADMIN)
    assert (await api.ask("POST", f"/broadcasts/{number}/resume")).body["state"] == "running"
    assert (await api.ask("POST", f"/broadcasts/{number}/cancel")).body["state"] == "cancelled"
    report = await api.ask("GET", f"/broadcasts/{number}/report")
    assert report.body["broadcast"]["state"] == "cancelled"
    assert report.body["reasons"] == []


async def test_an_audience_of_nobody_is_not_launched(api: Api) -> None:
    number = await api.draft()
    answer = await api.ask("POST", f"/broadcasts/{number}/launch", once="k")
    assert (answer.status, answer.code) == (422, "nobody_to_send_to")
    await api.subscribe(50)  # a refusal is not kept: nothing was done
    assert (await api.ask("POST", f"/broadcasts/{number}/launch", once="k")).status == 200


async def test_the_same_twice_is_done_once_and_answered_the_same(api: Api) -> None:
    await api.subscribe(50)
    made = [await api.ask("POST", "/broadcasts", TEXT, once="order 7") for _ in range(3)]
    assert len({one.body["id"] for one in made}) == 1
    assert [one.status for one in made] == [201] * 3
    number = made[0].body["id"]
    first = await api.ask("POST", f"/broadcasts/{number}/launch", once="launch 7")
    await api.ask("POST", f"/broadcasts/{number}/pause")
    second = await api.ask("POST", f"/broadcasts/{number}/launch", once="launch 7")
    assert (first.status, first.body) == (second.status, second.body)
    assert second.body["state"] == "running"  # as it was told then
    assert await launched(api) == 1


async def test_another_body_under_the_same_key_is_refused(api: Api) -> None:
    await api.ask("POST", "/broadcasts", TEXT, once="k")
    other = await api.ask("POST", "/broadcasts", {"text": "Else"}, once="k")
    assert (other.status, other.code) == (409, "idempotency_key_reused")
    elsewhere = await api.ask("POST", "/tags", {"name": "vip"}, once="k")
    assert elsewhere.code == "idempotency_key_reused"
    mine = (await api.key()).token  # keys of the API do not know each other's
    again = await api.ask("POST", "/broadcasts", {"text": "Else"}, once="k", token=mine)
    assert again.status == 201


async def test_two_at_once_launch_once(api: Api) -> None:
    await api.subscribe(50)
    number = await api.draft()
    path = f"/broadcasts/{number}/launch"
    answers = await asyncio.gather(*(api.ask("POST", path, once="k") for _ in range(8)))
    assert {one.status for one in answers} == {200}
    assert len({str(one.body) for one in answers}) == 1
    assert await launched(api) == 1


async def test_two_at_once_make_one_draft(api: Api) -> None:
    answers = await asyncio.gather(
        *(api.ask("POST", "/broadcasts", TEXT, once="k") for _ in range(8))
    )
    assert {one.status for one in answers} == {201}
    _shown, count = await api.doors.drafts.page(limit=1)
    assert count == 1


async def test_after_seven_days_it_is_another_request(api: Api) -> None:
    await api.ask("POST", "/broadcasts", TEXT, once="k")
    await api.clock.advance(7 * DAY + 1)
    assert (await api.ask("POST", "/broadcasts", {"text": "Else"}, once="other")).status == 201
    assert (await api.ask("POST", "/broadcasts", {"text": "Else"}, once="k")).status == 201


async def test_pages_follow_each_other(api: Api) -> None:
    numbers = [await api.draft() for _ in range(5)]
    seen: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        more = f"&cursor={cursor}" if cursor else ""
        page = await api.ask("GET", f"/broadcasts?limit=2{more}")
        seen += [one["id"] for one in page.body["items"]]
        cursor = page.body["next"]
    assert seen == numbers[::-1]
    launched = await api.ask("GET", "/broadcasts?state=running")
    assert launched.body == {"items": [], "next": None}


async def test_the_recipients_are_a_file(api: Api) -> None:
    await api.subscribe(50, 51)
    number = await api.draft()
    await api.ask("POST", f"/broadcasts/{number}/launch")
    path = f"/broadcasts/{number}/recipients.csv"
    for encoding in ("identity", "gzip"):
        answer = await api.ask("GET", path, headers={"Accept-Encoding": encoding})
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(answer.body.removeprefix("\ufeff"))))
        assert set(rows[0] if rows else {"chat_id": ""}) >= {"chat_id"}
    refused = await api.ask("GET", path, token=(await api.key(ApiRight.READ)).token)
    assert refused.code == "missing_right"


async def test_the_preview_is_shown_to_whoever_made_the_key(api: Api, control: Any) -> None:
    await control.add_user(OWNER, "Ada", started=True)
    number = await api.draft()
    answer = await api.ask("POST", f"/broadcasts/{number}/preview")
    assert answer.body == {"messages": 1}, answer.body
    assert len(await control.chat(OWNER)) >= 1


async def test_what_is_refused_is_said_in_words(api: Api) -> None:
    """For people, not as codes: whoever runs the command reads them."""
    broken = await api.ask("POST", "/broadcasts", {"text": "<b>open", "format": "html"})
    assert broken.body["detail"] == "Line 1: <b> has no end in the right place. Please close it."
    nothing = await api.ask("POST", "/broadcasts", {})
    assert nothing.body["detail"] == "exactly one of text, template and copy_of"


async def test_an_end_that_is_over_or_a_slip_is_refused_before_there_is_a_draft(api: Api) -> None:
    for end, code in (("2020-01-01T00:00:00Z", "time_is_over"), (NEVER, "bad_moment")):
        body = {**TEXT, "options": {"expires_at": end}}
        assert (await api.ask("POST", "/broadcasts", body)).code == code
    number = await api.draft()
    assert (await api.ask("POST", f"/broadcasts/{number}/plan", {"at": NEVER})).code == "bad_moment"
    _shown, count = await api.doors.drafts.page(limit=5)
    assert count == 1


async def test_what_its_state_does_not_allow_names_the_state(api: Api) -> None:
    """Of one that was launched nobody is said to hold a draft."""
    await api.subscribe(5)
    number = await api.draft()
    early = await api.ask("GET", f"/broadcasts/{number}/recipients.csv")
    assert (early.code, early.body["state"]) == ("wrong_state", "draft")
    assert "is a draft" in early.body["detail"]
    await api.doors.drafts.take_up(number, by=owner())
    await api.doors.launches.launch(number, by=owner())
    for method, path in (("DELETE", ""), ("POST", "/resume"), ("POST", "/launch")):
        refused = await api.ask(method, f"/broadcasts/{number}{path}")
        assert (refused.code, refused.body["state"]) == ("wrong_state", "running")


async def test_a_launch_is_told_to_whoever_made_the_key(api: Api) -> None:
    """They see its progress, and its report; of the same call once more nothing is told."""
    await api.subscribe(5)
    number = await api.draft()
    heard: list[Event] = []
    api.doors.events.listen(heard.append)
    for _ in range(2):
        await api.ask("POST", f"/broadcasts/{number}/launch", once="sale")
    told = [event for event in heard if isinstance(event, LaunchedOutside)]
    assert told == [LaunchedOutside(broadcast_id=number, by=OWNER)]
