"""The last lines of a file that somebody else is writing, however long it has become."""

from pathlib import Path

MOST_BYTES = 32 * 1024  # looked at, from the end of the file


def last_lines(file: Path, count: int) -> list[str]:
    """At most `count` of them, oldest first; none when there is no file yet.

    Bytes that are not UTF-8 are replaced. A line longer than MOST_BYTES is told by its end.
    """
    try:
        with file.open("rb") as stream:
            size = stream.seek(0, 2)
            begin = max(0, size - MOST_BYTES)
            stream.seek(begin)
            seen = stream.read(MOST_BYTES)
    except OSError:  # not there yet; or a pipe, a folder, somebody else's: nothing to show
        return []
    if begin:  # most likely in the middle of a line, or of a letter
        seen = seen.partition(b"\n")[2] or seen
    return seen.decode("utf-8", errors="replace").splitlines()[-count:]
