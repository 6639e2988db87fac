// The table of what job libraries do to Redis, as text for a terminal.

import Diagnosing

/// Writes the calls of job libraries, library by library.
package enum RedisCostTable {
    /// Every call with its commands, their complexity, what they mean at a depth of a million, and the source.
    package static var text: String {
        JobLibrary.allCases.map { library in
            let calls = LibraryCalls.all.filter { $0.library == library }
            return "\(library.rawValue)\n\n" + calls.map(Self.text(of:)).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private static func text(of call: LibraryCall) -> String {
        let depths = call.atDepthOfAMillion.map(words)
        let fields: [(name: String, lines: [String])] = [
            ("commands", [call.commands]), ("complexity", [call.complexity]),
            ("at 1 M", depths), ("source", [call.source]),
        ]
        let head = "  \(call.call) (\(call.versions)): \(call.purpose.rawValue)\n"
        return fields.reduce(into: head) { text, field in
            for (number, line) in field.lines.enumerated() {
                let name = number == 0 ? field.name : ""
                let blanks = String(repeating: " ", count: nameWidth - name.count)
                text += "    \(name)\(blanks)\(line)\n"
            }
        }
    }

    /// The widest name, `complexity`, and two blanks.
    private static let nameWidth = 12

    private static func words(_ sentence: Sentence) -> String {
        sentence.pieces.enumerated().map { position, piece in
            switch piece {
            case .words(let words): words
            case .quantity(let quantity):
                if case .words(let next)? = sentence.pieces.dropFirst(position + 1).first {
                    QuantityText.text(quantity, before: next)
                } else {
                    QuantityText.text(quantity)
                }
            case .moment, .name: ""
            }
        }.joined()
    }
}
