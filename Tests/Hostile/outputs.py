"""Everything that debrief writes about a folder, and readers that find what came out alive."""

import html.parser
import json
import pathlib
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree

from strings import MARK

SVG = "{http://www.w3.org/2000/svg}"
COMMONMARK = "{http://commonmark.org/xml/1.0}"
DRAWING = {
    "svg", "title", "desc", "style", "g", "rect", "line", "path", "circle", "polyline", "polygon", "text", "tspan",
    "defs", "clipPath", "pattern",
}  # fmt: skip
COMMENT = r"<!-- (keep:[a-z]+|/keep) -->"
MARKDOWN_HTML = re.compile(r"(<details><summary>[A-Za-z0-9 .,:;()/_-]+</summary>|</details>|" + COMMENT + ")")
HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


class Run:
    """Outputs of debrief, by name, as bytes."""

    def __init__(self, debrief, folder, out):
        self.outputs = {}
        self.out = out
        self._run("terminal", debrief, "analyze", folder, "--output", out)
        for path in sorted(pathlib.Path(out).rglob("*")):
            if path.is_file():
                self.outputs[str(path.relative_to(out))] = path.read_bytes()
        self.report = json.loads(self.outputs["report.json"])
        self._run("inspect", debrief, "inspect", folder)
        self._run("inspect --json", debrief, "inspect", folder, "--json")
        ids = [evidence["id"] for evidence in self.report["evidence"]]
        if ids:
            self._run("show", debrief, "show", folder, *ids, "--report", f"{out}/report.json", "--context", "40")

    def _run(self, name, *command):
        run = subprocess.run([str(word) for word in command], capture_output=True, timeout=120)
        if run.returncode:
            raise SystemExit(f"{name} ended with {run.returncode}: {run.stderr.decode()[:2000]}")
        self.outputs[name] = run.stdout + run.stderr


# Of these characters nothing can leave an attribute.
PLAIN = re.compile(r"[A-Za-z0-9._:/{} ,;()'-]*")


def hidden(text):
    return next((hex(ord(c)) for c in text if c != "\n" and unicodedata.category(c) in HIDDEN), None)


def markdown(text):
    xml = subprocess.run(
        ["cmark-gfm", "--extension", "table", "--extension", "autolink", "--extension", "strikethrough", "-t", "xml"],
        input=text, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    tree = ElementTree.fromstring(xml[xml.index("<document") :])
    # The text of a picture becomes an attribute, which nothing looks for mentions, references or emoji in.
    alternatives = {text for image in tree.iter(f"{COMMONMARK}image") for text in image.iter()}
    for element in tree.iter():
        kind = element.tag.removeprefix(COMMONMARK)
        if element in alternatives and kind == "text" and PLAIN.fullmatch(element.text or ""):
            continue
        if kind in ("html_block", "html_inline"):
            if not all(MARKDOWN_HTML.fullmatch(line) for line in element.text.strip().split("\n")):
                yield f"raw HTML {element.text!r}"
        elif kind == "link":
            yield f"a link to {element.get('destination')!r}"
        elif kind == "image" and not re.fullmatch(r"charts/[a-z-]+\.svg", element.get("destination")):
            yield f"a picture at {element.get('destination')!r}"
        elif kind in ("text", "heading") and MARK in (element.text or ""):
            yield f"a text outside code: {element.text!r}"
    for table in tree.iter(f"{COMMONMARK}table"):
        rows = [len(list(row)) for row in table]
        if len(set(rows)) != 1:
            yield f"rows of {sorted(set(rows))} cells"


class Page(html.parser.HTMLParser):
    """Elements, attributes and texts of a page, as a browser's tokenizer finds them."""

    VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.shapes, self.problems, self.open = set(), [], []
        self.feed(text)
        self.close()
        if self.open:
            self.problems.append(f"{self.open} stay open")

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            self.shapes.add((tag, name))
            if name.startswith("on") or name in ("src", "srcdoc", "action", "formaction"):
                self.problems.append(f"<{tag} {name}>")
            if name in ("href", "xlink:href") and not (value or "").startswith("#"):
                self.problems.append(f"a link to {value!r}")
        self.shapes.add((tag, ""))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> inside {self.open[-3:]}")
        elif self.open:
            self.open.pop()

    def handle_comment(self, data):
        self.problems.append(f"a comment {data!r}")

    def handle_decl(self, declaration):
        if declaration.lower() != "doctype html":
            self.problems.append(f"<!{declaration}>")


def drawing(text):
    for element in ElementTree.fromstring(text).iter():
        if element.tag.removeprefix(SVG) not in DRAWING:
            yield f"an element {element.tag}"
        for name, value in element.attrib.items():
            if MARK in value or "href" in name or name.startswith("on"):
                yield f"{name}={value!r}"


def values(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from values(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from values(item)


def problems(run, shapes):
    """What is wrong with the outputs of a run; shapes are the elements and attributes of a page of harmless text."""
    for name, data in run.outputs.items():
        text = data.decode()
        if found := hidden(text):
            yield f"{name}: {found}"
        if name.endswith(".md"):
            yield from (f"{name}: {problem}" for problem in markdown(text))
        elif name.endswith(".svg"):
            yield from (f"{name}: {problem}" for problem in drawing(text))
        elif name.endswith("json"):
            for value in values(json.loads(text)):
                if found := hidden(value):
                    yield f"{name}: {found} in {value!r}"
        elif name.endswith(".html"):
            page = Page(text)
            yield from (f"{name}: {problem}" for problem in page.problems)
            yield from (f"{name}: unknown {shape}" for shape in sorted(page.shapes - shapes))
