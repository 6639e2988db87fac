"""What one task reads: a stretch of a file, told by path and bytes. Never text."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

BLOCK_BYTES = 64 << 20
"""debrief reads a file in blocks of this size; a range owns the blocks that begin in it."""

PASSED_OVER = frozenset({"incident.md", "debrief-report.md"})
"""Files of a folder that debrief takes for no evidence."""


@dataclass(frozen=True)
class Split:
    """Bytes ``start`` to ``end`` of the file at ``path``; ``number`` orders the splits of a run."""

    number: int
    path: str
    start: int
    end: int


def is_remote(path: str) -> bool:
    """Whether only Spark can read a path: it has a scheme, such as ``hdfs`` or ``s3a``."""
    return bool(urlparse(path).scheme)


def files(paths: list[str]) -> list[str]:
    """Return the files at the given paths; those of a folder in the order of their names' bytes."""
    found: list[str] = []
    for path in paths:
        if is_remote(path) or not Path(path).is_dir():
            found.append(path)
            continue
        names = sorted(
            (entry.name for entry in Path(path).iterdir() if entry.is_file()), key=str.encode
        )
        found += [
            str(Path(path) / name)
            for name in names
            if not name.startswith(".") and name not in PASSED_OVER
        ]
    return found


def cut(paths: list[str], split_bytes: int = BLOCK_BYTES) -> list[Split]:
    """Cut files that every machine can open into splits of whole blocks.

    A remote file is one split: its bytes reach the task through Spark, whole.
    """
    blocks = max(1, split_bytes // BLOCK_BYTES)
    step = blocks * BLOCK_BYTES
    splits: list[Split] = []
    for path in files(paths):
        size = 0 if is_remote(path) else Path(path).stat().st_size
        for start in range(0, max(size, 1), step):
            splits.append(Split(len(splits), path, start, min(start + step, size)))
    return splits
