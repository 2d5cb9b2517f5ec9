#!/bin/sh
# What stands in a file goes out to a segment, an hour from now: until then the admins see it in the
# chat under Planned, and can stop it. In the crontab of the bot's user, with a key that has the
# right "send" in a file that nobody else can read:
#   HERALD_KEY_FILE=/etc/herald/weekly.key
#   0 9 * * 1  /opt/herald/docs/recipes/cron/weekly.sh /srv/newsletter/weekly.md vip
# Asked again within the same week (a machine that was restarted, a second tap), nothing more goes
# out. What is wrong stands in cron's mail, with exit code 1.
set -eu

FILE=$(realpath "$1")
SEGMENT=$2
cd "${HERALD_HOME:-/opt/herald}"
exec .venv/bin/herald broadcast "$FILE" --segment "$SEGMENT" --at "in 60 min" \
    --once "weekly $SEGMENT $(date +%G-W%V)"
