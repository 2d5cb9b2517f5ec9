"""Two texts side by side, from a little before they part: long ones begin alike."""

from botapi.call import Call

BEFORE = 30  # characters that both have, so that one sees where it is
LONGEST = 200  # characters of each
CUT = "…"


def said_by(call: Call) -> str:
    """Its words; empty where it has none."""
    for name in ("text", "caption", "question"):
        if isinstance(words := call.params.get(name), str):
            return words
    media = call.params.get("media")
    items = media if isinstance(media, list) else []
    return next((str(item["caption"]) for item in items if item.get("caption")), "")


def side_by_side(old: str, new: str) -> tuple[str, str]:
    """What of each is worth showing."""
    pairs = enumerate(zip(old, new, strict=False))
    same = next((n for n, (one, other) in pairs if one != other), min(len(old), len(new)))
    return _from(old, same), _from(new, same)


def _from(text: str, place: int) -> str:
    begin = max(0, place - BEFORE)
    shown = " ".join(text[begin : begin + LONGEST].split())
    head = CUT if begin else ""
    return f"{head}{shown}{CUT if begin + LONGEST < len(text) else ''}"
