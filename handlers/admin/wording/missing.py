"""Why an audience cannot be asked: what it is about is gone."""

from collections.abc import Mapping

from db.audience.facts import CannotAsk, Missing
from handlers.admin.wording.conditions import LONGEST, Reader
from handlers.language.names import isolated

MISSING_KEYS: Mapping[Missing, str] = {
    Missing.TAG: "missing-tag",
    Missing.FIELD: "missing-field",
    Missing.TOPIC: "missing-topic",
    Missing.LIST: "missing-list",
    Missing.BROADCAST: "missing-broadcast",
    Missing.LINK: "missing-link",
    Missing.LEDGER: "missing-ledger",
}


def why_not_asked(cannot: CannotAsk, reader: Reader) -> str:
    return reader.say(MISSING_KEYS[cannot.missing], name=isolated(cannot.name, LONGEST))
