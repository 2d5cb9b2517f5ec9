"""getFile."""

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import bad_request

DOWNLOAD_BYTES = 20 * 1024 * 1024  # Bot API: getFile


async def get_file(context: CallContext) -> Body:
    files = context.account.files
    file = files.find(context.call.text("file_id"))
    if file.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": files.file_id(file),
        "file_unique_id": files.unique_id(file),
        "file_size": file.size,
        "file_path": file.path(),
    }


METHODS: dict[str, Handler] = {"getFile": get_file}
