"""What a run's claims call for: the encoded messages, or what is done to those of another run."""

from collections.abc import Sequence

from botapi.call import PreparedCall
from broadcast.ledger.entries import Claim
from broadcast.model.clicks.addresses import Addresses
from broadcast.model.clicks.tokens import NOBODY
from broadcast.model.content import Content, prepare
from broadcast.model.mending.calls import mending
from db.records import RunRow
from db.schema.states import RunKind


class Script:
    """Encoded once for all recipients; a correction puts another one in its place."""

    def __init__(
        self, row: RunRow, sent: Sequence[str] = (), links: Addresses | None = None
    ) -> None:
        """`sent`: of a correction, what people may have in front of them, as JSON; `links`: those
        that lead over the bot's server."""
        self._links = links
        content = self.content = Content.load(row.content)
        self.text = row.content
        kind = RunKind(row.kind)
        self.mending = None
        self._calls: tuple[tuple[PreparedCall, ...], ...] = ()  # by variant, then by step
        if kind is RunKind.SEND:
            self._calls = prepare(content, run_id=row.id, links=links)
        else:
            self.mending = mending(
                kind,
                content,
                source_run_id=row.source_run_id or 0,
                sent=[Content.load(one) for one in sent],
                links=links,
            )
        speaks = kind in (RunKind.SEND, RunKind.EDIT)
        self.names = content.names if speaks else ()
        self.payable = kind is RunKind.SEND and content.payable
        self.forwards = kind is RunKind.SEND and content.forwards > 0
        self.tries = kind is RunKind.SEND and content.versions > 1
        # Whether what Telegram says to it may be the content's fault.
        self.judged = speaks

    def call(self, claim: Claim) -> PreparedCall:
        """The one that a claim is for."""
        if self.mending is None:
            return self._calls[claim.variant][claim.step]
        return self.mending.call(claim.variant, claim.messages[claim.step])

    def values(self, claim: Claim) -> Sequence[str]:
        """What the call says to this recipient alone. A group's links are nobody's."""
        if self._links is None:
            return claim.values
        subscriber = claim.subscriber_id if claim.chat_id > 0 else NOBODY
        return (*claim.values, *self._links.tokens(subscriber))

    def steps(self, claim: Claim) -> int:
        """Of the variant that its recipient gets; of a mending, as many as they have messages."""
        if self.mending is None:
            return len(self._calls[claim.variant])
        return len(claim.messages)

    def place(self, claim: Claim) -> int:
        """The how-manieth of its variant's calls it is, for the guards."""
        if self.mending is None:
            return claim.step
        return self.mending.place(claim.variant, claim.messages[claim.step])

    @property
    def lengths(self) -> tuple[int, ...]:
        """By variant, how many calls there are."""
        if self.mending is None:
            return tuple(len(calls) for calls in self._calls)
        return tuple(len(self.mending.edits.get(one, ())) for one in self.content.numbers)
