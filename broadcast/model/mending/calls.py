"""What a run that mends does with each message that its source has sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from botapi.call import Call, PreparedCall, Rest, prepare_call
from broadcast.model.clicks.addresses import Addresses
from broadcast.model.content import Content, encoder
from broadcast.model.mending.edits import Place, edits_of
from db.mending.numbers import SentMessage
from db.schema.states import RunKind

# Bot API: deleteMessage for each, because deleteMessages answers True even where nothing was
# deleted. Nobody is notified of a pin in a private chat; in a group it is asked for.
SAME_FOR_ALL: Mapping[RunKind, PreparedCall] = {
    RunKind.RECALL: prepare_call(Call(method="deleteMessage", params={})),
    RunKind.PIN: prepare_call(Call(method="pinChatMessage", params={"disable_notification": True})),
    RunKind.UNPIN: prepare_call(Call(method="unpinChatMessage", params={})),
}
DICE = "sendDice"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mending:
    """The calls of one run, by the places of the messages that they are about."""

    kind: RunKind
    source_run_id: int
    edits: Mapping[int, Mapping[Place, PreparedCall]] = field(default_factory=dict)  # by variant
    # Of these Telegram says "can't be deleted" while they are too young, not too old.
    dice: frozenset[tuple[int, int]] = frozenset()  # variant and step

    def due(self, variant: int, messages: Sequence[SentMessage]) -> tuple[SentMessage, ...]:
        """Those of a recipient's messages to which anything is to be done."""
        if self.kind is RunKind.EDIT:
            edits = self.edits.get(variant, {})
            return tuple(one for one in messages if (one.step, one.item) in edits)
        return tuple(messages[:1] if self.kind in (RunKind.PIN, RunKind.UNPIN) else messages)

    def call(self, variant: int, message: SentMessage) -> PreparedCall:
        if self.kind is RunKind.EDIT:
            return self.edits[variant][Place(message.step, message.item)]
        return SAME_FOR_ALL[self.kind]

    def place(self, variant: int, message: SentMessage) -> int:
        """The how-manieth of the edits it is, for the guards; of anything else there are none."""
        places = sorted(self.edits.get(variant, ()))
        place = Place(message.step, message.item)
        return places.index(place) if place in places else 0

    def is_dice(self, variant: int, message: SentMessage) -> bool:
        return (variant, message.step) in self.dice


def mending(
    kind: RunKind,
    content: Content,
    *,
    source_run_id: int,
    sent: Sequence[Content] = (),
    links: Addresses | None = None,
) -> Mending:
    """`content`: what it is to say, or what was sent; `sent`: as edits_of()'s; `links`: those that
    lead over the bot's server."""
    if kind is RunKind.EDIT:
        edits = _edits(content, sent, source_run_id, encoder(content, links))
        return Mending(kind=kind, source_run_id=source_run_id, edits=edits)
    dice = frozenset(
        (variant, step)
        for variant in content.numbers
        for step, call in enumerate(content.said(variant).message)
        if call.method == DICE
    )
    return Mending(kind=kind, source_run_id=source_run_id, dice=dice)


def _edits(
    content: Content, sent: Sequence[Content], run_id: int, encode: Callable[[Call], Rest]
) -> dict[int, dict[Place, PreparedCall]]:
    return {
        variant: {place: prepare_call(*edit, encode) for place, edit in edits.items()}
        for variant, edits in edits_of(sent, content, run_id=run_id).calls.items()
    }
