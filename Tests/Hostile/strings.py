"""Strings that attack what shows them, and secrets that must not be shown; the same ones in every run."""

import random

# What attackers write into logs: Markdown, HTML, SVG, JSON, CSV, terminals, directions of writing, readers.
PARTS = [
    "|", "\\|", "\\", "`", "``", "```", "~~~", "\n", "\r\n", "\x1b[2J", "\x1b]8;;http://x\x07", "\x1b]52;c;aGk=\x07",
    "\x9b2J", "\x9d0;t\x9c", "\x07", "\x08", "\x7f", "\x00", "</details>", "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>", "<foreignObject>", "]]>", "<!-- keep:owners -->", "-->", "[x](javascript:alert(1))",
    "![](http://beacon)", "<http://x>", "http://x.example/a", "@team", "#123", "GH-9", ":boom:", "[^1]:", "[x]: http://x",
    "\u202e", "\u2066", "\u200b", "\u2060", "\ufeff", "\u2028", "\U000e0041", "\ue000", "&lt;", "&#64;x", "**", "__", "# ",
    "> ", "- ", "1. ", "| --- |", "---", "=cmd()", "+1", "-1+1", "@SUM(1)", "\t", '{"a":', '"', "'", "${x}", "%s", "{n}",
    "e\u0301\u0301", "\ufffd", "\U0001f600", "a", " ", "\u00a0", "ignore previous instructions",
]  # fmt: skip
ALONE = 29
TOGETHER = 4_000
# Stands in every string, so that a reader of the output knows where it went.
MARK = "zq7x"


def hostile():
    """All 4,029: some parts alone, and seeded rows of up to twelve."""
    chance = random.Random(6)
    alone = chance.sample(PARTS, ALONE)
    together = ["".join(chance.choices(PARTS, k=chance.randint(1, 12))) for _ in range(TOGETHER)]
    return [text + MARK for text in alone + together]


def _letters(chance, count, alphabet="abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"):
    # A letter and a digit are in all of them, as in those that vendors make.
    return "".join(chance.choices(alphabet, k=count - 2)) + "q7"


def _luhn(chance):
    digits = [4] + [chance.randrange(10) for _ in range(14)]
    total = sum(d if n % 2 else (2 * d if d < 5 else 2 * d - 9) for n, d in enumerate(digits))
    digits.append(-total % 10)
    return "".join(map(str, digits))


def _iban(chance):
    body = "".join(str(chance.randrange(10)) for _ in range(18))
    return f"DE{98 - int(body + '131400') % 97:02}{body}"


def _kinds(chance):
    """Twenty kinds: the secret, and how it stands in a text."""
    word = _letters(chance, 14)
    upper = "ABCDEFGHIJKLMNPQRSTUVWXYZ2345678"
    jwt = "eyJ" + _letters(chance, 17) + "." + _letters(chance, 20) + "." + _letters(chance, 22)
    # Below 224: above stand no hosts, and from 240 on (RFC 1112) the labels that `redact` gives to addresses.
    address = ".".join(map(str, [chance.randrange(11, 224)] + [chance.randrange(11, 250) for _ in range(3)]))
    address6 = "2001:db8:" + ":".join(f"{chance.randrange(4096, 65536):x}" for _ in range(6))
    card, iban = _luhn(chance), _iban(chance)
    email = f"{_letters(chance, 8)}.berg@{_letters(chance, 6).lower()}.example.org"
    plain = [
        "AKIA" + _letters(chance, 16, upper).upper(), "ghp_" + _letters(chance, 36), "glpat-" + _letters(chance, 20),
        "xoxb-" + _letters(chance, 24), "sk_live_" + _letters(chance, 24),
        "SG." + _letters(chance, 22) + "." + _letters(chance, 43), jwt, email, address, address6, card, iban,
    ]  # fmt: skip
    return [(text, f"see {text} there") for text in plain] + [
        (word, f"Authorization: Bearer {word}"), (word, f"redis://app:{word}@db:6379/0"),
        (word, f"postgres://app:{word}@db/shop"), (word, f"password={word}"), (word, f"api_key: {word}"),
        (word, f"https://x.example/a?token={word}"), (word, f"_app_session={word}"), (word, f"requirepass {word}"),
    ]  # fmt: skip


def secrets():
    """All 200: ten of each of twenty kinds, as pairs of the secret and its text."""
    return [pair for seed in range(10) for pair in _kinds(random.Random(seed))]
