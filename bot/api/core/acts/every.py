"""All acts, by name."""

from collections.abc import Mapping

from bot.api.core.acts.broadcasts import BROADCASTS
from bot.api.core.acts.names import NAMES
from bot.api.core.acts.people import PEOPLE
from bot.api.core.acts.series import SERIES
from bot.api.core.acts.status import STATUS
from bot.api.core.call import Act

ACTS: Mapping[str, Act] = {
    act.name: act for act in (*BROADCASTS, *PEOPLE, *NAMES, *SERIES, *STATUS)
}
