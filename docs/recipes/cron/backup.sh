#!/bin/sh
# A backup of the database, and of those that are there the newest fourteen are kept.
# In the crontab of the bot's user:
#   15 3 * * *  /opt/herald/docs/recipes/cron/backup.sh
set -eu
umask 077

HERALD_HOME=${HERALD_HOME:-/opt/herald} # the folder with .env and .venv
BACKUPS=${BACKUPS:-/var/backups/herald}
KEEP=${KEEP:-14}

mkdir -p "$BACKUPS"
cd "$HERALD_HOME"
.venv/bin/herald backup --force "$BACKUPS/herald-$(date +%F).sqlite3" >/dev/null

# Named by their days, so the newest come first here. What went wrong above ends it before this.
ls -1r "$BACKUPS"/herald-????-??-??.sqlite3 | tail -n "+$((KEEP + 1))" | while IFS= read -r old; do
    rm -- "$old"
done
