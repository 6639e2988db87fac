"""Reads what debrief exports with other people's programs: Prometheus's own parser, Python's csv and sqlite3.

Run by `make test-exports` with the tool, a place for the exports, and the folders of captures.
"""

import csv
import json
import math
import pathlib
import shutil
import sqlite3
import subprocess
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families


def check(place):
    report = json.loads((place / "report.json").read_text())
    series = report.get("series", {"tracks": [], "start": 0, "step_seconds": 1})
    tracks = series["tracks"]
    values = [[value for value in track["values"] if value is not None] for track in tracks]

    families = list(text_string_to_metric_families((place / "openmetrics.txt").read_text()))
    samples = {}
    for family in families:
        for sample in family.samples:
            samples.setdefault(sample.labels.get("series"), []).append(sample)
    for number, track in enumerate(values, 1):
        read = samples.get(f"T{number}", [])
        assert len(read) == len(track), f"T{number}: {len(read)} samples of {len(track)}"
        for sample, value in zip(read, track):
            assert math.isclose(sample.value, value, abs_tol=1e-6), (sample, value)
        times = [float(sample.timestamp) for sample in read]
        assert times == sorted(set(times)), f"T{number}: times do not rise"

    with open(place / "series.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, strict=True))
    assert {len(row) for row in rows} == {len(tracks) + 1} or not tracks, "rows of several lengths"
    for column, track in enumerate(values, 1):
        cells = [float(row[column]) for row in rows[1:] if row[column]]
        assert len(cells) == len(track)
        assert all(math.isclose(cell, value, abs_tol=1e-6) for cell, value in zip(cells, track))

    database = sqlite3.connect(f"file:{place / 'answer.db'}?mode=ro", uri=True)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("SELECT count(*) FROM points").fetchone() == (sum(map(len, values)),)
    assert database.execute("SELECT count(*) FROM findings").fetchone() == (len(report["findings"]),)
    views = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    for view in views:
        database.execute(f"SELECT * FROM {view}").fetchall()
    jobs = database.execute("SELECT count(*) FROM jobs").fetchone()[0]
    return f"{len(tracks)} series, {sum(map(len, values))} values, {len(families)} families, {jobs} jobs, {len(views)} views"


def main(tool, place, captures):
    shutil.rmtree(place, ignore_errors=True)
    for capture in captures:
        folder = place / capture.name
        folder.mkdir(parents=True)
        subprocess.run(
            [
                tool, "analyze", capture, "--quiet", "--output", folder / "report.md", "--json", folder / "report.json",
                "--sqlite", folder / "answer.db", "--csv", folder / "series.csv", "--openmetrics", folder / "openmetrics.txt",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        print(f"{capture.name}: {check(folder)}")


if __name__ == "__main__":
    paths = [pathlib.Path(argument) for argument in sys.argv[1:]]
    main(paths[0], paths[1], paths[2:])
