# shellcheck shell=bash disable=SC2034
# Sourced by backup.sh and restore.sh: where the bot keeps things, from the bot's own variables.
# PG_RUN stands before PostgreSQL's programs, and BOT_RUN for `bun src/main.ts`, where they are to
# run elsewhere, such as in a container.

fail() {
  echo "$*" >&2
  exit 1
}

# Nothing below is called in $(…): there a failure would be an empty value, and that the default.

# .env as Bun reads it, from the lines of variables that the scripts use; what it would put together
# of several is refused. Of two lines for one variable the last counts.
from_env_file() {
  local name=$1 line raw
  local double='^"(([^"\\]|\\.)*)"' single="^'(([^'\\\\]|\\\\.)*)'" back='^`(([^`\\]|\\.)*)`'
  REPLY=''
  [ -f .env ] || return 0
  [ -r .env ] || fail '.env cannot be read'
  while IFS= read -r line || [ -n "$line" ]; do
    [[ ${line%$'\r'} =~ ^[[:space:]]*(export[[:space:]]+)?${name}[[:space:]]*[=:][[:space:]]*(.*)$ ]] ||
      continue
    raw=${BASH_REMATCH[2]}
    if [[ $raw =~ $double || $raw =~ $single || $raw =~ $back ]]; then
      raw=${BASH_REMATCH[1]}
    else
      case $raw in [\"\'\`]*) fail ".env: the quote of $name does not end on its line" ;; esac
      raw=${raw%%#*}
      raw=${raw%"${raw##*[![:space:]]}"}
    fi
    case ${raw//\\\$/} in
      *\$*) fail ".env: $name has a \$: write \\\$, or set the variable itself" ;;
    esac
    REPLY=${raw//\\\$/\$}
  done <.env
}

# A variable's value: of the environment, even an empty one; or else of .env.
value_of() {
  if [ -n "${!1+set}" ]; then REPLY=${!1}; else from_env_file "$1"; fi
  REPLY=${REPLY#"${REPLY%%[![:space:]]*}"}
  REPLY=${REPLY%"${REPLY##*[![:space:]]}"}
}

# A setting of the bot: the variable, what the file that NAME_FILE names holds, or the default.
setting() {
  value_of "$1"
  [ -z "$REPLY" ] || return 0
  value_of "$1_FILE"
  if [ -n "$REPLY" ]; then
    REPLY=$(cat -- "$REPLY") || fail "$1_FILE names a file that cannot be read"
    REPLY=${REPLY#"${REPLY%%[![:space:]]*}"}
    REPLY=${REPLY%"${REPLY##*[![:space:]]}"}
  fi
  REPLY=${REPLY:-${2:-}}
}

decoded() {
  local text=${1//\\/\\\\}
  printf '%b' "${text//%/\\x}"
}

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

# Relative places are seen from the project, as the bot sees them, wherever the caller stands.
cd "${here:?}/.." || fail 'the project is gone'
setting DATABASE_URL sqlite:./data/aisha.db
database=$REPLY
setting STORAGE_DIR ./data/storage
storage=$REPLY
setting S3_ENDPOINT
s3=$REPLY
case $database in
  sqlite:*) file=${database#sqlite:} ;;
  *) use_postgres "$database" ;;
esac
