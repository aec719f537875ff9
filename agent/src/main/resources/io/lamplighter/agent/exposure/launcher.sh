#!/bin/sh
# Made by Lamplighter and replaced without asking. Runs in the generation that is current now and keeps it until the
# end: the lock on descriptor 9 stays held by whatever is started here, and its paths are those of the generation, so
# that what is imported after a switch still comes from it.
set -u
home=@HOME@
tries=0
while :; do
    generation=$(command -p readlink -f -- "$home/current") || generation=
    if [ -r "$generation/.lock" ] && { command exec 9< "$generation/.lock"; } 2> /dev/null &&
        command -p flock -s 9 && [ -x "$generation/bin/python" ] && [ -r "$generation/.lock" ]; then
        break
    fi
    tries=$((tries + 1))
    if [ "$tries" -ge 50 ]; then
        echo "The environment @NAME@ is not usable on this machine (nothing at $home/current): ask for it with \`lamp status\`." >&2
        exit 127
    fi
    command -p sleep 0.1
done
unset PYTHONHOME
export VIRTUAL_ENV="$generation"
export PATH="$generation/bin:$PATH"
@VARIABLES@
@EXEC@
