// What share of all commands each fix would remove, and what would remain.

import Diagnosing

extension Composition {
    /// Fixes that are named, and the largest rows of what remains.
    private static let fixesMax = 4
    private static let remainingMax = 2
    /// The measure in which detectors say what a fix removes.
    private static let measureName = "share_removed_by_fix"

    /// One line below the ledger, or nothing where no fix removes commands.
    mutating func remedies() -> [Block] {
        let fixes = phrasing.index.findings.enumerated().compactMap { offset, finding in
            finding.measures.first { $0.name == Self.measureName }.map {
                (number: offset + 1, share: $0.quantity.value, finding: finding)
            }
        }.filter { $0.share.isFinite && $0.share > 0 }.prefix(Self.fixesMax)
        let removed = fixes.reduce(0) { $0 + $1.share }
        guard let first = fixes.first, removed <= 1 else { return [] }
        let shares = fixes.map { "F\($0.number) \(Self.percent($0.share))" }
        let said =
            fixes.count == 1
            ? "A fix of F\(first.number) removes \(Self.percent(first.share)) of all commands in its window; \(Self.percent(1 - removed)) remain"
            : "Fixes remove, of all commands in their windows: \(shares.joined(separator: ", ")); \(Self.percent(1 - removed)) remain after all of them"
        let guilty = fixes.map(\.finding.subject)
        let rest = diagnosis.profile.compactMap(\.subject).filter { subject in
            !guilty.contains { $0.command == subject.command && $0.clients == subject.clients }
        }
        var names: [[Inline]] = []
        for subject in rest.prefix(Self.remainingMax) {
            names.append(Clip.clipped(phrasing.inlines(subject), words: budget.cellWords))
        }
        let mostly = names.isEmpty ? [] : [.words(", mostly ")] + Phrasing.joined(names, " and ")
        return [.paragraph([.strong([.words(said)])] + mostly + [.words(".")])]
    }

    private static func percent(_ share: Double) -> String {
        QuantityText.text(Quantity(share, .share))
    }
}
