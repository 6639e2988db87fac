// How wasted writes are spoken of: one place, so that findings, hypotheses and advice agree.

import Summarizing

/// Words for the classes of wasted writes.
enum WriteWording {
    /// `were overwritten before anybody read them`, for a title.
    static func effect(_ waste: Waste) -> Sentence {
        switch waste {
        case .sameValue: "wrote the value that was already there"
        case .deletedUnread: "were deleted before anybody read them"
        case .expiryChurn: "only renewed a time to live"
        case .overwrittenUnread: "were overwritten before anybody read them"
        }
    }

    /// `same value again`, for an evidence line.
    static func outcome(_ waste: Waste) -> Sentence {
        switch waste {
        case .sameValue: "the same value again"
        case .deletedUnread: "deleted unread"
        case .expiryChurn: "renewals of a time to live"
        case .overwrittenUnread: "overwritten unread"
        }
    }

    /// The client's own name, or its address.
    static func sender(_ names: [String], _ host: String) -> Sentence {
        guard let name = names.first else { return "Client \(LogText.client(host))" }
        return "\(LogText.clientName(name))"
    }

    /// One client, or how many hosts a fleet has and which is the busiest.
    static func sender(_ names: [String], _ sender: WriteSender) -> Sentence {
        guard sender.hosts.count > 1 else { return Self.sender(names, sender.busiest) }
        return
            "\(sender.hosts.count, .plain) hosts, \(LogText.client(sender.busiest)) most of all,"
    }

    /// What the mechanism teaches.
    static func lesson(_ waste: Waste) -> Sentence {
        switch waste {
        case .sameValue:
            "A write of a value that is already there changes nothing a reader can see, but costs the server, the replica and the append-only file as much as a useful one."
        case .deletedUnread:
            "A key that is set and deleted again before a read has cost two commands and served nobody."
        case .expiryChurn:
            "Renewing a time to live that has hardly moved costs a write each time; renewing it once a minute gives readers the same."
        case .overwrittenUnread:
            "A write that is overwritten before anybody reads it could have waited for the last one: writers that flush once a second leave readers with the same values."
        }
    }

    /// What to do, with the share of all commands that it removes.
    static func advice(_ waste: Waste, _ group: WriteGroup, removed: Double) -> Advice {
        let key = LogText.keyPattern(group.pattern)
        let command = LogText.command(group.command.name)
        let action: Sentence =
            switch waste {
            case .sameValue:
                "Compare before writing \(key): send \(command) only when the value differs"
            case .deletedUnread: "Do not store \(key) when nothing reads it before it is deleted"
            case .expiryChurn:
                "Renew the time to live of \(key) at most once in a tenth of its length"
            case .overwrittenUnread:
                "Collect changes to \(key) in the writer and send \(command) once a second"
            }
        return Advice(
            kind: .prevent,
            action: action,
            expectedEffect: "removes \(removed, .share) of all commands in the window",
            check: "wasted writes of \(key) under a tenth in the next capture"
        )
    }
}
