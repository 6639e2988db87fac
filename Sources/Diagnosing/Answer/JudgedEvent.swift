// A deploy, campaign or note from the context files, and the part it played.

/// A context event and the part it played.
package struct JudgedEvent: Sendable, Equatable {
    /// The roles of the contract.
    package enum Role: String, Sendable {
        case trigger, candidate, unrelated, response
    }

    package var event: ContextEvent
    /// The file it stands in.
    package var source: String
    package var role: Role
    /// Why it has that role.
    package var because: Sentence

    /// Makes a judged event.
    package init(event: ContextEvent, source: String, role: Role, because: Sentence) {
        self.event = event
        self.source = source
        self.role = role
        self.because = because
    }
}
