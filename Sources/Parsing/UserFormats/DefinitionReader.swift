// From the JSON of one format to its definition, with every rule that it breaks.
// Source: lnav 0.13 docs/source/formats.rst; src/log_format_loader.cc for the names of keys.

/// Reads the object under a format's name.
struct DefinitionReader {
    var definition: FormatDefinition
    private(set) var problems: [FormatProblem] = []
    let root: String
    private let object: JSONValue

    /// More patterns, values or samples than this are no format that anybody wrote.
    private static let entriesMax = 2_000

    /// Keys that say how lnav shows a log, or what it does with one, and nothing about how to read it.
    private static let displayKeys: Set<String> = [
        "description", "url", "highlights", "tags", "partitions", "search-table", "action", "opid",
        "hide-extra", "ordered-by-time", "max-unrecognized-lines", "src-file-field",
        "src-line-field", "src-location-field", "level-pointer", "mime-types", "sub-second-field",
        "module-field", "module-format", "filters", "column", "timestamp-point-of-reference",
        "breakpoints",
    ]
    private static let readKeys: Set<String> = [
        "title", "regex", "file-type", "json", "file-pattern", "timestamp-field", "time-field",
        "start-timestamp-field", "subsecond-field", "subsecond-units", "timestamp-format",
        "timestamp-divisor", "convert-to-local-time", "level-field", "level", "body-field",
        "opid-field", "thread-id-field", "duration-field", "duration-divisor", "value",
        "line-format", "multiline", "sample", "converter",
    ]

    /// Reads a format; ``problems`` then say whether it can be used.
    init(name: String, object: JSONValue) {
        definition = FormatDefinition(name: name)
        root = "/" + name
        self.object = object
        guard case .object(let members) = object else {
            fail("", "a format is an object", help: "write { \"title\": ..., \"regex\": ... }")
            return
        }
        for member in members where !Self.readKeys.contains(member.name) {
            guard !Self.displayKeys.contains(member.name) else { continue }
            note(
                "/" + member.name,
                "this is no key of a format that is known",
                help: "look it up in lnav's documentation of formats; it was passed over"
            )
        }
        readContent()
        readFields()
        readTimes()
        readLevels()
        readValues()
        readPatterns()
        readLineFormat()
        readSamples()
    }

    mutating func fail(_ path: String, _ rule: String, help: String) {
        problems.append(FormatProblem(.error, at: root + path, rule, help: help))
    }

    private mutating func note(_ path: String, _ rule: String, help: String) {
        problems.append(FormatProblem(.note, at: root + path, rule, help: help))
    }

    func members(_ key: String) -> [JSONValue.Member] {
        guard case .object(let members)? = object[key] else { return [] }
        return Array(members.prefix(Self.entriesMax))
    }

    func elements(_ key: String) -> [JSONValue] {
        guard let value = object[key] else { return [] }
        return value.elements.map { Array($0.prefix(Self.entriesMax)) } ?? [value]
    }
}

extension DefinitionReader {
    private mutating func readContent() {
        definition.title = object["title"]?.text ?? ""
        definition.isMultiline = object["multiline"] != .bool(false)
        definition.isUTC = object["convert-to-local-time"] == .bool(true)
        definition.hasConverter = object["converter"] != nil
        if definition.hasConverter {
            note(
                "/converter",
                "a format's program is never run",
                help: "convert the file first; what the program would give is read with this format"
            )
        }
        let type = object["file-type"]?.text ?? (object["json"] == .bool(true) ? "json" : "text")
        switch type {
        case "text": definition.content = .text
        case "json": definition.content = .json
        default:
            fail(
                "/file-type",
                "a file-type is \"text\" or \"json\"",
                help: "tables are read without a format of their own; give this one another type"
            )
        }
        if let pattern = object["file-pattern"]?.text {
            definition.filePattern = compiled(pattern, at: "/file-pattern")
        }
    }

    private mutating func readFields() {
        var fields = FormatDefinition.FieldNames()
        func name(_ key: String) -> String? { object[key]?.text.flatMap { $0.isEmpty ? nil : $0 } }
        fields.timestamp = name("timestamp-field") ?? fields.timestamp
        fields.time = name("time-field")
        fields.startTimestamp = name("start-timestamp-field")
        fields.subsecond = name("subsecond-field")
        fields.level = name("level-field").map { String($0.drop { $0 == "/" }) } ?? fields.level
        fields.body = name("body-field") ?? fields.body
        fields.operation = name("opid-field")
        fields.thread = name("thread-id-field")
        fields.duration = name("duration-field")
        definition.fields = fields
        guard fields.subsecond != nil else { return }
        switch name("subsecond-units") {
        case "milli": definition.subsecondNanoseconds = 1_000_000
        case "micro": definition.subsecondNanoseconds = 1_000
        case "nano": definition.subsecondNanoseconds = 1
        case _:
            fail(
                "/subsecond-units",
                "a subsecond-field needs its units: \"milli\", \"micro\" or \"nano\"",
                help: "add \"subsecond-units\": \"milli\""
            )
        }
    }

    private mutating func readTimes() {
        for (number, value) in elements("timestamp-format").enumerated() {
            if let text = value.text, let format = StampFormat(text) {
                definition.stamps.append(format)
            } else {
                fail(
                    "/timestamp-format/\(number)",
                    "a timestamp-format is a text of letters after % that strptime or lnav know",
                    help: "write for example \"%Y-%m-%d %H:%M:%S.%L\""
                )
            }
        }
        definition.timestampDivisor = divisor("timestamp-divisor")
        definition.durationDivisor = divisor("duration-divisor")
    }

    private mutating func divisor(_ key: String) -> Double {
        guard let value = object[key] else { return 1 }
        guard let number = value.real, number > 0, number.isFinite else {
            fail("/" + key, "a divisor is a number above 0", help: "1000 for milliseconds")
            return 1
        }
        return number
    }

    private mutating func readLevels() {
        for member in members("level") {
            let path = "/level/" + member.name
            guard let level = FormatLevel(rawValue: member.name) else {
                let names = FormatLevel.allCases.dropFirst().map(\.rawValue)
                fail(
                    path,
                    "this is no level",
                    help: "the levels are \(names.joined(separator: ", "))"
                )
                continue
            }
            for value in member.value.elements ?? [member.value] {
                if let number = value.wholeNumber {
                    definition.levels.numbers[number] = level
                } else if let text = value.text {
                    guard let pattern = compiled(text, at: path) else { continue }
                    definition.levels.rules.append(LevelMap.Rule(level: level, pattern: pattern))
                } else {
                    fail(path, "a level is given by a pattern or a number", help: "\"^E$\", or 50")
                }
            }
        }
        let order = FormatLevel.allCases
        definition.levels.rules.sort { left, right in
            (order.firstIndex(of: left.level) ?? 0) < (order.firstIndex(of: right.level) ?? 0)
        }
    }

    private mutating func compiled(_ text: String, at path: String) -> Pattern? {
        do {
            return try Pattern(text)
        } catch let problem as Pattern.Problem {
            fail(
                path,
                "PCRE2 cannot read this pattern: \(problem.rule), at its byte \(problem.offset)",
                help: "mend the pattern there; in JSON a backslash is written twice"
            )
        } catch {
            fail(path, "PCRE2 cannot read this pattern", help: "mend the pattern")
        }
        return nil
    }
}

extension DefinitionReader {
    private mutating func readPatterns() {
        let regexes = members("regex").sorted {
            $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
        switch definition.content {
        case .json:
            guard !regexes.isEmpty else { return }
            fail("/regex", "a JSON log has no patterns", help: "remove \"regex\" or the file-type")
        case .text:
            if regexes.isEmpty {
                fail(
                    "/regex",
                    "a text format needs a pattern",
                    help:
                        "write the whole format; what only adds to one that ships with lnav is not enough"
                )
            }
        }
        for member in regexes {
            let path = "/regex/" + member.name + "/pattern"
            guard let text = member.value["pattern"]?.text else {
                fail(
                    path,
                    "a pattern is a text",
                    help: "write { \"pattern\": \"^(?<timestamp>...)\" }"
                )
                continue
            }
            guard let pattern = compiled(text, at: path) else { continue }
            if member.value["module-format"] == .bool(true) {
                note(
                    path,
                    "a pattern for the body of other formats' messages reads no lines of its own",
                    help: "nothing needs to be done; lines are read by the other format"
                )
                definition.modulePatterns.append(pattern)
                continue
            }
            let layout = LineLayout(pattern.groups, definition.fields, definition.values)
            if layout.timestamp == nil {
                fail(
                    path,
                    "no group of this pattern is named \(definition.fields.timestamp); each message needs a time",
                    help: "name the group, or name the field with \"timestamp-field\""
                )
            }
            definition.patterns.append(
                .init(name: member.name, pattern: pattern, layout: layout)
            )
        }
    }
}
