"""Why something is not done: a code that programs read, and a sentence for people.

The sentences are for whoever writes the program, and English like its documentation.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from broadcast.doors.outside.profiles import ProfileRefused, Wrong
from broadcast.doors.reporting.exports import ExportFailed
from broadcast.model import errors
from db.audience.facts import CannotAsk
from db.errors import DatabaseTrouble, TookTooLong
from db.knowledge import fields, tags

SOON = 2  # seconds until it may work, where nobody knows better
_STATES = {"draft": "a draft"}
_PROFILE: Mapping[Wrong, str] = {
    Wrong.TAG: f"{{name!r}} is no name of a tag, which has 1 to {tags.LONGEST} characters of text",
    Wrong.TAGS_FULL: f"there are {tags.MOST} tags already, so {{name!r}} cannot be made",
    Wrong.FIELD: (
        f"no field can be called {{name!r}}: a name begins with a letter, has up to "
        f"{fields.LONGEST_NAME} letters, digits, blanks, dots, - and _, and is no column of the "
        "subscribers' own"
    ),
    Wrong.FIELDS_FULL: f"there are {fields.MOST} fields already, so {{name!r}} cannot be made",
    Wrong.VALUE: (
        f"a value of {{name!r}} is one line of 1 to {fields.LONGEST_VALUE} characters, or null"
    ),
    Wrong.ZONE: "{name!r} is a time zone by its name, such as Europe/Berlin",
}


@dataclass(kw_only=True)
class Refused(Exception):
    """`status`: as in HTTP; `retry_after`: seconds; `more`: for programs, beside the code."""

    status: int
    code: str
    detail: str
    retry_after: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"

    def problem(self) -> dict[str, Any]:
        """As RFC 9457 has it. `type` is about:blank, as it is where the status says it all; `code`
        says more."""
        return {
            **self.more,
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }


Refusing = Callable[[Any], Refused]


def plain(status: int, code: str, detail: str, retry_after: int | None = None) -> Refusing:
    return lambda _: Refused(status=status, code=code, detail=detail, retry_after=retry_after)


def _held(error: errors.DraftHeld) -> Refused:
    return Refused(
        status=409,
        code="draft_held",
        detail="An admin has opened this draft in the chat: it is theirs to send now.",
        more={"held_by": error.holder},
    )


def not_sendable(error: errors.ContentNotSupported, words: str) -> Refused:
    """`words`: why, as the chat says it."""
    return Refused(
        status=422,
        code="content_not_supported",
        detail=words,
        more={"kind": error.kind, "details": error.details},
    )


def _content(error: errors.ContentNotSupported) -> Refused:
    return not_sendable(error, f"This cannot be sent as it is: {error.kind}.")


def wrong_state(state: str) -> Refused:
    """`state`: what the broadcast is in, as it is told."""
    return Refused(
        status=409,
        code="wrong_state",
        detail=f"The broadcast is {_STATES.get(state, state)}, which does not allow this.",
        more={"state": state},
    )


def _gone(error: CannotAsk) -> Refused:
    return Refused(
        status=422,
        code="audience_not_there",
        detail=f"The audience asks about the {error.missing} {error.name}, which is not there.",
        more={"missing": error.missing.value, "name": error.name},
    )


def _profile(error: ProfileRefused) -> Refused:
    return Refused(
        status=422,
        code="cannot_be_set",
        detail=f"Nothing was changed: {_PROFILE[error.wrong].format(name=error.name)}.",
        more={"wrong": error.wrong.value, "name": error.name},
    )


def _refused_call(error: errors.CallRefused) -> Refused:
    return Refused(
        status=422,
        code="refused_by_telegram",
        detail=f"Telegram refused the preview: {error.description}",
    )


# The first that fits: what is more special stands before what it is a kind of.
_BY_ERROR: Sequence[tuple[type[Exception], Refusing]] = (
    (errors.DraftHeld, _held),
    (errors.NotAllowed, plain(403, "not_allowed", "Whoever made this key may not do that.")),
    (
        errors.BeingMended,
        plain(409, "being_mended", "A correction is being set up; it goes on by itself.", SOON),
    ),
    (
        errors.MoveNotAllowed,
        plain(409, "wrong_state", "The broadcast is not in a state that allows this."),
    ),
    (errors.NoSuchBroadcast, plain(404, "no_such_broadcast", "There is no such broadcast.")),
    (errors.NoSuchSegment, plain(404, "no_such_segment", "There is no such segment.")),
    (errors.NoSuchSeries, plain(404, "no_such_series", "There is no such series.")),
    (errors.SeriesRefused, plain(409, "wrong_state", "The series does not run.")),
    (errors.NoSuchTemplate, plain(404, "no_such_template", "There is no such template.")),
    (errors.NobodyToSendTo, plain(422, "nobody_to_send_to", "Nobody matches the audience.")),
    (errors.TimeIsOver, plain(422, "time_is_over", "That moment is over, or it expires before.")),
    (
        errors.AudienceChanged,
        plain(409, "audience_changed", "The audience was changed a moment ago.", SOON),
    ),
    (
        errors.BeingSetUp,
        plain(409, "being_set_up", "A broadcast is just being set up; try again.", SOON),
    ),
    (
        errors.TooManyForwards,
        plain(422, "too_many_forwards", "It forwards, and too many match for that."),
    ),
    (errors.ContentNotSupported, _content),
    (errors.CallRefused, _refused_call),
    (errors.CallUnanswered, plain(503, "telegram_silent", "Telegram does not answer.", SOON)),
    (CannotAsk, _gone),
    (ProfileRefused, _profile),
    (ExportFailed, plain(503, "export_failed", "The file could not be made; try again.", 30)),
    (TookTooLong, plain(503, "took_too_long", "To count that took too long.", 30)),
    (
        DatabaseTrouble,
        plain(503, "database_trouble", "The database cannot be written just now.", 5),
    ),
)


def refusal_of(error: Exception) -> Refused | None:
    """None: that is a fault of ours."""
    if isinstance(error, Refused):
        return error
    return next((say(error) for kind, say in _BY_ERROR if isinstance(error, kind)), None)
