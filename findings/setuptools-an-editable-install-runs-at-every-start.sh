#!/usr/bin/env bash
# guess: pip install -e adds a path; a Python that imports nothing of the package does not notice it.
# seen: so it is for a project with a src folder. For one whose package stands beside its
#   pyproject.toml a finder is imported at every start of every Python of that environment, and with
#   it pathlib and more than thirty other modules, whatever the program is.
# with: setuptools==84.2.1
# source: setuptools/command/editable_wheel.py, _select_strategy: a plain path only where package_dir
#   is {"": …}, or in compat mode; https://setuptools.pypa.io/en/latest/userguide/development_mode.html
# matters: programs that start many short-lived Pythons pay for it each time. A package_dir of
#   {"": "."} or a src folder makes it one path; so does a wheel.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
        setuptools==84.2.1
} || exit 2
project() {  # NAME FOLDER MORE: a project whose package NAME lies in FOLDER
  mkdir -p "$dir/$1/$2/$1"
  touch "$dir/$1/$2/$1/__init__.py"
  printf '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "%s"\nversion = "1"\n[tool.setuptools]\npackages = ["%s"]\n%s\n' \
    "$1" "$1" "$3" >"$dir/$1/pyproject.toml"
  "$dir/venv/bin/pip" install --quiet --disable-pip-version-check --no-index --no-build-isolation \
    --editable "$dir/$1" || exit 2
}
loaded() {  # how many modules a Python has that was asked for nothing
  "$dir/venv/bin/python" -c 'import sys; print(len(sys.modules), "pathlib" in sys.modules)'
}
before=$(loaded)
project below src 'package-dir = {"" = "src"}'
below=$(loaded)
project beside . ''
beside=$(loaded)
echo "modules at the start, and whether pathlib is one: without any $before;"
echo "a package in src: $below; a package beside pyproject.toml: $beside"
case "$below/$beside" in
  *False/*True) exit 0 ;;
  *) exit 1 ;;
esac
