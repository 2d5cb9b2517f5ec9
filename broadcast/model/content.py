"""What is sent: a list of Bot API calls with the chat left blank, kept as JSON.

The engine knows nothing of content types: whatever Telegram adds, a new call carries. The draft
keeps the author's message, the buttons and the options apart, so that each can be changed alone;
`calls()` puts them together. Formatting is kept as entities and never parsed again.

A content may have variants, for a language or a version each, or both: what it says by itself is
variant 0, and the others are numbered from 1. Which one somebody gets is written into the ledger
with the snapshot.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import chain
from typing import Any, Self

from botapi.call import Call, JsonObject, PreparedCall, Rest, encoded, prepare_call
from botapi.methods import is_forward, payable, takes_markup
from broadcast.model.button import PREVIEW, Button, Keyboard, Rows, answers_in, load_rows
from broadcast.model.clicks.addresses import Addresses
from broadcast.model.clicks.targets import links_of
from broadcast.model.clicks.utm import slug, with_campaign
from broadcast.model.formatting.first_words import first_words
from broadcast.model.formatting.footer import too_long_by, with_footer
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.options import Options
from broadcast.model.personal.encoding import with_gaps
from broadcast.model.personal.places import used
from broadcast.model.versions import variant as variants_of
from broadcast.model.versions.plan import VersionTest
from broadcast.model.versions.variant import Variant, load_message


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """The author's message, the buttons below it and how it is sent."""

    message: tuple[Call, ...]
    buttons: Rows = ()
    options: Options = field(default_factory=Options)
    variants: tuple[Variant, ...] = ()
    test: VersionTest = field(default_factory=VersionTest)  # of its versions, where it has several
    footer: Formatted | None = None  # None: it goes without; else as it was when last shown
    # What the button for leaving says, by language; under "" for all others. As above.
    leave_words: Mapping[str, str] = field(default_factory=dict)
    # Folded names that braces stand for; None: for nothing at all, as it was at first.
    fields: tuple[str, ...] | None = None

    def calls(
        self, variant: int = 0, *, run_id: int = PREVIEW, private: bool = True
    ) -> tuple[Call, ...]:
        """The calls to make for each recipient of a variant, in order; the buttons hang on their
        carrier.

        `private`: for people, and not for groups and channels. A tap on its buttons names the run.
        """
        carrier = self.carrier(variant)
        markup = self._keyboard(variant, run_id).markup(private=private)
        return tuple(
            self._finished(call, markup if index == carrier else None)
            for index, call in enumerate(self.said(variant).message)
        )

    def carrier(self, variant: int = 0) -> int | None:
        """Which message the buttons hang on: the last one that can have any, if there is one."""
        able = (n for n, call in enumerate(self.said(variant).message) if takes_markup(call.method))
        return max(able, default=None)

    @property
    def has_buttons(self) -> bool:
        """Whether people in private chats are to get any."""
        return self._keyboard(0, PREVIEW).markup(private=True) is not None

    def answers(self, variant: int = 0) -> tuple[Button, ...]:
        """The answer buttons, by the numbers that taps name."""
        return answers_in(self.said(variant).buttons)

    @property
    def all_answers(self) -> tuple[Button, ...]:
        """By number; each as the first of the versions says it that has so many."""
        found: tuple[Button, ...] = ()
        for variant in self.numbers:
            found += self.answers(variant)[len(found) :]
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """What of its reader it says, by folded name: claims bring the values."""
        if not self.fields:
            return ()
        return used(chain.from_iterable(map(self.calls, self.numbers)), self.fields)

    @property
    def numbers(self) -> range:
        """Those of its variants, its own message's first."""
        return range(1 + len(self.variants))

    @property
    def cost(self) -> int:
        """Messages that a recipient counts for; of the variants the dearest."""
        return max(sum(call.cost for call in self.calls(number)) for number in self.numbers)

    @property
    def largest_cost(self) -> int:
        """Messages that its dearest call counts for."""
        return max(call.cost for number in self.numbers for call in self.calls(number))

    def number_of(self, language: str | None, version: int = 0) -> int:
        """The variant for that language in a version; where there is none, that version's own."""
        numbers = {(one.version, one.language): n for n, one in enumerate(self.variants, 1)}
        return numbers.get((version, language), numbers.get((version, None), 0))

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that have a variant, in any version."""
        named = (one.language for one in self.variants if one.language is not None)
        return tuple(dict.fromkeys(named))

    @property
    def versions(self) -> int:
        """1: there is nothing to try."""
        return 1 + max((one.version for one in self.variants), default=0)

    @property
    def missing(self) -> tuple[tuple[int, str], ...]:
        """Versions without a language that another one has: who speaks it gets the version's own
        words."""
        there = {(one.version, one.language) for one in self.variants}
        wanted = ((version, code) for version in range(self.versions) for code in self.languages)
        return tuple(one for one in wanted if one not in there)

    def with_language(self, variant: Variant) -> Self:
        """In the place of the one for the same language and version, or behind the others."""
        same = (variant.language, variant.version)
        others = (one for one in self.variants if (one.language, one.version) != same)
        return replace(self, variants=(*others, variant))

    def without_language(self, language: str, version: int = 0) -> Self:
        gone = (language, version)
        kept = (one for one in self.variants if (one.language, one.version) != gone)
        return replace(self, variants=tuple(kept))

    def with_version(self, message: tuple[Call, ...], buttons: Rows = ()) -> Self:
        """One more, behind the others."""
        more = Variant(language=None, version=self.versions, message=message, buttons=buttons)
        return self.with_language(more)

    def without_version(self, version: int) -> Self:
        """The later ones move up; the last one that is left stays."""
        if self.versions == 1:
            return self
        first = self.of_version(1 if version == 0 else 0)
        return replace(
            self,
            message=first.message,
            buttons=first.buttons,
            variants=tuple(
                one
                for one in variants_of.without(self.variants, version)
                if (one.version, one.language) != (0, None)
            ),
        )

    def of_version(self, version: int) -> Self:
        """One alone, in all of its languages."""
        said = self.said(self.number_of(None, version))
        kept = variants_of.only(self.variants, version)
        return replace(
            self,
            message=said.message,
            buttons=said.buttons,
            variants=tuple(one for one in kept if one.language is not None),
        )

    def with_buttons(self, buttons: Rows, variant: int = 0) -> Self:
        return self._with(variant, buttons=buttons)

    def with_options(self, options: Options) -> Self:
        return replace(self, options=options)

    def with_leave_words(self, words: Mapping[str, str]) -> Self:
        return replace(self, leave_words=dict(words))

    def with_message(self, message: tuple[Call, ...], variant: int = 0) -> Self:
        return self._with(variant, message=message)

    def with_fields(self, known: Iterable[str]) -> Self:
        """Of these folded names, those that stand in braces somewhere in it mean something."""
        everything = chain.from_iterable(map(self.calls, self.numbers))
        return replace(self, fields=used(everything, frozenset(known)))

    def with_footer(self, footer: Formatted | None) -> Self:
        return replace(self, footer=footer)

    @property
    def too_long_by(self) -> int:
        """Characters of the footer that do not fit (UTF-16 units); 0 without a footer."""
        if self.footer is None:
            return 0
        return max(too_long_by(self.calls(number)) for number in self.numbers)

    def for_another_time(self) -> Self:
        """What it may cost, and until when anybody is to get it, is asked anew."""
        content = self.without_stars()
        return content.with_options(replace(content.options, expires_at=None))

    def for_the_rest(self, now: int) -> Self:
        """For some of those whom it was for: until when, was said, unless that is over and it is
        sent all the same. Unix seconds."""
        at = self.options.expires_at
        return self.without_stars() if at is None or now < at else self.for_another_time()

    def without_stars(self) -> Self:
        """What it may cost is asked anew."""
        return self.with_options(replace(self.options, paid=False, stars_cap=0))

    @property
    def has_parts(self) -> bool:
        """Whether there is more than one message, or one version, to count apart."""
        return len(self.message) > 1 or bool(self.variants)

    @property
    def forwards(self) -> int:
        """Messages that each recipient gets as forwarded; of the variants the most."""
        messages = self.message, *(one.message for one in self.variants)
        return max(sum(call.cost for call in one if is_forward(call.method)) for one in messages)

    @property
    def poll(self) -> Call | None:
        """The poll in it, if there is one."""
        return next((call for call in self.message if call.method == "sendPoll"), None)

    @property
    def payable(self) -> bool:
        """Whether Telegram takes Stars for every call of it; a forward, say, cannot be paid."""
        messages = self.message, *(one.message for one in self.variants)
        return all(payable(call.method) for message in messages for call in message)

    @property
    def paid(self) -> bool:
        return self.options.paid and self.options.stars_cap > 0 and self.payable

    @property
    def title(self) -> str:
        """The first words of the message; empty where it has none. Doubled braces are single."""
        title = next((words for call in self.message if (words := first_words(call))), "")
        return title if self.fields is None else title.replace("{{", "{").replace("}}", "}")

    @property
    def campaign(self) -> str:
        """What its links say of it, where they say anything."""
        return self.options.campaign or slug(self.title)

    @property
    def links(self) -> tuple[str, ...]:
        """Where people get from it, each once."""
        calls = chain.from_iterable(map(self.calls, self.numbers))
        return tuple(dict.fromkeys(chain.from_iterable(map(links_of, calls))))

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> Self:
        data = json.loads(text)
        return cls(
            message=load_message(data["message"]),
            buttons=load_rows(data["buttons"]),
            options=Options.load(data.get("options", {})),
            variants=tuple(Variant.load(one) for one in data.get("variants", ())),
            test=VersionTest.load(data.get("test", {})),
            footer=Formatted.load(footer) if (footer := data.get("footer")) else None,
            leave_words=data.get("leave_words", {}),
            fields=None if (fields := data.get("fields")) is None else tuple(fields),
        )

    def _with(self, variant: int, **parts: Any) -> Self:
        if not variant:
            return replace(self, **parts)
        variants = list(self.variants)
        variants[variant - 1] = replace(variants[variant - 1], **parts)
        return replace(self, variants=tuple(variants))

    def said(self, variant: int) -> "Content | Variant":
        """Message and buttons of a variant."""
        return self.variants[variant - 1] if variant else self

    def _keyboard(self, variant: int, run_id: int) -> Keyboard:
        language = self.variants[variant - 1].language if variant else None
        known = (self.leave_words.get(one) for one in _closest(language))
        words = next((one for one in known if one), "")
        leave = words if self.options.unsubscribe else ""
        rows = self.said(variant).buttons
        return Keyboard(rows=rows, run_id=run_id, variant=variant, leave=leave)

    def _finished(self, call: Call, markup: JsonObject | None) -> Call:
        if self.footer is not None:
            call = with_footer(call, self.footer)
        params = dict(call.params)
        if self.options.silent:
            params["disable_notification"] = True
        if self.options.protected:
            params["protect_content"] = True
        if self.options.no_preview and call.method == "sendMessage":
            params["link_preview_options"] = {"is_disabled": True}
        if markup is not None:
            params["reply_markup"] = markup
        finished = Call(method=call.method, params=params)
        return with_campaign(finished, self.campaign) if self.options.utm else finished


def encoder(content: Content, links: Addresses | None = None) -> Callable[[Call], Rest]:
    """`links`: those that lead over the bot's server."""
    encode: Callable[[Call], Rest] = encoded
    if content.fields is not None:
        encode = partial(with_gaps, names=content.names)
    return encode if links is None else links.encoding(encode)


def prepare(
    content: Content, *, run_id: int, links: Addresses | None = None
) -> tuple[tuple[PreparedCall, ...], ...]:
    """Encode each step of a run, once: by variant, then by step."""
    encode = encoder(content, links)
    return tuple(_prepare(content, number, run_id, encode) for number in content.numbers)


def _prepare(
    content: Content, variant: int, run_id: int, encode: Callable[[Call], Rest]
) -> tuple[PreparedCall, ...]:
    calls = content.calls(variant, run_id=run_id)
    elsewhere = content.calls(variant, run_id=run_id, private=False)
    return tuple(
        prepare_call(one, other, encode) for one, other in zip(calls, elsewhere, strict=True)
    )


def _closest(language: str | None) -> tuple[str, ...]:
    """Whose words to look for, one after the other: `zh-hans-cn`, `zh-hans`, `zh`, and what is for
    all others."""
    tags = (language or "").split("-")
    return (*("-".join(tags[:count]) for count in range(len(tags), 0, -1)), "")
