#!/usr/bin/env bash
# Runs backup.sh or restore.sh (with the bot stopped) against the services of compose.yaml:
#   scripts/in-compose.sh backup.sh backups
# PostgreSQL's programs run beside the database, the bot's in its own image as the user that calls.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# != 2 ]; then
  echo 'scripts/in-compose.sh backup.sh|restore.sh FOLDER, below this one' >&2
  exit 1
fi

DATABASE_URL=$(cat secrets/database_url)
S3_ENDPOINT=http://minio:9000
PG_RUN='docker compose exec -T postgres env PGUSER=aisha PGDATABASE=aisha'
# Mounted where it is here, so that a path means the same on both sides.
mkdir -p "$2"
folder=$(cd "$2" && pwd)
case $folder in *[[:space:]:]*) echo "no spaces or colons in $folder, please" >&2 && exit 1 ;; esac
BOT_RUN="docker compose run --rm -T --no-deps --user $(id -u):$(id -g) --volume $folder:$folder app"
export DATABASE_URL S3_ENDPOINT PG_RUN BOT_RUN
exec "scripts/$1" "$folder"
