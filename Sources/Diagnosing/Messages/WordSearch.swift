// Words in texts that were kept.

extension [UInt8] {
    /// Whether a word stands anywhere in the bytes; the empty word stands nowhere.
    ///
    /// - Complexity: O(n·m) in the lengths of text and word; words are short.
    package func holds(_ word: String) -> Bool {
        let word = word.utf8
        return indices.contains { self[$0] == word.first && self[$0...].starts(with: word) }
    }
}
