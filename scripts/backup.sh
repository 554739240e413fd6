#!/usr/bin/env bash
# Backs up all that must not be lost, while the bot runs, into a new folder of the one given:
#   scripts/backup.sh backups
# The database comes first: every picture that it names is then still there to be copied, but for
# those that people erase in the meantime. Where conversations stand is left out: orders are rebuilt
# from their rows, and people come back to the menu.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
caller=$PWD
# shellcheck source=scripts/places.sh
. "$here/places.sh"
[ $# = 1 ] && [ -n "$1" ] || fail 'scripts/backup.sh FOLDER'
umask 077

folder=$1
case $folder in /*) ;; *) folder=$caller/$folder ;; esac
mkdir -p "$folder"
to="$(cd "$folder" && pwd)/$(date -u +%Y-%m-%dT%H-%M-%SZ)"
[ ! -e "$to" ] || fail "$to is there already"
work="$to.partial"
mkdir "$work"
trap 'rm -rf "$work" "$to.sums"' EXIT

case $database in
  sqlite:*)
    [ -f "$file" ] || fail "there is no database at $file"
    # One transaction that reads, so writers go on; .backup would begin anew with each of them.
    sqlite3 -readonly "$file" "VACUUM INTO '${work//\'/\'\'}/aisha.db'"
    [ "$(sqlite3 "$work/aisha.db" 'PRAGMA integrity_check')" = ok ] || fail 'the copy is damaged'
    ;;
  *)
    postgres pg_dump --format=custom --no-owner --no-privileges >"$work/aisha.dump"
    postgres pg_restore --list <"$work/aisha.dump" >/dev/null
    ;;
esac

if [ -n "$s3" ]; then
  bot migrate images --from s3 --to "$work/storage"
elif [ -d "$storage" ]; then
  # 1: a file went away while it was read, which an erasure may do.
  tar -C "$storage" --exclude=./.incoming -cf "$work/storage.tar" . || [ $? = 1 ]
fi

(cd "$work" && find . -type f -print0 | sort -z | xargs -0 sha256sum) >"$to.sums"
mv "$to.sums" "$work/SHA256SUMS"
# The whole file system: `sync FOLDER` alone would leave the files within it in memory.
sync -f "$work"
mv "$work" "$to"
sync -f "$to"
trap - EXIT
echo "$to"
