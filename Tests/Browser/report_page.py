"""Opens report.html in a real browser and uses it as a reader would: pointer, keys, phone, paper, dark page.

Run by `make test-html` with the tool, the folder of a sample, and a place for reports and screenshots.
"""

import json
import pathlib
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

WIDE = {"width": 1100, "height": 900}
PHONE = {"width": 390, "height": 844}

# Every visible text against what lies behind it, by WCAG 2.1; colours are read as the browser computed them.
CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const over = (front, back) => {
    const alpha = front.length > 3 ? front[3] : 1;
    return [0, 1, 2].map((index) => front[index] * alpha + back[index] * (1 - alpha));
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const svg = element.closest('svg.drawing');
    if (svg) return parse(getComputedStyle(svg.querySelector('rect')).fill);
    const layers = [];
    for (let parent = element; parent; parent = parent.parentElement) {
      layers.unshift(parse(getComputedStyle(parent).backgroundColor));
    }
    return layers.reduce((back, front) => over(front, back), [255, 255, 255]);
  };
  const bad = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const box = element.getBoundingClientRect();
    if (!own || box.width === 0 || ['SCRIPT', 'title', 'desc'].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    const isDrawn = element.namespaceURI.endsWith('svg');
    // A letter in a circle stands on ink, not on the page.
    if (isDrawn && element.classList.contains('f-background')) continue;
    const color = parse(isDrawn ? style.fill : style.color);
    const back = ground(element);
    const [first, second] = [luminance(over(color, back)), luminance(back)];
    const ratio = (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    if (ratio < 4.5) bad.push(`${ratio.toFixed(2)} ${element.tagName} ${element.textContent.slice(0, 40)}`);
  }
  return bad;
}"""

# What a screen reader needs: names, order of headings, headers of tables, ids that are used once.
LABELS = """() => {
  const bad = [];
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  if (new Set(ids).size !== ids.length) bad.push('an id is used twice');
  if (!document.documentElement.lang || !document.title) bad.push('no language or title');
  for (const element of document.querySelectorAll('button, a, summary, [tabindex]')) {
    const name = element.getAttribute('aria-label') || element.textContent.trim();
    if (!name) bad.push(`no name: ${element.outerHTML.slice(0, 80)}`);
  }
  for (const link of document.querySelectorAll('a')) {
    const target = link.getAttribute('href');
    if (!target.startsWith('#') || !document.getElementById(target.slice(1))) bad.push(`leads nowhere: ${target}`);
  }
  for (const drawing of document.querySelectorAll('svg[role=img]')) {
    for (const id of drawing.getAttribute('aria-labelledby').split(' ')) {
      if (!document.getElementById(id)?.textContent) bad.push(`no words: ${id}`);
    }
  }
  for (const head of document.querySelectorAll('th')) if (head.scope !== 'col') bad.push('a header without scope');
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) bad.push(`skips a level: ${heading.textContent}`);
    level = next;
  }
  return bad;
}"""


class Reader:
    """A page that remembers what went wrong on it."""

    def __init__(self, browser, path, viewport, scheme="light"):
        self.context = browser.new_context(viewport=viewport, color_scheme=scheme)
        self.page = self.context.new_page()
        self.troubles = []
        self.requests = []
        self.page.on("console", self.listen)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("dialog", lambda dialog: self.troubles.append(f"a dialog: {dialog.message}"))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.resolve().as_uri())

    def listen(self, message):
        if message.type in ("error", "warning"):
            self.troubles.append(message.text)

    def views(self):
        return self.page.eval_on_selector_all(".wide .plot", "all => all.map((plot) => plot.getAttribute('viewBox'))")

    def close(self):
        assert self.troubles == [], self.troubles
        assert len(self.requests) == 1, self.requests
        self.context.close()


def reads_values_under_the_pointer(reader):
    plot = reader.page.locator(".wide .plot").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    reader.page.mouse.move(box["x"] + box["width"] * 0.55, box["y"] + 40)
    said = reader.page.locator("figure output").first.inner_text()
    assert "UTC" in said and "no data" not in said.split("·")[1], said
    assert reader.page.locator(".wide .cross:not(.out)").count() >= 2, "all charts show the moment"


def brushes_all_charts(reader):
    before = reader.views()
    plot = reader.page.locator(".wide .plot").first
    box = plot.bounding_box()
    y = box["y"] + 60
    reader.page.mouse.move(box["x"] + box["width"] * 0.3, y)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=5)
    assert reader.page.locator(".wide .selection:not(.out)").count() == 1
    reader.page.mouse.up()
    after = reader.views()
    assert len(after) >= 2 and before[0] != after[0]
    changed = [first != second for first, second in zip(before, after)]
    assert sum(changed) >= 2, changed
    labels = reader.page.eval_on_selector_all(".wide .ticks text", "all => all.map((text) => text.textContent)")
    assert labels and all(label.count(":") >= 1 for label in labels)
    reader.page.get_by_role("button", name="Whole time").first.click()
    assert reader.views() == before


def obeys_the_keys(reader):
    before = reader.views()
    figure = reader.page.locator("figure[tabindex]").first
    figure.focus()
    reader.page.keyboard.press("End")
    reader.page.keyboard.press("ArrowLeft")
    first = reader.page.locator("figure output").first.inner_text()
    reader.page.keyboard.press("Shift+ArrowLeft")
    assert reader.page.locator("figure output").first.inner_text() != first
    reader.page.keyboard.press("+")
    assert reader.views() != before
    reader.page.keyboard.press("Escape")
    assert reader.views() == before


def shows_the_lines_of_a_finding(reader):
    finding = reader.page.locator(".finding").first
    finding.locator("h3").click()
    assert finding.locator("details").evaluate("details => details.open")
    assert finding.locator("li code").count() > 0
    reader.page.wait_for_function("document.querySelectorAll('.wide .marked:not(.out)').length > 0")


def runs_nothing_that_is_not_its_own(reader):
    ran = reader.page.evaluate(
        """() => new Promise((done) => {
            const script = document.createElement('script');
            script.textContent = 'window.stranger = true';
            document.body.append(script);
            setTimeout(() => done(window.stranger === true), 50);
        })"""
    )
    assert not ran, "the policy lets a strange script run"
    # The refusal itself is a message on the console.
    assert reader.troubles and all("Content Security Policy" in trouble for trouble in reader.troubles)
    reader.troubles.clear()


def fits(reader):
    width = reader.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1], f"the page is wider than the screen: {width}"


def is_legible(reader):
    assert reader.page.evaluate(CONTRAST) == []
    assert reader.page.evaluate(LABELS) == []


def hostile_capture(folder):
    """A backlog whose names try to leave their places in every way that a page has."""
    names = [
        "</script><script>alert(1)</script>", "<img src=x onerror=alert(2)>", "\" onload=\"alert(3)", "]]><svg/onload=alert(4)>",
        "<iframe src=javascript:alert(5)>", "{{constructor.constructor('alert(6)')()}}", "<!--", "&#60;b&#62;", "</style>", "\u2028\u202e",
    ]
    lines = ["OK"]
    for number in range(24_000):
        second = 1_795_230_206 + number // 200
        name = names[number % len(names)].replace("\\", "").replace('"', '\\"')
        burst = number // 200 in range(40, 80)
        for copy in range(3 if burst else 1):
            stamp = f"{second}.{number % 200 * 5_000 + copy:06d}"
            lines.append(f'{stamp} [0 10.0.0.1:5000] "SET" "flag:{name}" "same"')
    folder.mkdir(parents=True)
    (folder / "monitor.log").write_text("\n".join(lines) + "\n")
    events = "".join(f"2026-11-21T03:04:0{number}Z,deploy {name.replace(',', ' ')}\n" for number, name in enumerate(names))
    (folder / "deploys.csv").write_text("time,event\n" + events.replace('"', "'"))
    return folder


def page_of(tool, capture, folder):
    subprocess.run([tool, "analyze", capture, "--quiet", "--output", folder], check=True, stdout=subprocess.DEVNULL)
    return folder / "report.html"


def main(tool, sample, place):
    shutil.rmtree(place, ignore_errors=True)
    path = page_of(tool, sample, place / "sample")
    hostile = page_of(tool, hostile_capture(place / "capture"), place / "hostile")
    shots = place / "shots"
    shots.mkdir()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        reader = Reader(browser, path, WIDE)
        # A report of nothing unusual has no chart; every other has.
        if json.loads((path.parent / "report.json").read_text())["verdict"] == "incident":
            reads_values_under_the_pointer(reader)
            reader.page.screenshot(path=shots / "hover.png")
            brushes_all_charts(reader)
            obeys_the_keys(reader)
            shows_the_lines_of_a_finding(reader)
        runs_nothing_that_is_not_its_own(reader)
        reader.page.pdf(path=shots / "paper.pdf")
        reader.close()
        for name, viewport, scheme in [
            ("wide", WIDE, "light"), ("wide-dark", WIDE, "dark"), ("phone", PHONE, "light"),
            ("phone-dark", PHONE, "dark"),
        ]:
            reader = Reader(browser, path, viewport, scheme)
            fits(reader)
            is_legible(reader)
            reader.page.screenshot(path=shots / f"{name}.png", full_page=True)
            reader.close()
        reader = Reader(browser, hostile, PHONE)
        fits(reader)
        is_legible(reader)
        allowed = {"SCRIPT": 2, "STYLE": 1, "IMG": 0, "IFRAME": 0, "OBJECT": 0, "FORM": 0, "LINK": 0}
        counts = reader.page.evaluate("names => names.map((name) => document.querySelectorAll(name).length)", list(allowed))
        assert counts == list(allowed.values()), dict(zip(allowed, counts))
        reader.close()
        browser.close()
    print(f"{path} holds; the screenshots are in {shots}")


if __name__ == "__main__":
    main(*[pathlib.Path(argument) for argument in sys.argv[1:4]])
