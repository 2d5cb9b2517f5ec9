#!/usr/bin/env bash
# guess: FREQ=MONTHLY;BYDAY=MO,1TU comes on every Monday and on the first Tuesday of each month.
# seen: dateutil finds no day at all: it looks for days that are a Monday and a first Tuesday at once.
#   And FREQ=YEARLY;BYWEEKNO=20 comes on all seven days of that week, where the RFC takes the missing
#   weekday from DTSTART.
# with: python-dateutil==4.0.0
# source: RFC 5545, 3.3.10: BYDAY is a list of days, each with or without a number, and what is not
#   in the rule is derived from DTSTART; dateutil/rrule.py, rrule._iter and _iterinfo.rebuild
# matters: whoever reads rules that other calendars have written. Give a day without a number as
#   1MO,2MO,3MO,4MO,5MO where another one has a number, and a week's number with a BYDAY.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
        python-dateutil==4.0.0
} || exit 2
cat >"$dir/try.py" <<'PY'
from datetime import datetime

from dateutil.rrule import rrulestr

START = datetime(2026, 11, 30, 10)  # a Monday


def days(rule: str) -> list[str]:
    return [f"{day:%a %d %b}" for day in rrulestr(rule + ";UNTIL=20271231T000000", dtstart=START)]


mixed, apart = days("FREQ=MONTHLY;BYDAY=MO,1TU"), days("FREQ=MONTHLY;BYDAY=1MO,2MO,3MO,4MO,5MO,1TU")
week = days("FREQ=YEARLY;BYWEEKNO=20")
print(f"every Monday and the first Tuesday: {len(mixed)} days; with numbers: {len(apart)}")
print(f"a week of the year without a day, begun on a Monday: {', '.join(week)}")
raise SystemExit(not (mixed == [] and apart and len(week) == 7))
PY
"$dir/venv/bin/python" "$dir/try.py"
