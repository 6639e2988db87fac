"""Reads each report.md as GitHub does, with cmark-gfm, and as the tired person who gets it.

Run by `make test-markdown` with the tool, a place for reports, and the folders of captures.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

NAMESPACE = "{http://commonmark.org/xml/1.0}"
CHARACTERS_MAX = 30_000
LINES_MAX = 260
FIRST_LINES = 80
COMMENT = re.compile(r"<!-- (keep:[a-z]+|/keep) -->")
HTML = re.compile(r"(<details><summary>[A-Za-z0-9 .,:;()/_-]+</summary>|</details>|" + COMMENT.pattern + r")")
BANNED = ["root cause", "simply", "obviously", "human error", "should have", "leverag"]


def written_tables(text):
    """Rows and columns of each table as they are written: pipes that no backslash precedes end a cell."""
    tables, rows, fence = [], [], None
    for line in text.split("\n") + [""]:
        ticks = re.match(r"`{3,}", line)
        if fence:
            fence = None if line == fence else fence
            continue
        if ticks:
            fence = ticks.group()
        elif line.startswith("|"):
            rows.append(len(re.findall(r"(?<!\\)\|", line)) - 1)
        elif rows:
            # The second row is the rule below the headings.
            tables.append((len(rows) - 1, set(rows)))
            rows = []
    return tables


def read_tables(tree):
    """The same as cmark-gfm sees it."""
    found = []
    for table in tree.iter(f"{NAMESPACE}table"):
        rows = [row for row in table if row.tag.endswith(("table_row", "table_header"))]
        found.append((len(rows), {len(list(row)) for row in rows}))
    return found


def check(folder):
    text = (folder / "report.md").read_text()
    problems = []
    if len(text) > CHARACTERS_MAX:
        problems.append(f"{len(text)} characters")
    if text.count("\n") > LINES_MAX:
        problems.append(f"{text.count(chr(10))} lines")
    xml = subprocess.run(
        ["cmark-gfm", "--extension", "table", "--to", "xml"], input=text, text=True, capture_output=True, check=True
    ).stdout
    tree = ElementTree.fromstring(xml[xml.index("<document") :])
    if written_tables(text) != read_tables(tree):
        problems.append(f"tables: {written_tables(text)} written, {read_tables(tree)} read")
    for kind in ("html_block", "html_inline"):
        for element in tree.iter(NAMESPACE + kind):
            if not all(HTML.fullmatch(line) for line in element.text.strip().split("\n")):
                problems.append(f"raw HTML: {element.text!r}")
    if any(True for _ in tree.iter(NAMESPACE + "link")):
        problems.append("a link")
    for image in tree.iter(NAMESPACE + "image"):
        if not (folder / image.get("destination")).is_file():
            problems.append(f"no picture at {image.get('destination')}")
        words = len("".join(image.itertext()).split())
        if not 20 <= words <= 85:
            problems.append(f"{words} words for {image.get('destination')}")
    problems += [f"the word {word!r}" for word in BANNED if word in text.lower()]
    summary = (folder / "summary.md").read_text()
    if len(summary) > 2_900 or "|" in summary or "<" in summary:
        problems.append("the summary is too long, or has tables or HTML")
    return problems + answers(text)


def answers(text):
    """Six questions that the first screen must answer, where there is an incident."""
    first = "\n".join(text.split("\n")[:FIRST_LINES])
    if "found |" in first or "not enough data" in first or "no incident" in first.split("\n")[0]:
        return []
    asked = {
        "begin and end": r"\(\d\d:\d\d:\d\d to (\d\d:\d\d:\d\d|the end of the capture)\)",
        "what was hurt": r"## \d+\. Impact",
        "the cause": r"Most likely explanation: |we cannot tell these apart|No explanation on our list",
        "the trigger": r"rigger: |set this off|no trigger was found|cannot tell these apart",
        "one thing ruled out": r"\*\*Ruled out:\*\* ",
        "one thing unknown": r"\*\*Not known:\*\* ",
    }
    return [f"cannot find {name}" for name, pattern in asked.items() if not re.search(pattern, first)]


def main(tool, place, captures):
    shutil.rmtree(place, ignore_errors=True)
    failed = 0
    for capture in captures:
        folder = place / capture.name
        command = [tool, "analyze", capture, "--quiet", "--output", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        problems = check(folder)
        failed += bool(problems)
        size = len((folder / "report.md").read_text())
        print(f"{capture.name}: {size} characters{''.join(chr(10) + '  ' + problem for problem in problems)}")
    sys.exit(f"{failed} of {len(captures)} reports fail" if failed else 0)


if __name__ == "__main__":
    paths = [pathlib.Path(argument) for argument in sys.argv[1:]]
    main(paths[0], paths[1], paths[2:])
