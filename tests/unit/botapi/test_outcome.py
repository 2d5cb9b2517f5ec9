"""What each answer of Telegram means for a recipient, and what it means that none came."""

import json

import pytest
from aiohttp import ServerDisconnectedError
from hypothesis import given
from hypothesis import strategies as st

from botapi.outcome import LONGEST_DETAIL, Outcome, Verdict, lost
from botapi.reading import LARGEST_ID, LONGEST_BAN, read
from botapi.reply import UNSAID_BAN, Reply
from db.schema.reasons import OwnReason

CHAT = -77


def answered(status: int, body: object, *, retry_after: str | None = None) -> Outcome:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read(Reply(status=status, body=raw, retry_after=retry_after), chat_id=CHAT)


def refused(text: object, code: int = 400, **parameters: object) -> Outcome:
    body = {"ok": False, "error_code": code, "description": text}
    return answered(code, body | ({"parameters": parameters} if parameters else {}))


REFUSALS = [
    ("Forbidden: bot was blocked by the user", Verdict.BLOCKED),
    ("Forbidden: user is deactivated", Verdict.DEACTIVATED),
    ("Bad Request: USER_DELETED", Verdict.DEACTIVATED),
    ("Forbidden: bot can't initiate conversation with a user", Verdict.UNREACHABLE),
    ("Forbidden: bot can't send messages to the bot", Verdict.UNREACHABLE),
    ("Bad Request: USER_IS_BOT", Verdict.UNREACHABLE),
    ("Bad Request: chat not found", Verdict.UNREACHABLE),
    ("Forbidden: bot was kicked from the group chat", Verdict.BLOCKED),
    ("Forbidden: bot was kicked from the supergroup chat", Verdict.BLOCKED),
    ("Forbidden: bot is not a member of the channel chat", Verdict.BLOCKED),
    ("Forbidden: the group chat was deleted", Verdict.BLOCKED),
    ("Bad Request: VOICE_MESSAGES_FORBIDDEN", Verdict.DECLINED),
    ("Bad Request: user restricted receiving of video note messages", Verdict.DECLINED),
    ("Bad Request: CHAT_SEND_POLL_FORBIDDEN", Verdict.DECLINED),
    ("Bad Request: not enough rights to send text messages to the chat", Verdict.DECLINED),
    ("Bad Request: PRIVACY_PREMIUM_REQUIRED", Verdict.FAILED),
    ("Bad Request: ALLOW_PAYMENT_REQUIRED_25", Verdict.FAILED),
    ("Bad Request: YOU_BLOCKED_USER", Verdict.FAILED),
    ("Bad Request: TOPIC_CLOSED", Verdict.FAILED),
    ("Bad Request: message thread not found", Verdict.FAILED),
    ("Bad Request: have no write access to the chat", Verdict.FAILED),
    ("Bad Request: need administrator rights in the channel chat", Verdict.FAILED),
    ("Bad Request: message text is empty", Verdict.CONTENT),
    ("Bad Request: message is too long", Verdict.CONTENT),
    ("Bad Request: message caption is too long", Verdict.CONTENT),
    ("Bad Request: can't parse entities: Unsupported start tag", Verdict.CONTENT),
    ('Bad Request: can\'t parse InputRichBlock: unsupported type "widget"', Verdict.CONTENT),
    ("Bad Request: RICH_MESSAGE_EMPTY", Verdict.CONTENT),
    ("Bad Request: rich message must have at most 500 blocks", Verdict.CONTENT),
    ("Bad Request: wrong file identifier/HTTP URL specified", Verdict.CONTENT),
    ("Bad Request: FILE_REFERENCE_0_EXPIRED", Verdict.CONTENT),
    ("Bad Request: BUTTON_URL_INVALID", Verdict.CONTENT),
    ("Bad Request: BUTTON_DATA_INVALID", Verdict.CONTENT),
    ("Bad Request: reply markup is too long", Verdict.CONTENT),
    ("Bad Request: message to copy not found", Verdict.CONTENT),
]


@pytest.mark.parametrize(("text", "verdict"), REFUSALS)
@pytest.mark.parametrize("code", [400, 403])
def test_refusals_are_read_by_their_text_whatever_their_code(
    text: str, verdict: Verdict, code: int
) -> None:
    assert refused(text.upper(), code).verdict is verdict


@pytest.mark.parametrize(
    ("inner", "verdict"),
    [
        ("USER_IS_BLOCKED", Verdict.BLOCKED),
        ("VOICE_MESSAGES_FORBIDDEN", Verdict.DECLINED),
        ("MEDIA_INVALID", Verdict.CONTENT),
        ("SOMETHING_NEW", Verdict.UNKNOWN),
    ],
)
def test_albums_and_copies_wrap_their_refusals(inner: str, verdict: Verdict) -> None:
    wrapped = f'Bad Request: Failed to send message #2 with the error message "{inner}"'
    outcome = refused(wrapped)
    assert (outcome.verdict, outcome.detail) == (verdict, inner)


def test_a_flood_at_one_of_several_messages_is_not_repeated() -> None:
    """The others may have been sent: to repeat the call would send those twice."""
    inner = "Too Many Requests: retry after 5"
    wrapped = f'Failed to send message #3 with the error message "{inner}"'
    assert refused(wrapped).verdict is Verdict.UNCERTAIN


def test_a_403_in_words_that_nobody_knows_does_not_mean_blocked() -> None:
    """The chat would be off the list for good."""
    assert refused("Forbidden: the moon is full", 403).verdict is Verdict.FAILED


def test_a_400_in_words_that_nobody_knows_is_judged_by_who_else_takes_it() -> None:
    for code in (400, 404):
        assert refused("Bad Request: the moon is full", code).verdict is Verdict.UNKNOWN


def test_what_a_refusal_quotes_are_not_its_words() -> None:
    """A link of the message could hold any of them, and everybody would be marked as blocked."""
    link = "Bad Request: inline keyboard button URL 'https://a.example/user_is_blocked' is invalid"
    tag = 'Bad Request: can\'t parse entities: unsupported start tag "user is deactivated"'
    assert refused(link).verdict is Verdict.UNKNOWN
    assert refused(tag).verdict is Verdict.CONTENT


def test_a_ban_says_how_long() -> None:
    outcome = refused("Too Many Requests: retry after 35", 429, retry_after=35)
    assert (outcome.verdict, outcome.retry_after) == (Verdict.FLOODED, 35)


@pytest.mark.parametrize(
    "text", ["Too Many Requests: retry after 35", "Bad Request: FLOOD_WAIT_35"]
)
def test_a_ban_that_says_how_long_in_words_only(text: str) -> None:
    outcome = refused(text)
    assert (outcome.verdict, outcome.retry_after) == (Verdict.FLOODED, 35)


def test_a_ban_that_does_not_say_how_long_is_waited_out_all_the_same() -> None:
    for outcome in (refused("Too Many Requests"), refused("slow down", 429), answered(429, b"<h>")):
        assert (outcome.verdict, outcome.retry_after) == (Verdict.FLOODED, UNSAID_BAN)


@pytest.mark.parametrize(
    ("header", "seconds"), [("40", 40), ("Fri, 31 Dec 1999 23:59:59 GMT", UNSAID_BAN)]
)
def test_the_header_says_how_long_where_the_body_cannot_be_read(
    header: str, seconds: float
) -> None:
    assert answered(429, b"<html>", retry_after=header).retry_after == seconds


@pytest.mark.parametrize("said", ["soon", -3, 0, True, None, [], {}, 10**400, 1e400])
def test_seconds_that_are_none_harm_nobody(said: object) -> None:
    outcome = refused("Too Many Requests", 429, retry_after=said)
    assert outcome.verdict is Verdict.FLOODED
    assert 0 < outcome.retry_after <= LONGEST_BAN


def test_a_migrated_group_says_where_it_is() -> None:
    outcome = refused("group chat was upgraded", migrate_to_chat_id=-100)
    assert (outcome.verdict, outcome.new_chat_id) == (Verdict.MIGRATED, -100)


@pytest.mark.parametrize("to", [CHAT, 5, 0, "-100", -1.5, True, [], -(10**30), -LARGEST_ID - 1])
def test_a_group_that_migrated_to_nowhere_or_to_itself_has_failed(to: object) -> None:
    outcome = refused("group chat was upgraded", migrate_to_chat_id=to)
    assert (outcome.verdict, outcome.new_chat_id) == (Verdict.FAILED, None)


@pytest.mark.parametrize("number", ["7", 1.5, True, None, [], -1, 10**30, LARGEST_ID + 1])
def test_a_message_number_that_is_none_is_not_kept(number: object) -> None:
    outcome = answered(200, {"ok": True, "result": {"message_id": number}})
    assert (outcome.verdict, outcome.message_ids) == (Verdict.SENT, ())


@pytest.mark.parametrize("text", [None, "", " ", 5, [], {}])
def test_a_refusal_without_a_description_is_a_refusal(text: object) -> None:
    assert refused(text).verdict is Verdict.UNKNOWN
    assert refused(text, 403).verdict is Verdict.FAILED
    assert refused(text, 500).verdict is Verdict.UNCERTAIN
    assert refused(text).detail == "400 Bad Request"


def test_an_answer_that_cannot_be_read_is_judged_by_its_status() -> None:
    statuses = (200, 502, 504, 429, 302, 400, 413)
    assert [answered(status, b"half an answ").verdict for status in statuses] == [
        Verdict.SENT,
        Verdict.UNCERTAIN,
        Verdict.UNCERTAIN,
        Verdict.FLOODED,
        Verdict.UNCERTAIN,
        Verdict.UNCERTAIN,
        Verdict.CONTENT,
    ]


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b"{}", b"null", b'"x"', b"[" * 99_999])
def test_nothing_that_an_answer_can_be_breaks_the_reading_of_it(body: bytes) -> None:
    assert answered(200, body).verdict is Verdict.SENT
    assert answered(400, body).verdict is Verdict.UNCERTAIN


NUMBERS = st.integers() | st.sampled_from([0, -1, CHAT, 2**52, 2**53, -(2**53), 2**64, 10**30])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=6,
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "ok": st.booleans() | JSON,
        "error_code": st.integers() | JSON,
        "description": st.sampled_from([text for text, _ in REFUSALS]) | JSON,
        "parameters": JSON
        | st.fixed_dictionaries(
            {}, optional=dict.fromkeys(("retry_after", "migrate_to_chat_id"), NUMBERS | JSON)
        ),
        "result": JSON | st.fixed_dictionaries({"message_id": NUMBERS | JSON}),
    },
)


@given(
    status=st.sampled_from([200, 400, 403, 429]) | st.integers(100, 599),
    said=ANSWERS,
    header=st.none() | st.text(max_size=12),
)
def test_whatever_is_answered_the_ledger_can_hold_what_is_made_of_it(
    status: int, said: object, header: str | None
) -> None:
    outcome = answered(status, said, retry_after=header)
    assert all(0 <= number <= LARGEST_ID for number in outcome.message_ids)
    assert 0 <= outcome.retry_after <= LONGEST_BAN
    assert outcome.new_chat_id is None or -LARGEST_ID <= outcome.new_chat_id < 0
    assert (outcome.new_chat_id is None) == (outcome.verdict is not Verdict.MIGRATED)
    assert len((outcome.detail or "").encode()) <= 4 * LONGEST_DETAIL
    if isinstance(said, dict) and said.get("ok") is not False and 200 <= status < 300:
        assert outcome.verdict is Verdict.SENT


def test_what_is_kept_of_an_answer_is_short_and_plain() -> None:
    outcome = refused("\ud800" + "\0x" * 5000)
    assert outcome.detail is not None
    assert len(outcome.detail) <= LONGEST_DETAIL
    assert "\0" not in outcome.detail


@pytest.mark.parametrize("text", ["Internal Server Error", "Internal Server Error: restart"])
def test_a_server_error_may_have_sent_it(text: str) -> None:
    assert refused(text, 500).verdict is Verdict.UNCERTAIN


def test_the_rest_of_the_table() -> None:
    assert refused("Unauthorized", 401).verdict is Verdict.TOKEN
    assert refused("Request Entity Too Large", 413).verdict is Verdict.CONTENT


@pytest.mark.parametrize("error", [TimeoutError(), ServerDisconnectedError(), OSError("lost")])
def test_a_lost_connection_is_ambiguous_only_if_bytes_left(error: Exception) -> None:
    assert lost(error, bytes_written=False).verdict is Verdict.NOT_SENT
    assert lost(error, bytes_written=True).verdict is Verdict.UNCERTAIN


def test_the_status_counts_even_when_the_body_is_cut_off() -> None:
    verdicts = [lost(OSError(), bytes_written=True, status=one).verdict for one in (200, 429, 502)]
    assert verdicts == [Verdict.SENT, Verdict.FLOODED, Verdict.UNCERTAIN]


def test_an_error_of_ours_tells_no_address() -> None:
    """It stands in the ledger and in the report, and the address has the token in it."""
    outcome = lost(ValueError("http://localhost/bot42:secret/sendMessage"), bytes_written=True)
    assert outcome.detail == OwnReason.FAULT
