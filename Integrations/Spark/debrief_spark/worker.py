"""What an executor does: start debrief, hand back the bytes of a partial."""

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from debrief_spark.splits import Split


class DebriefError(RuntimeError):
    """debrief ended without a result; the text is its message."""


def run(debrief: str, *arguments: str) -> str:
    """Run debrief and return what it printed."""
    done = subprocess.run([debrief, *arguments], capture_output=True, check=False)
    if done.returncode != 0:
        raise DebriefError(done.stderr.decode(errors="replace").strip())
    return done.stdout.decode()


def scan(debrief: str, split: Split) -> bytes:
    """Read a split where the task runs."""
    whole = split.end == 0
    bounds = [] if whole else ["--range", f"{split.start}:{split.end}"]
    with tempfile.TemporaryDirectory() as folder:
        partial = Path(folder) / "partial"
        run(debrief, "scan", split.path, "--partial", str(partial), *bounds)
        return partial.read_bytes()


def scan_bytes(debrief: str, path: str, content: bytes) -> bytes:
    """Read a file whose bytes came through Spark, under the name that it has there."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / Path(path).name
        copy.write_bytes(content)
        partial = Path(folder) / "partial"
        run(debrief, "scan", str(copy), "--named", path, "--partial", str(partial))
        return partial.read_bytes()


def merge(debrief: str, partials: Iterable[tuple[int, bytes]]) -> bytes:
    """Put partials together in the order of their splits."""
    with tempfile.TemporaryDirectory() as folder:
        paths: list[str] = []
        for number, content in sorted(partials):
            path = Path(folder) / f"{number:09}"
            path.write_bytes(content)
            paths.append(str(path))
        if len(paths) == 1:
            return Path(paths[0]).read_bytes()
        merged = Path(folder) / "merged"
        run(debrief, "merge", *paths, "--partial", str(merged))
        return merged.read_bytes()
