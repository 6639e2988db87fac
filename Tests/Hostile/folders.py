"""Incident folders with a text in every place that a log can reach."""

import json

ORIGIN = 1_795_232_000
SECONDS = 60
TROUBLE = range(25, 45)


def escaped(text):
    """An argument as redis-cli prints it."""
    out = ""
    for byte in text.encode():
        if byte in b'"\\':
            out += "\\" + chr(byte)
        else:
            out += chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}"
    return f'"{out}"'


def cell(text):
    return '"' + text.replace('"', '""') + '"'


def stamp(second):
    total = int((second + 2000) * 1000)
    return f"2026-11-21T03:{total // 60_000 % 60:02}:{total // 1000 % 60:02}.{total % 1000:03}Z"


def _payload(text, job, time):
    return json.dumps(
        {
            "class": text, "queue": text, "jid": f"ab{0:016}{100_000 + job}", "args": [text, {"to": text}],
            "created_at": time, "enqueued_at": time,
        },  # fmt: skip
        separators=(",", ":"),
        ensure_ascii=False,
    )


def monitor(text):
    lines = ["OK"]

    def add(second, port, *words):
        time = f"{ORIGIN + second:.6f}"
        lines.append(f"{time} [0 10.1.2.3:{port}] " + " ".join(map(escaped, words)))

    add(0, 7000, "AUTH", "default", text)
    add(0.1, 7000, "CLIENT", "SETNAME", text)
    add(0.2, 7001, "CONFIG", "SET", "requirepass", text)
    add(0.3, 7001, "EVAL", f"return '{text}'", "0")
    for second in range(1, SECONDS):
        for number in range(12 if second in TROUBLE else 3):
            time = second + number / 40
            add(time, 7002, "LPUSH", f"queue:{text}", _payload(text, second * 100 + number, ORIGIN + time))
        for number in range(4):
            add(second + 0.5 + number / 40, 7003, "BRPOP", f"queue:{text}", "2")
        for number in range(30 if second in TROUBLE else 1):
            add(second + 0.7 + number / 400, 7000, "SET", f"session:{text}:{number % 5}", text)
    return "\n".join(lines) + "\n"


def _file_name(text):
    name = "".join(c for c in text if c not in "/\0\n\r")
    return name.encode()[:120].decode(errors="ignore")


def write(folder, text):
    """Writes a folder whose trouble has the text for its key, queue, job, client, file, header and event."""
    folder.mkdir(parents=True)
    one_line = text.replace("\n", " ").replace("\r", " ").replace("\0", " ")
    # A class has no spaces; what a rule knows by its beginning must begin somewhere.
    word = ":".join(text.split()) or "x"
    log = []
    for job in range(120):
        prefix = f"pid=1 tid=ab class={word} jid=ab{0:016}{100_100 + job}"
        log.append(f"{stamp(1 + job / 4)} {prefix} INFO: start")
        log.append(f"{stamp(1.2 + job / 4)} {prefix} elapsed=0.2 INFO: done")
        if job % 40 == 0:
            log.append(f"{stamp(1 + job / 4)} {prefix} WARN: {one_line}")
    metrics = [f"time,{cell(text)},redis_cpu_pct"]
    metrics += [f"{stamp(s)},{90 if s in TROUBLE else 2},3.5" for s in range(1, SECONDS)]
    slow = ["1) 1) (integer) 1", f"   2) (integer) {ORIGIN + 40}", "   3) (integer) 20400", '   4) 1) "HSET"']
    slow += [f"      {n}) {escaped(text)}" for n in (2, 3, 4)] + ['   5) "10.1.2.3:7000"', f"   6) {escaped(text)}"]
    files = {
        "monitor.log": monitor(text),
        "sidekiq.log": "\n".join(log) + "\n",
        "metrics.csv": "\n".join(metrics) + "\n",
        f"x{_file_name(text)}.csv": f"time,app,version,note\n{stamp(25)},web,9.0,{cell(text)}\n",
        "slowlog.txt": "\n".join(slow) + "\n",
        **texts(one_line),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content.encode(errors="replace"))


def texts(text):
    """Logs of other programs with the text in what they say."""
    quoted = json.dumps(text)[1:-1]
    minute = [f"03:{33 + s // 60:02}:{s % 60:02}" for s in range(20, 80, 3)]
    return {
        "access.log": "".join(
            f'203.0.113.9 - - [21/Nov/2026:{t} +0000] "GET /a?q={quoted} HTTP/1.1" 500 12 "https://x/?r={quoted}" "{quoted}"\n'
            for t in minute
        ),
        "rails.log": "".join(
            f"I, [2026-11-21T{t}.120000 #1]  INFO -- : [ActiveJob] [MailJob] [b1] Performing MailJob (Job ID: b1) "
            f'from Sidekiq(default) with arguments: "{text}"\n'
            f"E, [2026-11-21T{t}.140000 #1] ERROR -- : {text}\n"
            for t in minute
        ),
        "postgresql.log": "".join(
            f"2026-11-21 {t}.120 UTC [77] ERROR:  duplicate key value: {text}\n"
            f"2026-11-21 {t}.120 UTC [77] STATEMENT:  UPDATE a SET b = '{text}' WHERE id = 7\n"
            for t in minute
        ),
        "app.jsonl": "".join(
            json.dumps({"timestamp": f"2026-11-21T{t}.120Z", "level": "error", "msg": text, "args": [text]}) + "\n"
            for t in minute
        ),
        "app.logfmt": "".join(f'time=2026-11-21T{t}.120Z level=error msg="{quoted}" args="{quoted}"\n' for t in minute),
        "celery.log": "".join(
            f"[2026-11-21 {t},120: INFO/MainProcess] Task app.send[b7a1c2d3-9dad-11d1-80b4-00c04fd430c8] received\n"
            f"[2026-11-21 {t},140: ERROR/ForkPoolWorker-1] Task app.send[b7a1c2d3-9dad-11d1-80b4-00c04fd430c8] "
            f"raised unexpected: ValueError('{text}')\n"
            for t in minute
        ),
        "notes.md": f"# Notes\n\n- 2026-11-21T03:33:45Z {text}\n",
        "client-list.txt": f"id=8 addr=10.1.2.3:7000 laddr=127.0.0.1:7401 fd=12 name={text} age=56 idle=3 flags=N db=0 cmd=set\n",
        "events.yaml": f"events:\n  - at: \"2026-11-21T03:33:46Z\"\n    type: deploy\n    note: {json.dumps(text)}\n",
    }
