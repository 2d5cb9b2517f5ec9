"""The control API from Python: `async with Control(url) as c: await c.add_users(600)`."""

from botapi_sandbox.control.bot_process import BotProcessControl
from botapi_sandbox.control.connection import ControlRefused
from botapi_sandbox.control.joining import JoiningControl
from botapi_sandbox.control.looking import LookingControl
from botapi_sandbox.control.people import PeopleControl
from botapi_sandbox.control.replies import (
    BotState,
    Caller,
    CallLog,
    Counts,
    Landed,
    Message,
    Pressed,
    Range,
    Sent,
    SentAlbum,
    Timeline,
)
from botapi_sandbox.control.trouble import TroubleControl
from botapi_sandbox.control.unheard import UnheardControl
from botapi_sandbox.control.writing import WritingControl

__all__ = [
    "BotState",
    "CallLog",
    "Caller",
    "Control",
    "ControlRefused",
    "Counts",
    "Landed",
    "Message",
    "Pressed",
    "Range",
    "Sent",
    "SentAlbum",
    "Timeline",
]


class Control(
    PeopleControl,
    JoiningControl,
    WritingControl,
    LookingControl,
    TroubleControl,
    UnheardControl,
    BotProcessControl,
):
    """Every verb of the control API."""
