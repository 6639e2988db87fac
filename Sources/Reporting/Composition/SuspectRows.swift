// Which suspects are worth a reader's time: those that somebody could blame, siblings in one row.

import Diagnosing

extension Composition {
    /// A smaller share of the calls would not have drawn anybody's eye.
    private static let loudShareMin = 0.1
    /// Shorter words of a note are not names of commands.
    private static let commandLettersMin = 3
    /// Siblings that are named; the rest are counted.
    private static let siblingsMax = 3
    /// Commands that read or remove whole collections on some version or with some arguments.
    private static let collectionCommands: Set<String> = [
        "LRANGE", "HGETALL", "SMEMBERS", "KEYS", "SORT", "ZRANGE", "DEL", "LREM", "SCAN", "EVAL",
    ]

    /// Suspects that are alike but for their keys.
    struct SuspectGroup {
        let first: Suspect
        var others: [Suspect] = []
    }

    /// The suspects that a note in the folder names.
    func blamed() -> [Suspect] {
        let words = diagnosis.context.map { Self.words(of: $0.event.text) }
        return diagnosis.suspects.filter { suspect in
            guard let command = suspect.subject.command?.uppercased(),
                command.count >= Self.commandLettersMin
            else { return false }
            return words.contains { $0.contains(command) }
        }
    }

    /// Words in capitals: commands are written so in notes.
    private static func words(of text: String) -> Set<String> {
        Set(text.split { !$0.isLetter }.map(String.init).filter { $0 == $0.uppercased() })
    }

    /// The suspects to show, in order, siblings together; the rest are in the JSON.
    func suspectGroups() -> [SuspectGroup] {
        let blamed = blamed()
        let shown = diagnosis.suspects.filter { suspect in
            suspect.verdict != .exonerated || blamed.contains(suspect) || isLoud(suspect)
                || Self.collectionCommands.contains(suspect.subject.command?.uppercased() ?? "")
        }
        var groups: [SuspectGroup] = []
        for suspect in shown {
            let sibling = groups.firstIndex { Self.areSiblings($0.first, suspect) }
            if let sibling {
                groups[sibling].others.append(suspect)
            } else {
                groups.append(SuspectGroup(first: suspect))
            }
        }
        return groups
    }

    /// Whether a suspect is a large part of all calls.
    func isLoud(_ suspect: Suspect) -> Bool {
        diagnosis.profile.contains { row in
            row.subject == suspect.subject && row.share >= Self.loudShareMin
        }
    }

    private static func areSiblings(_ left: Suspect, _ right: Suspect) -> Bool {
        left.subject.command == right.subject.command && left.verdict == right.verdict
            && left.what.pieces.first == right.what.pieces.first
            && words(left.because) == words(right.because)
            && right.subject.keyPattern != nil
    }

    private static func words(_ sentence: Sentence) -> [String] {
        sentence.pieces.compactMap { piece in
            if case .words(let words) = piece { words } else { nil }
        }
    }

    /// A group by name: the first suspect, then the keys of its siblings.
    mutating func name(of group: SuspectGroup) -> [Inline] {
        var line = cell(group.first.what)
        for other in group.others.prefix(Self.siblingsMax) {
            line += [
                .words(", "),
                .code(phrasing.redactor.quoted(.keyPattern(other.subject.keyPattern ?? ""))),
            ]
        }
        let rest = group.others.count - Self.siblingsMax
        return rest > 0 ? line + [.words(" and \(rest) more")] : line
    }
}
