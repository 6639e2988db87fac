// The built command, run as a user runs it.

import Foundation
import Testing

/// One run of debrief and what came of it.
struct ToolRun {
    let status: Int32
    let output: String
    let messages: String

    /// Lines on standard error that begin an error.
    var errorCount: Int { messages.components(separatedBy: "error[").count - 1 }

    /// The tool that was built together with the tests.
    private static var tool: URL {
        URL(fileURLWithPath: CommandLine.arguments[0])
            .deletingLastPathComponent().appendingPathComponent("debrief")
    }

    /// Runs the tool.
    init(_ arguments: [String], in folder: URL) throws {
        try self.init(Self.tool, arguments, in: folder)
    }

    /// Runs a command line of a shell, in which `DEBRIEF` stands for the tool.
    init(shell command: String, in folder: URL) throws {
        let line = command.replacing("DEBRIEF", with: "'\(Self.tool.path)'")
        try self.init(URL(fileURLWithPath: "/bin/sh"), ["-c", line], in: folder)
    }

    private init(_ program: URL, _ arguments: [String], in folder: URL) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let streams = try Self.streams(in: FileManager.default.temporaryDirectory)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: streams.output)
        process.standardError = try FileHandle(forWritingTo: streams.messages)
        try process.run()
        process.waitUntilExit()
        status = process.terminationReason == .exit ? process.terminationStatus : -1
        output = try String(contentsOf: streams.output, encoding: .utf8)
        messages = try String(contentsOf: streams.messages, encoding: .utf8)
        try FileManager.default.removeItem(at: streams.output)
        try FileManager.default.removeItem(at: streams.messages)
    }

    // Files, not pipes: nothing can fill up and wait.
    private static func streams(in folder: URL) throws -> (output: URL, messages: URL) {
        let name = UUID().uuidString
        let output = folder.appendingPathComponent("debrief-\(name).out")
        let messages = folder.appendingPathComponent("debrief-\(name).err")
        try Data().write(to: output)
        try Data().write(to: messages)
        return (output, messages)
    }
}

/// The keys of `report.json` that the tests of the command look at.
struct ReportKeys: Decodable {
    struct Span: Decodable, Equatable {
        let start: Double
        let end: Double
    }

    struct Suspect: Decodable {
        let what: String
        let verdict: String
    }

    struct Event: Decodable {
        let event: String
        let time: Double?
    }

    let verdict: String
    let span: Span
    let suspects: [Suspect]
    let context: [Event]

    /// Reads what a run wrote to standard output.
    static func read(_ run: ToolRun) throws -> ReportKeys {
        try #require(run.status == 0, "\(run.messages)")
        return try JSONDecoder().decode(ReportKeys.self, from: Data(run.output.utf8))
    }
}
