// The words that tell what sort of event a context file names. Data, so that a word is one line.
// Source: the context files of real incidents; change calendars, status pages, chat exports.

/// Finds the kind of an event by its own words.
enum ContextWords {
    /// Looks up a word of a type column: `deploy`, `cron`, `newsletter`.
    static func kind(ofType type: String) -> ContextEvent.Kind? {
        let words = split(type)
        return table.first { words.contains(where: $0.words.contains) }?.kind
    }

    /// Finds the kind of a sentence.
    ///
    /// Its first word decides if it is in the table, else any word, acts first: `network blocked`.
    static func kind(ofSentence text: String) -> ContextEvent.Kind? {
        let words = split(text)
        guard let first = words.first else { return nil }
        if leadingSignals.contains(first) { return .signal }
        if let leading = table.first(where: { $0.words.contains(first) })?.kind {
            return leading == .deploy && isRollback(text) ? .response : leading
        }
        let pairs = zip(words, words.dropFirst()).map { "\($0) \($1)" }
        return table.first { entry in
            words.contains(where: entry.words.contains)
                || pairs.contains(where: entry.words.contains)
        }?.kind
    }

    /// Whether a note says that a deploy took something back.
    static func isRollback(_ note: String) -> Bool {
        let words = split(note)
        return words.contains(where: rollbackWords.contains)
            || zip(words, words.dropFirst()).contains { rollbackWords.contains("\($0) \($1)") }
    }

    /// Whether a word says that a version went out or was taken back.
    static func isDeploy(_ word: String) -> Bool {
        let word = word.lowercased()
        return deployWords.contains(word) || rollbackWords.contains(word)
    }

    /// The words of a text in lower case; hyphens part them.
    private static func split(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static let rollbackWords: Set<String> = [
        "rollback", "rollbacks", "rolled back", "roll back", "rolling back", "revert", "reverts",
        "reverted", "reverting",
    ]

    private static let deployWords: Set<String> = [
        "deploy", "deploys", "deployed", "deployment", "deploying", "release", "released",
        "releases", "rollout", "rolled out", "version", "feature flag", "shipped", "upgrade",
        "upgraded", "migration",
    ]

    /// Signals only as the first word: `page` also names what a deploy changed.
    private static let leadingSignals: Set<String> = ["page", "pages", "incident"]

    /// In the order in which they decide about a sentence.
    private static let table: [(kind: ContextEvent.Kind, words: Set<String>)] = [
        (
            .response,
            rollbackWords.union([
                "kill", "killed", "block", "blocked", "disable", "disabled", "scaled", "restart",
                "restarted", "recovery", "recovered", "mitigated", "mitigation", "failover",
                "drained", "throttled", "turned off", "switched off",
            ])
        ),
        (
            .signal,
            [
                "alert", "alerts", "alarm", "alarms", "paged", "pager", "pagerduty", "status page",
                "reports", "complaints", "ticket", "tickets",
            ]
        ),
        (
            .campaign,
            [
                "campaign", "campaigns", "newsletter", "newsletters", "promotion", "promo", "post",
                "sale", "sales", "burst", "mailing", "tv spot", "push notification",
            ]
        ),
        (.cron, ["cron", "cronjob", "crontab", "schedule", "scheduled", "hourly", "nightly"]),
        (.deploy, deployWords),
    ]
}
