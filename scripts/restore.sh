#!/usr/bin/env bash
# Puts a backup where the bot's variables say. Stop the bot first. The database and the folder of
# pictures must be empty; in S3, a picture that is there already must be the same one.
#   scripts/restore.sh backups/2026-11-22T20-00-00Z
# It can be run again after a failure: pictures that are the backup's own are left where they are.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# An absolute path, before places.sh goes to the project.
from=$(cd "${1:-/nowhere}" 2>/dev/null && pwd) || from=''
# shellcheck source=scripts/places.sh
. "$here/places.sh"
[ -n "$from" ] && [ -f "$from/SHA256SUMS" ] || fail 'scripts/restore.sh BACKUP, a folder that backup.sh made'

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
    tables=$(postgres psql -XAtq -c "select count(*) from pg_tables where schemaname = 'public'") ||
      fail 'the database does not answer: nothing was restored'
    [ "$tables" = 0 ] || fail 'the database is not empty: make a new one'
    ;;
esac
# What an earlier try of this very backup left is told by its name beside the folder.
begun="${storage%/}.restoring"
name=$(sha256sum <"$from/SHA256SUMS")
if [ -z "$s3" ] && [ -d "$storage" ] && [ -n "$(ls -A "$storage")" ]; then
  [ -f "$begun" ] && [ "$(cat "$begun")" = "$name" ] || fail "$storage is not empty: move it away"
fi

# Pictures first: a database without them would be worse than none.
umask 077
again() { [ $? = 0 ] || echo 'The restore did not end. Mend the reason and run the same line again: it goes on.' >&2; }
objects=''
trap 'again; [ "$objects" = "$from/storage" ] || rm -rf "$objects"' EXIT
if [ -n "$s3" ]; then
  objects="$from/storage"
  if [ -f "$from/storage.tar" ]; then
    objects=$(mktemp -d "$from/.objects-XXXXXX")
    tar -C "$objects" -xf "$from/storage.tar"
  fi
  [ ! -d "$objects" ] || bot migrate images --from "$objects" --to s3
else
  mkdir -p "$storage"
  echo "$name" >"$begun"
  [ ! -f "$from/storage.tar" ] || tar -C "$storage" -xf "$from/storage.tar"
  [ ! -d "$from/storage" ] || cp -R "$from/storage/." "$storage"
fi

case $database in
  sqlite:*)
    mkdir -p "$(dirname "$file")"
    cp "$from/aisha.db" "$file.partial"
    sync -f "$file.partial"
    mv "$file.partial" "$file"
    ;;
  *)
    postgres pg_restore --no-owner --no-privileges --exit-on-error --single-transaction \
      --dbname="${PGDATABASE}" <"$from/aisha.dump"
    ;;
esac
rm -f "$begun"
echo 'Restored. If actors are kept in Redis, let the bot begin with an empty one, or set a new REDIS_PREFIX.'
