#!/usr/bin/env bash
# Makes the files that compose.yaml takes secrets from, in ./secrets or the folder given. What is
# there already stays as it is, so it can be run again. Two files are left empty for you to fill in.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-secrets}

mkdir -p "$folder"
# Compose mounts the files as they are, and each image reads them as a user of its own. So the
# folder keeps others on this machine out, and the files are open within.
chmod 700 "$folder"

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

put() {
  [ -e "$folder/$1" ] || printf '%s\n' "$2" >"$folder/$1"
  chmod 644 "$folder/$1"
}

# What an address repeats is read back: a second run must not invent another password.
read_back() { head -n 1 "$folder/$1"; }

put postgres_password "$(random)"
put database_url "postgres://aisha:$(read_back postgres_password)@postgres:5432/aisha"
put redis_conf "requirepass $(random)"
put redis_url "redis://:$(read_back redis_conf | cut -d ' ' -f 2)@redis:6379"
put upstash_token "$(random)"
put minio_root_password "$(random)"
put s3_secret_access_key "$(random)"
put telegram_webhook_secret "$(random)"
put telegram_bot_token ''
put fal_key ''

for name in telegram_bot_token fal_key; do
  [ -n "$(read_back "$name")" ] || echo "Fill in $folder/$name"
done
