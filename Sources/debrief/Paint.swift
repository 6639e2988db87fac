// Colour that only adds: the same text without it says the same.
// Source: no-color.org; terminfo's "dumb"; ECMA-48, 8.3.117 (SGR).

import ArgumentParser
import Foundation
import Reporting

/// When colour is used, as `--color` says.
struct ColorOption: ParsableArguments {
    /// The words of the flag.
    enum Choice: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never
    }

    @Option(
        help: ArgumentHelp(
            "When to use colour: auto, always or never.",
            discussion:
                "With auto only on a terminal, and not where NO_COLOR is set or TERM is dumb."
        )
    )
    var color = Choice.auto

    /// The paint of messages, which go to standard error.
    var messages: Paint { paint(for: STDERR_FILENO) }

    /// The paint for a stream.
    func paint(for stream: Int32) -> Paint {
        switch color {
        case .auto: Paint.automatic(for: stream)
        case .always: Paint.colored
        case .never: Paint.plain
        }
    }
}

/// Colours lines by how they begin: `error[`, `warning[`, `help:`, and headings.
///
/// Text from outside cannot begin a line, since messages show their line breaks as escapes.
enum Paint {
    case plain, colored

    /// What fits a stream: colour on a terminal that has it, for people who did not refuse it.
    static func automatic(for stream: Int32) -> Paint {
        let environment = ProcessInfo.processInfo.environment
        let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let isAble = isatty(stream) == 1 && environment["TERM"] != "dumb"
        return isAble && !isRefused ? .colored : .plain
    }

    /// A message with its severity and its remedy in colour.
    func message(_ text: String) -> String {
        painted(text) { line in
            for (mark, ink) in [("error[", Ink.red), ("warning[", .yellow), ("help:", .green)] {
                guard line.hasPrefix(mark), let colon = line.firstIndex(of: ":") else { continue }
                return ink.over(line[...colon]) + line[line.index(after: colon)...]
            }
            return String(line)
        }
    }

    /// A text in which each line that begins at the margin is a heading.
    func headings(_ text: String) -> String {
        painted(text) { line in
            line.isEmpty || line.hasPrefix(" ") ? String(line) : Ink.bold.over(line)
        }
    }

    private func painted(_ text: String, _ paint: (Substring) -> String) -> String {
        switch self {
        case .plain: text
        case .colored:
            text.split(separator: "\n", omittingEmptySubsequences: false).map(paint)
                .joined(separator: "\n")
        }
    }
}

private enum Ink: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case green = "32"

    func over(_ text: Substring) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
