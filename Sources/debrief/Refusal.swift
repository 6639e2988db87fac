// Why a run ends without a report, each with the rule and the remedy.

import Parsing
import Summarizing

/// The errors that end a run before anything is written.
enum Refusal {
    /// Refuses a `--timezone` for a file that is not there: the user believes it has an effect.
    ///
    /// - Throws: ``InputError`` with code D008.
    static func checkZones(_ zones: [ZoneFlag], _ files: [RecognizedFile]) throws {
        let names = Set(files.map(\.file.path))
        guard let stray = zones.first(where: { !names.contains($0.source) }) else { return }
        throw InputError(
            code: "D008",
            position: Position(path: "--timezone"),
            problem: "no file that was read is named \(stray.source)",
            notes: ["the files are \(names.sorted().joined(separator: ", "))"],
            remedy: "write the name as it stands in the list of debrief inspect"
        )
    }

    /// Files that hold several programs each can be more sources than can be numbered.
    static func tooManySources(_ paths: [String]) -> InputError {
        InputError(
            code: "D003",
            position: Position(path: paths.first ?? ""),
            problem: "the files hold more than \(LineMark.sourcesMax) sources",
            remedy: "name the files of the incident instead of the whole folder"
        )
    }

    /// A folder cannot take what should be written there.
    static func outputFolder(_ path: String, _ code: String, _ problem: String, _ note: String?)
        -> InputError
    {
        InputError(
            code: code,
            position: Position(path: path),
            problem: problem,
            notes: note.map { [$0] } ?? [],
            remedy: "name another place with --output"
        )
    }

    /// No file is of a format that is known.
    static func nothingReadable(_ paths: [String], _ files: [RecognizedFile]) -> InputError {
        if files.count == 1 {
            if files[0].file.bytes == 0, files[0].file.refusal == nil { return empty(files[0]) }
            if isTable(files[0]) { return tableWithoutTimes(files[0]) }
        }
        let notes = files.map { file in
            let shape =
                file.firstLineShape.isEmpty
                ? "empty" : "its first line looks like \(file.firstLineShape)"
            return "\(file.file.path): \(file.file.refusal ?? shape)"
        }
        return InputError(
            code: "D002",
            position: Position(path: paths.first ?? ""),
            problem: files.isEmpty
                ? "there is no file in this folder" : "there is no file here that debrief can read",
            notes: notes,
            remedy:
                "debrief reads redis-cli MONITOR, SLOWLOG, INFO and CLIENT LIST output, logs of job workers, web servers and databases, metrics as CSV, and notes with times"
        )
    }

    /// Files were recognised, and yet nothing in them has a time.
    static func withoutTime(_ request: AnalysisRequest, _ reading: Reading) -> InputError {
        let place = Position(path: request.paths.first ?? "")
        if request.selection != TimeSelection() {
            return InputError(
                code: "D009",
                position: place,
                problem: "nothing in the capture lies between the times that were asked for",
                remedy: "run debrief inspect to see the time range of each file"
            )
        }
        let bad = reading.summary.tallies.sorted { $0.key < $1.key }.first {
            $0.value.unreadable > 0
        }
        guard let bad, let first = bad.value.firstUnreadable else {
            return InputError(
                code: "D006",
                position: place,
                problem: "no line of these files carries a time of the incident",
                remedy: "add a MONITOR capture, a log or a metrics CSV"
            )
        }
        return InputError(
            code: "D013",
            position: Position(
                path: reading.files[bad.key].file.path,
                line: reading.lines.line(of: first.line)
            ),
            problem: "no line of this file could be read: \(first.reason)",
            remedy: timesRemedy
        )
    }

    private static let timesRemedy =
        "write times as 2026-03-17T09:17:00Z or as seconds since the epoch"

    private static func empty(_ file: RecognizedFile) -> InputError {
        InputError(
            code: "D011",
            position: Position(path: file.file.path),
            problem: "the file is empty (0 bytes)",
            notes: [
                "an empty capture usually means that redis-cli was not connected, or that output went elsewhere"
            ],
            remedy:
                "timeout 10 redis-cli MONITOR > monitor.log (10 s is enough; MONITOR slows the server while it runs)"
        )
    }

    private static func isTable(_ file: RecognizedFile) -> Bool {
        [".csv", ".tsv", ".csv.gz", ".tsv.gz"].contains { file.file.path.hasSuffix($0) }
    }

    private static func tableWithoutTimes(_ file: RecognizedFile) -> InputError {
        InputError(
            code: "D013",
            position: Position(path: file.file.path),
            problem: "no column of this table holds times that debrief can read",
            notes: ["its first line looks like \(file.firstLineShape)"],
            remedy: timesRemedy
        )
    }
}
