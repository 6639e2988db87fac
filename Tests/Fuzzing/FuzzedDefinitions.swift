// Formats as users define them: the readers that run on PCRE2 and on pointers into JSON.

import Parsing

/// Definitions in lnav's form that use what a reader of users' formats has.
enum FuzzedDefinitions {
    /// One format of lines with messages that run on, and one of objects.
    static let text = #"""
        {
          "fuzz_text": {
            "title": "Text",
            "regex": {
              "std": { "pattern": "^(?<timestamp>\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z?) (?<pid>\\d+) (?<lvl>\\w+) (?:(?<id>\\w{8,}) )?(?:took=(?<took>[\\d.]+)(?<u>[a-z]*) )?(?<body>.*)$" },
              "old": { "pattern": "^(?<timestamp>\\w{3} +\\d+ [\\d:]+) (?<body>(?:a|aa)*b?.*)$" }
            },
            "level-field": "lvl",
            "level": { "error": "^E", "warning": "^W" },
            "opid-field": "id",
            "value": {
              "took": { "kind": "float", "unit": { "field": "u", "scaling-factor": { "ms": { "op": "divide", "value": 1000 } } } },
              "pid": { "kind": "integer", "identifier": true }
            }
          },
          "fuzz_json": {
            "title": "Objects",
            "file-type": "json",
            "timestamp-field": "time/stamp",
            "level-field": "lvl",
            "body-field": "msg",
            "opid-field": "id",
            "line-format": [ { "field": "msg", "default-value": "-" }, " ", { "field": "nested/deep" } ],
            "value": { "took": { "kind": "float" }, "nested/deep": { "kind": "json" } }
          }
        }
        """#

    /// What they define.
    static let formats: [UserFormat] = FormatFile(path: "fuzz.json", bytes: Array(text.utf8))
        .definitions.map { UserFormat($0) }

    /// Lines of both.
    static let samples = [
        "2026-11-21T03:17:11.633Z 7 I began\n2026-11-21T03:17:12.000Z 7 E 0123abcd took=20ms gone\n\tat x\n",
        "Nov 21 03:17:11 aaaaaaaaaaaab\nNov 21 03:17:12 other\n",
        #"{"time":{"stamp":"2026-11-21T03:17:11Z"},"lvl":"E","msg":"a\nb","id":"x","took":1.5,"nested":{"deep":[1]}}"#,
    ]
}
