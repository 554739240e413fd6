# shellcheck shell=bash disable=SC2034
# Sourced by backup.sh and restore.sh: where the bot keeps things, from the bot's own variables.
# PG_RUN stands before PostgreSQL's programs, and BOT_RUN for `bun src/main.ts`, where they are to
# run elsewhere, such as in a container.

fail() {
  echo "$*" >&2
  exit 1
}

# A variable's value: of the environment, or of .env, which Bun reads for the bot.
value_of() {
  if [ -n "${!1:-}" ]; then
    printf %s "${!1}"
  elif [ -f .env ]; then
    sed -n "s/^$1=//p" .env | tail -n 1 | sed "s/^\([\"']\)\(.*\)\1\$/\2/"
  fi
}

# A setting of the bot: the variable, what the file that NAME_FILE names holds, or the default.
setting() {
  local value file
  value=$(value_of "$1")
  file=$(value_of "$1_FILE")
  [ -n "$value" ] || [ -z "$file" ] || value=$(cat "$file")
  printf %s "${value:-${2:-}}"
}

decoded() { printf '%b' "${1//%/\\x}"; }

# The address for PostgreSQL's programs, apart from its password: what stands in a command can be
# seen by everybody on the machine.
use_postgres() {
  local address='^postgres(ql)?://(([^:@/]*)(:([^@/]*))?@)?([^/?]*)/([^?]*)(\?(.*))?$'
  [[ $1 =~ $address ]] || fail 'DATABASE_URL is not postgres://USER@HOST/NAME'
  local user=${BASH_REMATCH[3]} password=${BASH_REMATCH[5]} hosts=${BASH_REMATCH[6]}
  local name=${BASH_REMATCH[7]} options=${BASH_REMATCH[9]} host
  export PGUSER PGPASSWORD PGDATABASE PGHOST='' PGPORT=''
  PGUSER=$(decoded "${user:-postgres}")
  PGPASSWORD=$(decoded "$password")
  PGDATABASE=$(decoded "$name")
  # Of several hosts the first that may be written is taken, as the bot does.
  while read -r -d , host; do
    [[ $host =~ ^(\[[^]]+\]|[^:]*)(:([0-9]+))?$ ]] || fail 'DATABASE_URL names a host in no known way'
    PGPORT+=${PGPORT:+,}${BASH_REMATCH[3]:-5432}
    host=${BASH_REMATCH[1]#[}
    PGHOST+=${PGHOST:+,}${host%]}
  done <<<"$hosts,"
  if [[ $options =~ sslmode=([a-z-]+) ]]; then export PGSSLMODE=${BASH_REMATCH[1]}; fi
  if [[ $options =~ target_session_attrs=([a-z-]+) ]]; then
    export PGTARGETSESSIONATTRS=${BASH_REMATCH[1]}
  fi
}

# PG_RUN and BOT_RUN are commands of several words.
# shellcheck disable=SC2086
postgres() { ${PG_RUN:-} "$@"; }
# shellcheck disable=SC2086
bot() { ${BOT_RUN:-bun src/main.ts} "$@"; }

database=$(setting DATABASE_URL sqlite:./data/aisha.db)
storage=$(setting STORAGE_DIR ./data/storage)
s3=$(setting S3_ENDPOINT)
case $database in
  sqlite:*) file=${database#sqlite:} ;;
  *) use_postgres "$database" ;;
esac
