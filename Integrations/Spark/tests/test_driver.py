"""The report of a cluster is the report of one machine, byte for byte, whatever dies on the way."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from conftest import DEBRIEF, report
from pyspark import SparkContext

from debrief_spark import driver, worker
from debrief_spark.splits import BLOCK_BYTES, cut


def clustered(paths: list[str], output: Path, *flags: str) -> bytes:
    """Return the report that the driver writes."""
    status = driver.main([*paths, "--debrief", DEBRIEF, *flags, "-q", "--output", str(output)])
    assert status == 0
    return output.read_bytes()


def body(text: bytes) -> bytes:
    """Return a report without the command, which names where it was written to."""
    return b"\n".join(line for line in text.split(b"\n") if b"debrief analyze" not in line)


@pytest.mark.parametrize("fan_in", ["2", "16"])
def test_gives_the_report_of_one_machine(
    context: SparkContext, capture: Path, tmp_path: Path, fan_in: str
) -> None:
    """Ranges of blocks, merged in trees of different shapes."""
    assert context.defaultParallelism > 0
    found = clustered([str(capture)], tmp_path / "spark.md", "--fan-in", fan_in)
    assert body(found) == body(report([str(capture)], tmp_path))


def test_reads_what_only_spark_can_read(context: SparkContext, tmp_path: Path) -> None:
    """A URL comes through Spark's own file systems, byte for byte."""
    assert context.defaultParallelism > 0
    lines = [
        b'1795230%03d.000000 [0 10.0.0.1:5] "SET" "k%d" "\xff\xfe\r%d"' % (n, n % 7, n % 3)
        for n in range(900)
    ]
    (tmp_path / "monitor.log").write_bytes(b"\n".join(lines) + b"\n")
    found = clustered([(tmp_path / "monitor.log").as_uri()], tmp_path / "spark.md")
    single = report(["monitor.log"], tmp_path)
    url = (tmp_path / "monitor.log").as_uri().encode()
    assert body(found).replace(url, b"monitor.log") == body(single)


def executors() -> list[int]:
    """Return the executors of this session: JVMs that descend from this process."""
    parents: dict[int, int] = {}
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        parents[int(entry.name)] = int(stat[1])
        if b"CoarseGrainedExecutorBackend" in command:
            found.append(int(entry.name))

    def descends(process: int) -> bool:
        while process > 1:
            if process == os.getpid():
                return True
            process = parents.get(process, 0)
        return False

    return [process for process in found if descends(process)]


def test_survives_the_death_of_an_executor(
    context: SparkContext, capture: Path, tmp_path: Path
) -> None:
    """One executor is killed while it scans; Spark runs its tasks again elsewhere."""
    assert context.defaultParallelism > 0
    whole = body(report([str(capture)], tmp_path))
    before = executors()
    assert before
    killed: list[int] = []

    def kill() -> None:
        time.sleep(0.5)
        os.kill(before[0], signal.SIGKILL)
        killed.append(before[0])

    thread = threading.Thread(target=kill)
    thread.start()
    found = clustered([str(capture)], tmp_path / "spark.md")
    thread.join()
    assert killed
    assert body(found) == whole


def test_splits_are_whole_blocks(tmp_path: Path) -> None:
    """Splits cover a file and begin at blocks, since a range owns the blocks that begin in it."""
    path = tmp_path / "big.log"
    with path.open("wb") as file:
        file.truncate(5 * BLOCK_BYTES + 1)
    splits = cut([str(path)], 2 * BLOCK_BYTES + 5)
    assert [split.start for split in splits] == [0, 2 * BLOCK_BYTES, 4 * BLOCK_BYTES]
    assert [split.end for split in splits[:-1]] == [split.start for split in splits[1:]]
    assert splits[-1].end == 5 * BLOCK_BYTES + 1


def test_folders_are_read_in_the_order_of_debrief(tmp_path: Path) -> None:
    """Hidden files and what people wrote down are passed over; order is that of bytes."""
    for name in ("b.log", "B.log", ".hidden", "incident.md"):
        (tmp_path / name).write_text("x\n")
    assert [Path(split.path).name for split in cut([str(tmp_path)])] == ["B.log", "b.log"]


def test_says_what_debrief_says() -> None:
    """An error of debrief reaches the user in its words."""
    with pytest.raises(worker.DebriefError, match="D001"):
        worker.run(DEBRIEF, "scan", "/nowhere", "--partial", "/dev/null")
