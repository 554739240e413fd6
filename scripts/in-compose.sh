#!/usr/bin/env bash
# Runs backup.sh or restore.sh (with the bot stopped) against the services of compose.yaml:
#   scripts/in-compose.sh backup.sh backups
# PostgreSQL's programs run beside the database, the bot's in its own image as the user that calls.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
case ${1:-} in backup.sh | restore.sh) ;; *) set -- ;; esac
if [ $# != 2 ]; then
  echo 'scripts/in-compose.sh backup.sh FOLDER, or scripts/in-compose.sh restore.sh BACKUP' >&2
  exit 1
fi
# Only a backup makes its folder: a restore from a mistyped one must say so.
[ "$1" = restore.sh ] || mkdir -p "$2"
[ -d "$2" ] || { echo "there is no folder $2" >&2 && exit 1; }
folder=$(cd "$2" && pwd)
cd "$root"

DATABASE_URL=$(cat secrets/database_url)
S3_ENDPOINT=http://minio:9000
PG_RUN='docker compose exec -T postgres env PGUSER=aisha PGDATABASE=aisha'
# Mounted where it is here, so that a path means the same on both sides.
case $folder in *[[:space:]:]*) echo "no spaces or colons in $folder, please" >&2 && exit 1 ;; esac
BOT_RUN="docker compose run --rm -T --no-deps --user $(id -u):$(id -g) --volume $folder:$folder app"
export DATABASE_URL S3_ENDPOINT PG_RUN BOT_RUN
exec "scripts/$1" "$folder"
