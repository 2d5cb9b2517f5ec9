"""Writes schema.json and answers.json out of the published package @gramio/types, which is made
from Telegram's own documentation: `python -m botapi_sandbox.api.derive_schema [FOLDER]`.

FOLDER is the package unpacked; without it `npm pack` fetches it. To be run after the Bot API
grew: raise VERSION (in derivation.py), put the new INTEGRITY (from `npm view`, dist.integrity),
and look at what changed. Kept as data, so that the sandbox itself needs neither node nor aiogram.
"""

import argparse
import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from botapi_sandbox.api.derivation import PACKAGE, VERSION, Derivation

TARGET = Path(__file__).with_name("schema.json")
ANSWERS = Path(__file__).with_name("answers.json")
INTEGRITY = (
    "sha512-K4q9QRMSpHc+B73Vxvf/Xhcbw4VlCoWH2fCUcUWT378y"
    "Gvpo1i89CqOysj1ZEr4u4LdefPKxVF6b6JDVw9TYDA=="
)


def fetched(folder: Path) -> Path:
    """The package by npm, unpacked into `folder`. Raises ValueError for another content."""
    command = ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed words
    (archive,) = folder.glob("*.tgz")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise ValueError(f"{PACKAGE}@{VERSION} is not what it was: sha512-{digest}")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def written(schema: dict[str, Any]) -> str:
    """One line for each method and object, so that a change can be read."""
    parts = [f'"source": {json.dumps(schema["source"])}']
    for name in [each for each in schema if each != "source"]:
        lines = [
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in schema[name].items()
        ]
        parts.append(f'"{name}": {{\n' + ",\n".join(lines) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m botapi_sandbox.api.derive_schema")
    parser.add_argument("folder", nargs="?", type=Path, help="the package, unpacked")
    chosen = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen or fetched(Path(temporary))
        found = Derivation(folder)
        TARGET.write_text(written(found.schema()), encoding="utf-8")
        ANSWERS.write_text(written(found.answers()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
