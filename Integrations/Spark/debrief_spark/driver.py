"""The driver: cuts, has scanned, merges in a tree, and writes the report."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from pyspark import SparkContext, SparkFiles

from debrief_spark import worker
from debrief_spark.splits import BLOCK_BYTES, Split, cut, is_remote

FAN_IN = 16
"""Partials that one task merges: a few megabytes each, and four levels serve 65,536 splits."""


def shipped(name: str) -> str:
    """Return the path of the debrief that Spark copied to this machine."""
    path = Path(SparkFiles.get(name))
    path.chmod(0o755)
    return str(path)


def scanned(context: SparkContext, name: str, splits: list[Split]) -> Any:  # noqa: ANN401
    """Return the numbered partials of all splits, each made where its task runs."""
    near = [split for split in splits if not is_remote(split.path)]
    partials = context.parallelize(near, max(1, len(near))).map(
        lambda split: (split.number, worker.scan(shipped(name), split))
    )
    for split in splits:
        if is_remote(split.path):
            # Bytes as they are: readers of text split at a lone CR and replace what is no UTF-8.
            partials = partials.union(far(context, name, split))
    return partials


def far(context: SparkContext, name: str, split: Split) -> Any:  # noqa: ANN401
    """Return the partial of a file that only Spark can read."""
    return context.binaryFiles(split.path).map(
        lambda file: (split.number, worker.scan_bytes(shipped(name), split.path, file[1]))
    )


def merged(partials: Any, name: str, count: int, fan_in: int) -> bytes:  # noqa: ANN401
    """Merge neighbours in a tree until one partial is left."""
    while count > 1:
        groups = -(-count // fan_in)
        partials = (
            partials.map(lambda one: (one[0] // fan_in, one))
            .groupByKey(groups)
            .map(lambda group: (group[0], worker.merge(shipped(name), group[1])))
        )
        count = groups
    return bytes(partials.collect()[0][1])


def arguments(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Read the command line; what is not known here is for ``debrief analyze``."""
    parser = argparse.ArgumentParser(
        prog="debrief-spark",
        description="Run debrief on Apache Spark. Other flags go to debrief analyze.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "paths", nargs="+", help="files and folders that every machine can open, or URLs"
    )
    parser.add_argument(
        "--debrief", required=True, help="the debrief program, built for the executors"
    )
    parser.add_argument("--split-bytes", type=int, default=BLOCK_BYTES, help="bytes a task")
    parser.add_argument("--fan-in", type=int, default=FAN_IN, help="partials merged by one task")
    return parser.parse_known_args(words)


def main(words: list[str] | None = None) -> int:
    """Write the report; return the exit status of ``debrief analyze``."""
    options, flags = arguments(sys.argv[1:] if words is None else words)
    debrief = str(Path(options.debrief).resolve())
    context = SparkContext.getOrCreate()
    context.addFile(debrief)
    splits = cut(options.paths, options.split_bytes)
    name = Path(debrief).name
    whole = merged(scanned(context, name, splits), name, len(splits), max(2, options.fan_in))
    with tempfile.TemporaryDirectory() as folder:
        partial = Path(folder) / "partial"
        partial.write_bytes(whole)
        return subprocess.run([debrief, "analyze", str(partial), *flags], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
