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
    /// What its files were when they were read; several of a rotated log, none of a pipe.
    package var digests: [SourceDigest]
    /// What kept it from being read to its end, as a sentence without text of the file; `nil` while nothing did.
    package var damage: String?
    /// Lines so long that only their beginning was read.
    package var cutLines = 0

    /// The share of its lines that could be read, in 0...1; 1 for an empty file.
    package var readableShare: Double {
        lines == 0 ? 1 : 1 - Double(unreadable) / Double(lines)
    }

    /// How a source's clock runs fast or slow.
    package struct Drift: Sendable, Equatable {
        /// Seconds to add for each second after the middle.
        package var perSecond: Double
        package var uncertaintyPerSecond: Double
        /// The moment at which the clock's offset holds.
        package var middle: Timestamp

        /// Makes a drift.
        package init(perSecond: Double, uncertaintyPerSecond: Double, middle: Timestamp) {
            self.perSecond = perSecond
            self.uncertaintyPerSecond = uncertaintyPerSecond
            self.middle = middle
        }
    }

    /// Why a correction that was found is not made.
    package enum Refusal: Sendable, Equatable {
        /// It is larger than a correction may be; in seconds to add.
        case tooLarge(seconds: Double)
        /// Parts of the evidence put the clock this many seconds apart.
        case contradictory(seconds: Double)
    }

    /// The correction that takes a source's stamps to the report's clock.
    package struct Clock: Sendable, Equatable {
        /// How the offset was found.
        package enum Method: String, Sendable {
            case reference
            case matchedIDs = "matched-ids"
            /// Ids from the reference to the source, and heartbeats on the way back.
            case bothWays = "matched-both-ways"
            case heartbeat
            /// Requests that begin later and end earlier in one log than in another.
            case sharedRequests = "matched-requests"
            /// The counts of each second rise and fall together.
            case traffic = "cross-correlation"
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
        /// Matched pairs behind the offset; for traffic the seconds compared.
        package var pairs: Int
        /// How fast the clock runs, where it was found to run fast or slow.
        package var drift: Drift?
        /// Why a correction that was found is not made.
        package var refusal: Refusal?

        /// Makes a clock.
        package init(
            zone: String,
            zoneFrom: String,
            zonePairs: Int = 0,
            offsetSeconds: Double,
            uncertaintySeconds: Double,
            method: Method,
            pairs: Int,
            drift: Drift? = nil,
            refusal: Refusal? = nil
        ) {
            self.zone = zone
            self.zoneFrom = zoneFrom
            self.zonePairs = zonePairs
            self.offsetSeconds = offsetSeconds
            self.uncertaintySeconds = uncertaintySeconds
            self.method = method
            self.pairs = pairs
            self.drift = drift
            self.refusal = refusal
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
        digests: [SourceDigest] = []
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
        self.digests = digests
    }
}
