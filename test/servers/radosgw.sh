#!/usr/bin/env bash
# A real S3 server for tests: Ceph with its S3 gateway, one of each part, in memory and on loopback.
# Debian: apt-get install -y --no-install-recommends radosgw ceph-mon ceph-osd ceph-mgr ceph-common
#
# radosgw.sh         starts it if it does not run yet (about 15 s), and prints its address
# radosgw.sh touch   says that it is still needed; unasked for IDLE_MINUTES it ends by itself
# radosgw.sh stop
set -euo pipefail

dir=${RADOSGW_DIR:-/tmp/aisha-test-radosgw-$(id -u)}
port=${RADOSGW_PORT:-47490}
mon_port=${RADOSGW_MON_PORT:-46799}
idle_minutes=${IDLE_MINUTES:-20}
url=http://127.0.0.1:$port
conf=$dir/ceph.conf

answers() { curl --silent --max-time 2 --output /dev/null "$url"; }
ask() { timeout 30 ceph -c "$conf" --connect-timeout 20 "$@"; }
life() { sed -n 's/^fsid = //p' "$conf" 2>/dev/null || true; }
say() { printf '%s\n' "$*" >&2; }

# What a daemon prints goes to its log, since whoever reads our output waits for its end.
daemon() {
  local name=$1
  shift
  setsid "$@" </dev/null >>"$dir/log/$name.out" 2>&1 &
  echo $! >>"$dir/pids"
}

# By now another program may have the number of one of ours.
ours() {
  local pid
  for pid in $(tac "$dir/pids"); do
    case $(cat "/proc/$pid/comm" 2>/dev/null) in ceph-* | radosgw) echo "$pid" ;; esac
  done
}

# Newest first: the gateway before what it stands on.
stop() {
  [ -f "$dir/pids" ] || return 0
  ours | xargs --no-run-if-empty kill || true
  sleep 0.5
  ours | xargs --no-run-if-empty kill -9 || true
  rm -f "$dir/pids"
}

configure() {
  cat >"$conf" <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
run_dir = $dir
admin_socket = $dir/\$name.asok
pid_file = $dir/\$name.pid
log_file = $dir/log/\$name.log
keyring = $dir/keyring
mon_host = v1:127.0.0.1:$mon_port
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr2 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
auth_allow_insecure_global_id_reclaim = true
setuser_match_path =
mon_data = $dir/mon
mon_cluster_log_file = $dir/log/cluster.log
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
mgr_data = $dir/mgr
osd_data = $dir/osd
osd_objectstore = memstore
memstore_device_bytes = 8589934592
osd_crush_chooseleaf_type = 0
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pgp_num = 8
osd_pool_default_pg_autoscale_mode = off
[client.rgw]
rgw_data = $dir/rgw
rgw_frontends = beast endpoint=127.0.0.1:$port
rgw_thread_pool_size = 32
rgw_enable_usage_log = false
rgw_gc_obj_min_wait = 5
rgw_gc_processor_period = 10
rgw_gc_processor_max_time = 10
CONF
  ceph-authtool --create-keyring "$dir/keyring" --gen-key -n mon. --cap mon 'allow *'
  ceph-authtool "$dir/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
}

start_monitor() {
  monmaptool --create --fsid "$(life)" --addv a "[v1:127.0.0.1:$mon_port]" "$dir/monmap"
  ceph-mon -c "$conf" --mkfs -i a --monmap "$dir/monmap" --keyring "$dir/keyring"
  daemon mon ceph-mon -c "$conf" -i a -f
  ask status
}

# It may lose a race with the monitor at its start, and ends then: it is started again.
start_disk() {
  local id
  id=$(cat /proc/sys/kernel/random/uuid)
  ask osd new "$id"
  ceph-osd -c "$conf" -i 0 --mkfs --osd-uuid "$id"
  for _ in 1 2 3 4 5; do
    daemon osd ceph-osd -c "$conf" -i 0 -f
    local pid=$!
    for _ in $(seq 40); do
      if ask osd stat | grep -q '1 up'; then return 0; fi
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.2
    done
  done
  return 1
}

start() {
  stop
  rm -rf "$dir"/{mon,mgr,osd,rgw,log,keyring,monmap,ceph.conf}
  mkdir -p "$dir"/{mon,mgr,osd,rgw,log}
  configure
  export CEPH_CONF=$conf
  start_monitor
  daemon mgr ceph-mgr -c "$conf" -i x -f
  start_disk
  radosgw-admin -c "$conf" user create --uid test --display-name test \
    --access-key "${S3_ACCESS_KEY_ID:-aisha}" --secret-key "${S3_SECRET_ACCESS_KEY:-aisha-secret-key}"
  daemon rgw radosgw -c "$conf" -n client.rgw -f
  for _ in $(seq 150); do
    if answers; then return 0; fi
    sleep 0.1
  done
  return 1
}

# Ends the server that runs now when nobody needs it, and leaves a later one alone.
watch_over() {
  local watched
  watched=$(life)
  while [ "$(life)" = "$watched" ] && [ -n "$(find "$dir/needed" -mmin "-$idle_minutes")" ]; do
    sleep 5
  done
  exec 9>"$dir/lock"
  flock 9
  if [ "$(life)" = "$watched" ]; then stop; fi
}

start_once() {
  touch "$dir/needed"
  if answers; then return 0; fi
  for program in radosgw ceph-mon ceph-osd ceph-mgr ceph ceph-authtool curl; do
    command -v "$program" >/dev/null || { say "$program is not installed"; return 1; }
  done
  start >"$dir/start.log" 2>&1 || { say "it did not start, see $dir/start.log"; stop; return 1; }
  setsid "$0" watch </dev/null >/dev/null 2>&1 &
}

mkdir -p "$dir"
case ${1:-start} in
  # What is started must not hold on to the lock.
  start) (flock 9; start_once 9>&-) 9>"$dir/lock" && echo "$url" ;;
  touch) touch "$dir/needed" ;;
  stop) (flock 9; stop 9>&-) 9>"$dir/lock" ;;
  watch) watch_over ;;
  *)
    say "what is ${1}?"
    exit 1
    ;;
esac
