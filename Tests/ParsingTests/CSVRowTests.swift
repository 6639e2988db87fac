// The row splitter against Python's csv module, and its limits.

import Foundation
import Testing

@testable import Parsing

@Suite struct CSVRowTests {
    private func cells(_ line: [UInt8], delimiter: UInt8 = 0x2C) throws -> [String] {
        var row = CSVRow()
        try row.cut(line, 0..<line.count, delimiter: delimiter)
        return row.cells.map { row.text($0, in: line) }
    }

    @Test(arguments: [
        ("", [""]),
        ("a,b", ["a", "b"]),
        ("a,", ["a", ""]),
        (",", ["", ""]),
        (#""a,b",c"#, ["a,b", "c"]),
        (#""say ""hi""",x"#, [#"say "hi""#, "x"]),
        (#""a"b,c"#, ["ab", "c"]),
        (#"a"b,c"#, [#"a"b"#, "c"]),
        ("\"\"\",\"\"\"", ["\",\""]),
        (#""a""b"c"d,e"#, [#"a"bc"d"#, "e"]),
    ])
    func cutsAsPythonDoes(line: String, expected: [String]) throws {
        #expect(try cells(Array(line.utf8)) == expected)
    }

    @Test func refusesAnOpenQuote() {
        #expect(throws: CSVRow.Fault.openQuote) { try cells(Array(#"a,"b"#.utf8)) }
    }

    @Test func refusesAHugeCell() {
        let line = [UInt8](repeating: 0x61, count: 1 << 20)
        #expect(throws: CSVRow.Fault.hugeCell) { try cells(line) }
    }

    @Test func refusesMoreCellsThanASpreadsheetHas() {
        let line = [UInt8](repeating: 0x2C, count: CSVRow.cellsMax)
        #expect(throws: CSVRow.Fault.tooManyCells) { try cells(line) }
    }

    @Test func cutsTenThousandCells() throws {
        let line = (0..<10_000).map(String.init).joined(separator: ",")
        #expect(try cells(Array(line.utf8)).count == 10_000)
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func agreesWithPythonOnRandomRows(seed: UInt64) throws {
        let lines = randomLines(seed: seed, count: 250)
        guard let expected = try PythonCSV.cells(of: lines) else { return }
        #expect(expected.count == lines.count)
        for (line, cells) in zip(lines, expected) {
            // Python lets a quote run past the end of the input; here the row is refused.
            var row = CSVRow()
            do {
                try row.cut(line, 0..<line.count, delimiter: 0x2C)
            } catch {
                #expect(error == .openQuote)
                continue
            }
            #expect(row.cells.map { row.text($0, in: line) } == cells)
        }
    }

    private func randomLines(seed: UInt64, count: Int) -> [[UInt8]] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        let alphabet = Array(#"ab ,"",,"."#.utf8)
        return (0..<count).map { _ in
            (0..<12).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return alphabet[Int(state >> 33) % alphabet.count]
            }
        }
    }
}

/// Python's csv module, where there is a python3.
private enum PythonCSV {
    private static let script = """
        import csv, sys
        for line in sys.stdin.buffer.read().decode('latin-1').split('\\n')[:-1]:
            row = next(csv.reader([line]), [''])
            print('\\x1f'.join(row))
        """

    /// Cuts each line on its own; `nil` where no python3 runs.
    static func cells(of lines: [[UInt8]]) throws -> [[String]]? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = lines.map { $0 + [0x0A] }.reduce([], +)
        // Under the 64 KiB of a pipe, so that writing before reading cannot block.
        try input.fileHandleForWriting.write(contentsOf: Data(text))
        try input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: answer, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map {
                $0.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
            }
    }
}
