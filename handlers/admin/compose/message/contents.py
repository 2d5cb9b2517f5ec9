"""A message as what can be sent to people: with what stands below all of them, and with nothing in
braces that means nothing."""

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.options import Options
from broadcast.model.personal.mistakes import mistake_in
from handlers.admin.context import AdminContext
from handlers.admin.wording.braces import unusable
from handlers.admin.wording.leaving import leave_words


async def new_content(call: Call, admin: AdminContext) -> Content:
    """Of an admin's first message. Raises ContentNotSupported, as all do that change texts."""
    content = Content(
        message=(call,),
        options=Options(unsubscribe=True),
        footer=await admin.doors.settings.footer(),
        leave_words=await leave_words(admin.texts, admin.doors.settings),
    )
    return await with_known_braces(content, admin)


async def with_known_braces(content: Content, admin: AdminContext) -> Content:
    """It knows from then on which of them mean something. Raises ContentNotSupported."""
    names = await admin.doors.personal.names()
    everything = [call for number in content.numbers for call in content.calls(number)]
    mistake = mistake_in(everything, names)
    if mistake is not None:
        raise unusable(mistake, names)
    return content.with_fields(names)
