// The pattern of a key that was read from another source than MONITOR.

/// Patterns of keys as the slow log and other sources give them.
package enum KeyPatterns {
    /// The pattern of a key, as MONITOR's keys get theirs.
    package static func pattern(of key: String) -> String {
        key.isEmpty ? "" : KeyPattern.of(Array(key.utf8)[...])
    }
}
