#!/usr/bin/env bash
# Puts a backup where the bot's variables say, which must be empty. Stop the bot first.
#   scripts/restore.sh backups/2026-11-22T20-00-00Z
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=scripts/places.sh
. "$here/places.sh"
[ -f "${1:-}/SHA256SUMS" ] || fail 'scripts/restore.sh BACKUP, a folder that backup.sh made'
from=$(cd "$1" && pwd)

(cd "$from" && sha256sum --check --quiet SHA256SUMS) || fail 'the backup is damaged: nothing was restored'

case $database in
  sqlite:*)
    [ -f "$from/aisha.db" ] || fail 'this is a backup of PostgreSQL, but DATABASE_URL names a file'
    [ ! -e "$file" ] || fail "$file is there already: move it away"
    # Where conversations stood at another time would contradict the rows.
    [ ! -e "$(dirname "$file")/actors.db" ] || fail "move $(dirname "$file")/actors.db away"
    ;;
  *)
    [ -f "$from/aisha.dump" ] || fail 'this is a backup of SQLite, but DATABASE_URL names PostgreSQL'
    tables=$(postgres psql -XAtq -c "select count(*) from pg_tables where schemaname = 'public'")
    [ "$tables" = 0 ] || fail 'the database is not empty: make a new one'
    ;;
esac
if [ -z "$s3" ] && [ -d "$storage" ] && [ -n "$(ls -A "$storage")" ]; then
  fail "$storage is not empty: move it away"
fi

# Pictures first: a database without them would be worse than none.
umask 077
if [ -n "$s3" ]; then
  objects="$from/storage"
  if [ -f "$from/storage.tar" ]; then
    objects=$(mktemp -d "$from/.objects-XXXXXX")
    trap 'rm -rf "$objects"' EXIT
    tar -C "$objects" -xf "$from/storage.tar"
  fi
  [ ! -d "$objects" ] || bot migrate images --from "$objects" --to s3
else
  mkdir -p "$storage"
  [ ! -f "$from/storage.tar" ] || tar -C "$storage" -xf "$from/storage.tar"
  [ ! -d "$from/storage" ] || cp -R "$from/storage/." "$storage"
fi

case $database in
  sqlite:*)
    mkdir -p "$(dirname "$file")"
    cp "$from/aisha.db" "$file.partial"
    sync "$file.partial"
    mv "$file.partial" "$file"
    ;;
  *)
    postgres pg_restore --no-owner --no-privileges --exit-on-error --single-transaction \
      --dbname="${PGDATABASE}" <"$from/aisha.dump"
    ;;
esac
echo 'Restored. If actors are kept in Redis, let the bot begin with an empty one, or set a new REDIS_PREFIX.'
