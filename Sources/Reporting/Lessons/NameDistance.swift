// How far a name is from what somebody typed.
// Source: Levenshtein 1966, in the form of Wagner and Fischer, JACM 21(1), 1974.

/// Compares a typed name with one that exists.
enum NameDistance {
    /// Longer input is no name that was mistyped.
    static let charactersMax = 40

    /// Letters that were inserted, deleted or changed; a shared word counts as near; `nil` where the two have
    /// nothing to do with each other.
    static func distance(_ typed: [Character], _ name: [Character]) -> Int? {
        let edits = self.edits(typed, name)
        // More than a third of the letters wrong is another word.
        if edits <= max(2, name.count / 3) { return edits }
        let words = Set(typed.split(separator: "-").filter { $0.count > 2 })
        return words.isDisjoint(with: name.split(separator: "-")) ? nil : name.count
    }

    private static func edits(_ typed: [Character], _ name: [Character]) -> Int {
        var row = Array(0...name.count)
        for (line, letter) in typed.enumerated() {
            var above = row[0]
            row[0] = line + 1
            for column in name.indices {
                let changed = above + (letter == name[column] ? 0 : 1)
                above = row[column + 1]
                row[column + 1] = min(changed, above + 1, row[column] + 1)
            }
        }
        return row[name.count]
    }
}
