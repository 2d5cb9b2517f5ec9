"""What stands in braces must be known: looked at before a content is kept."""

from broadcast.model.content import Content
from broadcast.model.personal.mistakes import mistake_in
from handlers.admin.context import AdminContext
from handlers.admin.wording.braces import unusable


async def with_known_braces(content: Content, admin: AdminContext) -> Content:
    """It knows from then on which of them mean something. Raises ContentNotSupported."""
    names = await admin.doors.personal.names()
    everything = [call for number in content.numbers for call in content.calls(number)]
    mistake = mistake_in(everything, names)
    if mistake is not None:
        raise unusable(mistake, names)
    return content.with_fields(names)
