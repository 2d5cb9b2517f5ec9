"""A bot a line: what is read, and what is said of a line that is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roster.tokens_file import BadTokensFile, parse, read

SECRET = st.text("abcdefXYZ0189_-", min_size=1, max_size=40)
NAMES = st.sampled_from(["admin_ids", "timezone", "broadcast_rate", "canary"])
VALUES = st.text("abc/_,.019=", min_size=1, max_size=12)
BLANKS = st.sampled_from([" ", "\t", "   "])
NOISE = st.sampled_from(["", "   ", "# 12:abc", "\t# all of it", "\r"])


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[tuple[int, str, dict[str, str]]]]:
    """A text, and the bots that it names."""
    bots = []
    lines: list[str] = []
    for number in draw(st.lists(st.integers(1, 10**12), min_size=1, unique=True, max_size=6)):
        lines += draw(st.lists(NOISE, max_size=2))
        token, own = f"{number}:{draw(SECRET)}", draw(st.dictionaries(NAMES, VALUES))
        words = [token, *(f"{name}={value}" for name, value in own.items())]
        tail = draw(st.sampled_from(["", " # a comment", "\r", "  "]))
        lines.append(draw(BLANKS).join(words) + tail)
        bots.append((number, token, own))
    return "\n".join(lines), bots


@given(files())
def test_what_is_written_is_read(file: tuple[str, list[tuple[int, str, dict[str, str]]]]) -> None:
    text, bots = file
    found = [(line.bot_id, line.token.get_secret_value(), line.own) for line in parse(text)]
    assert found == bots


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_stands_there_is_never_repeated(before: str, after: str) -> None:
    """Its mistake is told by its line alone: it may be a token."""
    secret = "SECRETsecretSECRET"
    text = f"{before}{secret}{after}"
    said, line = told_of(text)
    assert secret not in said
    assert line is None or 1 <= line <= text.count("\n") + 1


def told_of(text: str) -> tuple[str, int | None]:
    try:
        return repr([line.token for line in parse(text)]), None
    except BadTokensFile as error:
        return str(error), error.line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "names no bot"),
        ("# 1:a\n\n", "names no bot"),
        ("1:a\nnonsense", "line 2: does not begin with a token, such as 123456:ABC-def"),
        ("admin_ids=5 1:a", "line 1: does not begin with a token, such as 123456:ABC-def"),
        ("١:a", "line 1: does not begin with a token, such as 123456:ABC-def"),
        ("1:a\n\n2:b canary", "line 3: word 2 is no NAME=VALUE"),
        ("1:a canary=1 =5", "line 1: word 3 is no NAME=VALUE"),
        ("1:a canary=1 CANARY=2", "line 1: canary is set twice"),
        ("1:a\n#\n1:b", "line 3: bot 1 stands in line 1 already"),
        ("1:a\n01:b", "line 2: bot 1 stands in line 1 already"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, words: str) -> None:
    with pytest.raises(BadTokensFile) as error:
        parse(text)
    assert str(error.value) == words


def test_files_that_are_none(tmp_path: Path) -> None:
    binary, long = tmp_path / "binary", tmp_path / "long"
    binary.write_bytes(b"1:a\n\xff")
    long.write_bytes(b"#" * 1_000_001)
    words = {
        tmp_path: "is not a file",
        tmp_path / "none": "cannot be read (No such file or directory)",
        binary: "is not a text file in UTF-8",
        long: "is longer than 1000000 bytes",
    }
    for file, said in words.items():
        with pytest.raises(BadTokensFile) as error:
            read(file)
        assert str(error.value) == said


def test_a_windows_editor_leaves_its_marks(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_bytes(b"\xef\xbb\xbf1:a canary=3\r\n2:b\r\n")
    assert [(line.bot_id, dict(line.own)) for line in read(file)] == [(1, {"canary": "3"}), (2, {})]
