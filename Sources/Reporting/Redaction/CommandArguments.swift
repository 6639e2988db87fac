// Redis commands whose arguments are secrets or scripts.
// Source: the commands that redis hides from MONITOR itself (redis pull requests 6266, 6516, 8584).

/// Cuts the arguments that must never be shown, because of where they stand.
enum CommandArguments {
    /// Returns the command with everything after its secret-bearing words replaced by a constant.
    static func withoutSecrets(_ command: String) -> String {
        let words = command.split(separator: " ", omittingEmptySubsequences: true)
        guard let first = words.first else { return command }
        let kept: Int
        switch first.uppercased() {
        case "AUTH", "HELLO", "EVAL", "EVALSHA", "EVAL_RO", "EVALSHA_RO", "MIGRATE":
            kept = 1
        case "ACL", "FUNCTION", "SCRIPT":
            kept = 2
        case "CONFIG":
            kept = 3
        default:
            return command
        }
        guard words.count > kept else { return command }
        return words[..<kept].joined(separator: " ") + " ‹arguments›"
    }
}
