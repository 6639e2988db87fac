"""What redis-faina counts, as DuckDB would be asked for it: by second and command, and by key."""

import sys

import duckdb

LINES = r"""
CREATE TEMP TABLE lines AS
SELECT CAST(floor(TRY_CAST(split_part(line, ' ', 1) AS DOUBLE)) AS BIGINT) AS second,
       lower(regexp_extract(line, '"([^"]*)"', 1)) AS command,
       regexp_extract(line, '"[^"]*" "([^"]*)"', 1) AS key,
       length(line) AS bytes, hash(line) AS value
FROM read_csv(?, columns = {'line': 'VARCHAR'}, delim = '\x01', quote = '', escape = '',
              header = false, strict_mode = false)
"""
QUERIES = (
    "SELECT second, command, count(*), sum(bytes) FROM lines GROUP BY ALL",
    "SELECT key, count(*) AS calls, max(second), max(value) FROM lines GROUP BY 1 "
    "ORDER BY calls DESC LIMIT 100",
)

connection = duckdb.connect()
connection.execute(LINES, [sys.argv[1]])
for query in QUERIES:
    print(len(connection.execute(query).fetchall()))
