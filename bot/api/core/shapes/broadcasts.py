"""A broadcast as it is asked for, and as it is told."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, model_validator

from bot.api.core.shapes.audience import AudienceShape
from bot.api.core.shapes.base import Asked, Name, Number, Told

MOST_SOURCE = 131_072  # characters of Markdown or HTML; botapi/rich says what of that may be sent
Address = Annotated[str, Field(min_length=1, max_length=2_048)]


class ButtonShape(Asked):
    """`url` opens a page, `app` a web app, `copy` puts a code in the clipboard, `answer` is counted
    and shown in a pop-up; exactly one of them. `tag`: whoever chooses that answer gets it."""

    text: Annotated[str, Field(min_length=1, max_length=64)]
    url: Address | None = None
    app: Address | None = None
    copy_code: Annotated[str, Field(min_length=1, max_length=256)] | None = Field(
        None, alias="copy"
    )
    answer: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    tag: Annotated[str, Field(min_length=1, max_length=32)] | None = None
    colour: Literal["red", "green", "blue"] | None = None

    @model_validator(mode="after")
    def _does_one_thing(self) -> "ButtonShape":
        if [self.url, self.app, self.copy_code, self.answer].count(None) != 3:
            raise ValueError("a button does exactly one thing: url, app, copy or answer")
        if self.tag is not None and self.answer is None:
            raise ValueError("only an answer gives a tag")
        return self


class OptionsShape(Asked):
    silent: bool = False
    protected: bool = False
    no_preview: bool = False
    urgent: bool = False
    unsubscribe: bool = True
    expires_at: AwareDatetime | None = None


class NewBroadcast(Asked):
    """Exactly one of `text`, `template` and `copy_of`: words in one of three formats, a template by
    its name, or what an earlier broadcast has sent. Buttons and options go with a text.

    `quiet`: the admins are not asked to send it, for whoever made it is about to launch it; that
    wants the right *send*.
    """

    text: Annotated[str, Field(min_length=1, max_length=MOST_SOURCE)] | None = None
    format: Literal["markdown", "html", "plain"] = "markdown"
    template: Name | None = None
    copy_of: Number | None = None
    buttons: list[Annotated[list[ButtonShape], Field(min_length=1, max_length=8)]] = Field(
        default_factory=list, max_length=99
    )
    options: OptionsShape = OptionsShape()
    audience: AudienceShape | None = None
    quiet: bool = False

    @model_validator(mode="after")
    def _says_one_thing(self) -> "NewBroadcast":
        if [self.text, self.template, self.copy_of].count(None) != 2:
            raise ValueError("exactly one of text, template and copy_of")
        if self.text is None and (self.buttons or "options" in self.model_fields_set):
            raise ValueError("buttons and options go with a text")
        return self


class PlanShape(Asked):
    """When it is to be launched: `at` that moment, or `when` in words, as in the chat: `tomorrow
    9`, `fri 19:00`, `in 90 min`, by the bot's own clock."""

    at: AwareDatetime | None = None
    when: Annotated[str, Field(min_length=1, max_length=64)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "PlanShape":
        if (self.at is None) == (self.when is None):
            raise ValueError("either at or when")
        return self


class FiguresView(Told):
    """Recipients. `skipped` are those who left, and those counted below it."""

    total: int
    done: int
    remaining: int
    sent: int
    blocked: int
    unreachable: int
    failed: int
    uncertain: int
    skipped: int
    unwanted: int
    expired: int
    capped: int
    cancelled: int


class BroadcastView(Told):
    """`planned_for` of a scheduled one. `held_by`: the Telegram id of the admin who has opened the
    draft; it cannot be launched from outside then."""

    id: int
    state: Literal["draft", "scheduled", "running", "paused", "finished", "cancelled", "discarded"]
    title: str
    created_at: datetime | None
    held_by: int | None = None
    planned_for: datetime | None = None
    launched_at: datetime | None = None
    finished_at: datetime | None = None
    pause_reason: str | None = None
    pause_detail: str | None = None
    figures: FiguresView | None = None


class ReasonView(Told):
    state: str
    reason: str | None
    count: int


class AnswerView(Told):
    text: str
    count: int


class ReportView(Told):
    """`reasons`: why recipients failed or are uncertain, as far as some hundreds of them tell."""

    broadcast: BroadcastView
    reasons: list[ReasonView]
    answers: list[AnswerView]


class PreviewView(Told):
    """It stands in the private chat of whoever made the key."""

    messages: int
