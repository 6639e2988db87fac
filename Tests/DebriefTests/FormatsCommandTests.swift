// The user's own formats from the command line.

import Foundation
import Testing

@Suite struct FormatsCommandTests {
    private let folder: IncidentFolder

    private static let format = """
        { "mine_log": { "regex": { "std": {
          "pattern": "^(?<timestamp>[^ ]+) (?<level>\\\\w+) (?<body>.*)$" } },
          "sample": [ { "line": "2026-11-21T03:03:30Z ERROR broke", "level": "error" } ] } }
        """
    private static let log = (0..<60).map {
        "2026-11-21T03:03:\($0 < 10 ? "0" : "")\($0)Z \($0 % 20 == 3 ? "ERROR" : "INFO") said \($0)\n"
    }.joined()

    init() throws {
        folder = try IncidentFolder()
        try folder.add("mine.json", Self.format)
        try folder.add("capture/mine.log", Self.log)
    }

    @Test func recognisesAFileOfAGivenFormat() throws {
        let without = try folder.debrief("inspect", "capture/mine.log")
        #expect(!without.output.contains("user:mine_log"))
        let with = try folder.debrief("inspect", "--format", "mine.json", "capture/mine.log")
        #expect(with.status == 0)
        #expect(with.output.contains("user:mine_log"))
    }

    @Test func checksAFileWithItsSamples() throws {
        let good = try folder.debrief("formats", "check", "mine.json")
        #expect(good.status == 0)
        #expect(good.output.hasSuffix("1 format of use, 1 patterns, 1 of 1 samples read\n"))
        try folder.add("bad.json", Self.format.replacingOccurrences(of: "<level>", with: "<lev"))
        let bad = try folder.debrief("formats", "check", "bad.json")
        #expect(bad.status == 64)
        #expect(bad.output.contains("/mine_log/regex/std/pattern"))
    }

    @Test func endsTheRunOnAFormatThatCannotBeUsed() throws {
        try folder.add("bad.json", "{ \"bad_log\": {} }")
        let run = try folder.debrief("analyze", "--format", "bad.json", "capture", "-q")
        #expect(run.status == 64)
        #expect(run.messages.contains("error[D040]"))
        #expect(run.messages.contains("/bad_log/regex"))
    }

    @Test func saysWhatAFormatMakesOfALog() throws {
        let run = try folder.debrief("formats", "test", "mine.json", "capture/mine.log")
        #expect(run.status == 0)
        #expect(run.output.contains("60 lines: 60 messages"))
        #expect(run.output.contains("levels: info 57, error 3"))
        #expect(!run.output.contains("said"))
    }

    @Test func listsWhatIsThere() throws {
        let run = try folder.debrief("formats", "list", "--format", "mine.json")
        #expect(run.output.hasPrefix("user:mine_log: 1 patterns, 1 samples\nredis-monitor\n"))
    }
}
