"""One Spark of two executors on this machine for all tests, and a capture that has many splits."""

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyspark
import pytest
from pyspark import SparkConf, SparkContext

DEBRIEF = os.environ["DEBRIEF"]


@pytest.fixture(scope="session")
def context() -> Iterator[SparkContext]:
    """Return a context in local-cluster mode: executors are processes of their own."""
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    here = str(Path(__file__).parent.parent)
    os.environ["PYTHONPATH"] = os.pathsep.join([here, os.environ.get("PYTHONPATH", "")])
    conf = (
        SparkConf()
        .setMaster("local-cluster[2,1,1024]")
        .setAppName("debrief-tests")
        .set("spark.ui.enabled", "false")
        .set("spark.executor.memory", "512m")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.executorEnv.PYTHONPATH", here)
    )
    made = SparkContext(conf=conf)
    made.setLogLevel("ERROR")
    yield made
    made.stop()


@pytest.fixture(scope="session")
def capture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a MONITOR capture of over three blocks, with bytes that are no UTF-8 and lone CRs."""
    path = tmp_path_factory.mktemp("capture") / "monitor.log"
    chance = random.Random(1)  # noqa: S311
    time = 1_795_230_000_000_000
    with path.open("wb") as file:
        while file.tell() < 210 << 20:
            lines = bytearray()
            for _ in range(2_000):
                time += chance.randrange(900)
                stamp = f"{time // 1_000_000}.{time % 1_000_000:06}"
                client = f"[0 10.0.0.{chance.randrange(9)}:{5_000 + chance.randrange(9)}]"
                key = f"cart:{chance.randrange(5_000)}"
                word = chance.choice(("GET", "SET", "EXPIRE"))
                rest = f' "{chance.randrange(99)}"' if word != "GET" else ""
                lines += f'{stamp} {client} "{word}" "{key}"{rest}'.encode()
                lines += b' "\xff\xfe \r x"\n' if chance.random() < 0.01 else b"\n"
            file.write(lines)
    return path


def report(arguments: list[str], folder: Path) -> bytes:
    """Return the report of one run on this machine."""
    subprocess.run(
        [DEBRIEF, "analyze", *arguments, "-q", "--output", "report.md"], cwd=folder, check=True
    )
    return (folder / "report.md").read_bytes()
