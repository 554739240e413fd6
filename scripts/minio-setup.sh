#!/bin/sh
# Run by compose.yaml beside MinIO: makes the buckets, private, and the user that the bot is. It can
# be run again. BUCKETS are names between spaces. The image has a shell and mc, and little else.
set -eu

# Sets `line`. `read` says no where the last line has no end, but has read it.
secret() {
  line=
  read -r line <"/run/secrets/$1" || :
  [ -n "$line" ] || { echo "the secret $1 is empty" >&2 && exit 1; }
}
secret minio_root_password
root_password=$line
secret s3_secret_access_key
bot_password=$line

mc alias set store http://minio:9000 root-of-minio "$root_password" >/dev/null

actions=
for action in ListBucket GetBucketLocation ListBucketMultipartUploads GetObject PutObject \
  DeleteObject AbortMultipartUpload ListMultipartUploadParts; do
  actions="$actions${actions:+,}\"s3:$action\""
done

resources=
for bucket in $BUCKETS; do
  mc mb --ignore-existing "store/$bucket"
  mc anonymous set none "store/$bucket"
  resources="$resources${resources:+,}\"arn:aws:s3:::$bucket\",\"arn:aws:s3:::$bucket/*\""
done

printf '%s\n' "{
  \"Version\": \"2012-10-17\",
  \"Statement\": [
    {
      \"Effect\": \"Allow\",
      \"Action\": [$actions],
      \"Resource\": [$resources]
    }
  ]
}" >/tmp/policy.json
mc admin policy create store aisha /tmp/policy.json
mc admin user add store aisha "$bot_password"
# It says no if the policy is attached already, which a second run finds.
mc admin policy attach store aisha --user aisha ||
  case $(mc admin user info store aisha) in
    *PolicyName*aisha*) ;;
    *) exit 1 ;;
  esac
