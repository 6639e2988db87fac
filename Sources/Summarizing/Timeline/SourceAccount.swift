/// What became of one file: how it was recognised, how much of it could be read, and its clock.
package struct SourceAccount: Sendable, Equatable {
    /// The path relative to the folder that was given.
    package var path: String
    /// The format's name, or `nil` when nobody recognised the file.
    package var format: String?
    /// Why it was recognised so, or what was tried.
    package var recognition: String
    package var bytes: Int
    package var lines: Int
    /// Records that were read.
    package var records: Int
    package var unreadable: Int
    package var firstUnreadable: UnreadableLine?
    /// The first and last stamp, on the report's clock.
    package var start: Timestamp?
    package var end: Timestamp?
    package var clock: Clock
    /// SHA-256 of the bytes as they stand on the disk, in hex, where it was computed.
    package var digest: String?

    /// The share of its lines that could be read, in 0...1; 1 for an empty file.
    package var readableShare: Double {
        lines == 0 ? 1 : 1 - Double(unreadable) / Double(lines)
    }

    /// The correction that takes a source's stamps to the report's clock.
    package struct Clock: Sendable, Equatable {
        /// How the offset was found.
        package enum Method: String, Sendable {
            case reference
            case matchedIDs = "matched-ids"
            case heartbeat
            case declared
            case assumed
        }

        /// The zone of the stamps: `UTC` or an offset such as `+01:00`.
        package var zone: String
        /// `written`, `header`, `declared`, `inferred` or `assumed`.
        package var zoneFrom: String
        /// Matched jobs behind an inferred zone; 0 where it rests on overlap alone.
        package var zonePairs: Int
        /// Seconds added to the source's stamps (after the zone) to reach the report's clock.
        package var offsetSeconds: Double
        package var uncertaintySeconds: Double
        package var method: Method
        /// Matched pairs behind the offset.
        package var pairs: Int

        /// Makes a clock.
        package init(
            zone: String,
            zoneFrom: String,
            zonePairs: Int = 0,
            offsetSeconds: Double,
            uncertaintySeconds: Double,
            method: Method,
            pairs: Int
        ) {
            self.zone = zone
            self.zoneFrom = zoneFrom
            self.zonePairs = zonePairs
            self.offsetSeconds = offsetSeconds
            self.uncertaintySeconds = uncertaintySeconds
            self.method = method
            self.pairs = pairs
        }
    }

    /// Makes an account.
    package init(
        path: String,
        format: String?,
        recognition: String,
        bytes: Int,
        lines: Int,
        records: Int,
        unreadable: Int,
        firstUnreadable: UnreadableLine?,
        start: Timestamp?,
        end: Timestamp?,
        clock: Clock,
        digest: String? = nil
    ) {
        self.path = path
        self.format = format
        self.recognition = recognition
        self.bytes = bytes
        self.lines = lines
        self.records = records
        self.unreadable = unreadable
        self.firstUnreadable = firstUnreadable
        self.start = start
        self.end = end
        self.clock = clock
        self.digest = digest
    }
}
