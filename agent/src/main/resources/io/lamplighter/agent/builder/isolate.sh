# Root's, in namespaces of its own: no network but a loopback, the agent's directory read-only, temporary folders that
# nobody else sees. Then what follows "--" is started.
#     isolate.sh IP MOUNT ROOT TEMPORARY DIRECTORY WRITABLE... -- COMMAND...
set -eu
ip=$1 mount=$2 root=$3 temporary=$4 directory=$5
shift 5
cd /
"$ip" link set lo up
"$mount" -n --rbind "$root" "$root"
while read -r _ at _; do
    case $at in
        "$root" | "$root"/*) "$mount" -n -o remount,bind,ro,nosuid,nodev "$at" ;;
    esac
done < /proc/self/mounts
while [ "$1" != -- ]; do
    "$mount" -n --bind "$1" "$1"
    "$mount" -n -o remount,bind,rw,nosuid,nodev "$1"
    shift
done
shift
"$mount" -n -t tmpfs -o mode=1777,nosuid,nodev tmpfs /dev/shm
for shared in /tmp /var/tmp; do
    case $root/ in
        "$shared"/*) ;; # it would hide the agent's own directory
        *) "$mount" -n --bind "$temporary" "$shared" ;;
    esac
done
cd "$directory" # anew: the folder of before is still the one that can be written
exec "$@"
