"""The command `herald`: puts the floors first on the path and goes on in bot/.

In the repository the floors stand beside this folder. A wheel has them inside of it, so that no
`db` and no `bot` comes to lie among other people's packages, where two of a name overwrite each
other. Either way they find each other under the names that they have in the repository.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKED = HERE / "floors"  # see setup.py


def main() -> int:
    """Run the command and give its exit code."""
    sys.path.insert(0, str(PACKED if PACKED.is_dir() else HERE.parent))
    from bot.__main__ import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
