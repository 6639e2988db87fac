/// Something people did or knew: a deploy, a campaign, a cron run, an alert.
///
/// A candidate, never a cause by itself.
package struct ContextEvent: Sendable, Equatable, Codable {
    /// What sort of thing it is, by its own words.
    package enum Kind: String, Sendable, Codable {
        case deploy
        case campaign
        case cron
        /// An alert, a page, a status page: somebody noticed something.
        case signal
        /// An act against the trouble: a rollback, a kill, a block, a scale-up.
        case response
        case other
    }

    package var line: Int
    package var time: Timestamp
    package var kind: Kind
    /// One line that names it: `deploy web 2026.11.3: copy changes on the account page`.
    package var text: String
    /// The service it names, or empty.
    package var service: String

    /// Makes an event.
    package init(line: Int, time: Timestamp, kind: Kind, text: String, service: String) {
        self.line = line
        self.time = time
        self.kind = kind
        self.text = text
        self.service = service
    }
}
