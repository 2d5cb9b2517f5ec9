"""Every group of verbs, in the order in which they are described."""

from botapi_sandbox.verbs.actions.board import BoardVerbs
from botapi_sandbox.verbs.actions.bot_process import BotProcessVerbs
from botapi_sandbox.verbs.actions.crowd import CrowdVerbs
from botapi_sandbox.verbs.actions.forwarding import ForwardingVerbs
from botapi_sandbox.verbs.actions.joining import JoiningVerbs
from botapi_sandbox.verbs.actions.looking import LookingVerbs
from botapi_sandbox.verbs.actions.paging import PagingVerbs
from botapi_sandbox.verbs.actions.people import PeopleVerbs
from botapi_sandbox.verbs.actions.writing import WritingVerbs
from botapi_sandbox.verbs.taps.pressing import PressingVerbs
from botapi_sandbox.verbs.taps.reacting import ReactingVerbs
from botapi_sandbox.verbs.trouble.floods import FloodVerbs
from botapi_sandbox.verbs.trouble.trouble import TroubleVerbs
from botapi_sandbox.verbs.trouble.unheard import UnheardVerbs

GROUPS = (
    PeopleVerbs,
    CrowdVerbs,
    JoiningVerbs,
    WritingVerbs,
    ForwardingVerbs,
    PressingVerbs,
    ReactingVerbs,
    LookingVerbs,
    PagingVerbs,
    TroubleVerbs,
    FloodVerbs,
    UnheardVerbs,
    BotProcessVerbs,
    BoardVerbs,
)
