// `--format FILE` and the user's folder of formats.

import ArgumentParser
import Foundation
import Parsing
import Reporting

/// Which formats files are recognised as, besides those of debrief.
struct FormatOptions: ParsableArguments {
    @Option(
        name: .customLong("format"),
        help: ArgumentHelp(
            "A file of log formats as lnav has them, or a folder of such files.",
            discussion:
                "Formats in ~/.config/debrief/formats are read as well, unless --format names others.",
            valueName: "file"
        )
    )
    var files: [String] = []

    @Option(help: "The log_line_prefix of a PostgreSQL server, such as '%m [%p] %q%u@%d '.")
    var postgresPrefix: String?

    /// Whether a format of the user's folder that cannot be used is spoken of.
    enum Warning {
        case shown, silent
    }

    /// Every format in the order in which a tie is decided: what was asked for, debrief's own, the folder's.
    ///
    /// - Throws: ``InputError`` with code D040 when a format that was asked for cannot be used.
    func all(warning: Warning) throws -> [any LogFormat] {
        let asked = try files.flatMap { try Self.usable($0) }.map { UserFormat($0) }
        guard asked.isEmpty else { return asked + (try own()) }
        return try own() + Self.ofFolder(warning: warning)
    }

    /// debrief's formats, PostgreSQL's with the prefix that was given.
    private func own() throws -> [any LogFormat] {
        guard let pattern = postgresPrefix else { return Formats.all }
        guard let prefix = PostgresPrefix(pattern) else {
            throw InputError(
                code: "D040",
                position: Position(path: "--postgres-prefix"),
                problem: "this log_line_prefix names no time, or has an escape that is none",
                remedy: "write it as postgresql.conf has it, with %m, %t or %n in it"
            )
        }
        return Formats.all.map { $0 is PostgresLog ? PostgresLog(prefix: prefix) : $0 }
    }

    /// The formats of a file or folder that was asked for; one that cannot be used ends the run.
    static func usable(_ path: String) throws -> [FormatDefinition] {
        let files = try FormatFile.load(path)
        for file in files where file.hasErrors { throw refusal(file) }
        let definitions = files.flatMap(\.definitions)
        guard definitions.isEmpty else { return definitions }
        throw InputError(
            code: "D040",
            position: Position(path: path),
            problem: "there is no log format here",
            remedy: "name a file with formats as lnav has them: { \"my_log\": { \"regex\": ... } }"
        )
    }

    private static func refusal(_ file: FormatFile) -> InputError {
        let errors = file.problems.filter { $0.severity == .error }
        return InputError(
            code: "D040",
            position: Position(path: file.path),
            problem: errors.first.map { "at \($0.path): \($0.rule)" }
                ?? "the format cannot be used",
            notes: errors.count > 1
                ? ["\(errors.count - 1) more: run debrief formats check \(file.path)"] : [],
            remedy: errors.first?.remedy ?? ""
        )
    }

    /// The formats of the user's folder; a file with errors is passed over, since nobody asked for it.
    static func ofFolder(warning: Warning) -> [UserFormat] {
        guard let folder else { return [] }
        do {
            let files = try FormatFile.load(folder)
            for file in files where file.hasErrors && warning == .shown {
                Terminal.write(
                    MessageText(
                        severity: .warning,
                        code: "D041",
                        path: file.path,
                        line: nil,
                        problem: "a format of this file cannot be used; it was left out",
                        notes: [],
                        remedy: "run debrief formats check \(file.path)"
                    ).text
                )
            }
            return files.flatMap(\.definitions).map { UserFormat($0) }
        } catch {
            // Without the folder there are no formats in it.
            return []
        }
    }

    /// `$XDG_CONFIG_HOME/debrief/formats`, by default `~/.config/debrief/formats`; `nil` without a home.
    static var folder: String? {
        let environment = ProcessInfo.processInfo.environment
        let own = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let configuration = own ?? environment["HOME"].map { $0 + "/.config" }
        return configuration.map { $0 + "/debrief/formats" }
    }
}
