"""Runs debrief over folders that attack its readers, folders full of secrets, and captures that were redacted.

Run by `make hostile` with the tool, a place for folders, and the sample logs. Needs cmark-gfm. What is written is
read by parsers that are not ours: Python's for JSON, XML and HTML, cmark-gfm for Markdown.
"""

import json
import multiprocessing
import os
import pathlib
import shutil
import subprocess
import sys

import folders
import outputs
from strings import hostile, secrets

DEBRIEF, PLACE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
SAMPLES = [pathlib.Path(path) for path in sys.argv[3:]]
# A part of them, for a look: HOSTILE_STEP=40 takes every fortieth.
STEP = int(os.environ.get("HOSTILE_STEP", "1"))


def run(name, text):
    place = PLACE / name
    shutil.rmtree(place, ignore_errors=True)
    folders.write(place / "in", text)
    return outputs.Run(DEBRIEF, place / "in", place / "out"), place


def shapes():
    """What a page of harmless text is made of, over the shapes that reports have."""
    found = set()
    for number, text in enumerate(["harmless", "mail to all", "a b c"]):
        harmless, place = run(f"harmless-{number}", text)
        found |= outputs.Page(harmless.outputs["report.html"].decode()).shapes
        shutil.rmtree(place)
    return found


def attack(job):
    number, text, known = job
    made, place = run(f"hostile-{number}", text)
    found = list(outputs.problems(made, known))
    if not found:
        shutil.rmtree(place)
    return [f"string {number} {text!r}: {problem}" for problem in found]


def plant(job):
    number, (secret, text) = job
    made, place = run(f"secret-{number}", text)
    subprocess.run([DEBRIEF, "redact", place / "in", "--output", place / "shared", "-q"], check=True)
    for path in sorted((place / "shared").rglob("*")):
        if path.is_file():
            made.outputs[f"redact {path.name}"] = path.read_bytes() + path.name.encode()
    found = [name for name, data in made.outputs.items() if secret.encode() in data]
    if not found:
        shutil.rmtree(place)
    return [f"secret {number} {text!r} is in {name}" for name in found]


def answer(folder, out):
    """What a report says, without what redaction changes on purpose: addresses, and which file says it."""
    subprocess.run([DEBRIEF, "analyze", folder, "-q", "--no-redact", "--json", out], check=True, capture_output=True,
                   cwd=out.parent)  # fmt: skip
    report = json.loads(out.read_text())

    def subject(of):
        return {name: value for name, value in of.get("subject", {}).items() if not name.startswith("client")}

    return {
        "verdict": report["verdict"],
        "span": report["span"],
        "incidents": [
            (i["kind"], i["start"], i.get("end"), [(h["cause"], h["confidence"], h["weight"]) for h in i["hypotheses"]])
            for i in report["incidents"]
        ],
        "findings": [(f["kind"], f["start"], f["confidence"], subject(f), f["measures"]) for f in report["findings"]],
        "suspects": [(subject(s), s["verdict"]) for s in report["suspects"]],
        "lines": [(s.get("format"), s["lines"], s["records"], s["unreadable"]) for s in report["sources"]],
    }


def share(sample):
    place = PLACE / f"shared-{sample.name}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    subprocess.run([DEBRIEF, "redact", sample, "--output", place / "in", "-q"], check=True)
    before, after = answer(sample.resolve(), place.resolve() / "a.json"), answer((place / "in").resolve(), place.resolve() / "b.json")
    return [f"{sample.name}: {key} was {before[key]}, is {after[key]}" for key in before if before[key] != after[key]]


def report(title, count, found):
    print(f"{title}: {count}, {len(found)} problems", flush=True)
    for problem in found[:20]:
        print("  " + problem[:600], flush=True)
    return len(found)


def main():
    PLACE.mkdir(parents=True, exist_ok=True)
    with multiprocessing.Pool() as pool:
        shared = sum(pool.map(share, SAMPLES), [])
        wrong = report("samples redacted", len(SAMPLES), shared)
        planted = list(enumerate(secrets()))[::STEP]
        wrong += report("secrets", len(planted), sum(pool.map(plant, planted, chunksize=1), []))
        known = shapes()
        attacks = [(number, text, known) for number, text in enumerate(hostile())][::STEP]
        wrong += report("hostile strings", len(attacks), sum(pool.map(attack, attacks, chunksize=4), []))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
