# Compares files of this folder with a list of digests, and removes what is another than it should be, with what was
# unpacked from it, so that the next try fetches it anew.
#     check-packages.sh LIST
set -u
failed=0
while read -r expected name; do
    found=$(sha256sum "./$name") || found=' nothing'
    if [ "${found%% *}" != "$expected" ]; then
        echo "The SHA-256 of $name is ${found%% *}, not $expected"
        unpacked=${name%.conda}
        rm -rf -- "./$name" "./${unpacked%.tar.bz2}"
        failed=1
    fi
done < "$1"
exit "$failed"
