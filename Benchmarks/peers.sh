#!/usr/bin/env bash
# Makes ready the peers that are no Debian packages: redis-faina and DuckDB, both from PyPI.
# What cannot be had is left out, and `make bench` says so. Usage: peers.sh FOLDER
set -uo pipefail
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cp "$here/duckdb_monitor.py" "$folder/"

if [ ! -x "$folder/venv/bin/python" ]; then
    python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install --quiet duckdb
fi

# redis-faina 0.1.0 is Python 2, sorts pairs that Python 3 cannot compare, and knows the lines of Redis 2.4.
faina=$folder/redis-faina-0.1.0
if [ ! -f "$folder/redis-faina.ready" ]; then
    "$folder/venv/bin/pip" download --quiet --no-deps --no-binary :all: --dest "$folder" redis-faina==0.1.0
    tar -xzf "$folder"/redis-faina-0.1.0.tar.gz -C "$folder" \
        && sed -E -i -e 's/^( *)print$/\1print()/' -e 's/^( *)print (.*)$/\1print(\2)/' \
            -e 's/\\\(db\\s\(\?P<db>\\d\+\)\\\)/\\[(?P<db>\\d+)\\s[^]]+\\]/' \
            -e 's/\.iteritems\(\)/.items()/' \
            -e 's/sorted\(ls\)/sorted(ls, key=lambda pair: pair[0])/' \
            "$faina/redis_faina/__init__.py" \
        && printf 'OK\n1.0 [0 a:1] "GET" "k"\n2.0 [0 a:1] "GET" "k"\n' \
            | python3 "$faina"/bin/redis-faina* > /dev/null \
        && mv "$faina"/bin/redis-faina* "$faina/bin/faina.py" && touch "$folder/redis-faina.ready"
fi
true
