// A job as it stands in a push: Sidekiq's JSON, escaped by MONITOR, or RQ's bare id.

import Parsing

/// What identifies a job in its payload.
struct JobPayload {
    /// The hash of the job's id.
    let id: UInt64
    /// The class, under ActiveJob the wrapped one; empty when the payload does not say.
    ///
    /// It stands in the block that is being read.
    let jobClass: Bytes
    /// Microseconds on the client's clock, or 0.
    let enqueuedAt: Int64

    /// A payload is looked at this far: ids stand near the end of Sidekiq's JSON, behind the arguments.
    private static let payloadBytesMax = 1 << 16
    /// RQ's ids are UUIDs; other bare values longer than this are data.
    private static let idBytesMax = 64
    /// Longer class names are cut.
    private static let classBytesMax = 200

    /// Reads a payload, still escaped; `nil` when there is no id in it.
    init?(_ payload: Bytes) {
        let text = Bytes(rebasing: payload.prefix(Self.payloadBytesMax))
        guard text.first == 0x7B else {
            guard text.count >= 8, payload.count <= Self.idBytesMax else { return nil }
            id = FixedHash.hash(payload)
            jobClass = Bytes(rebasing: payload[..<0])
            enqueuedAt = 0
            return
        }
        let fields = Fields(text)
        // Celery names its tasks and their ids otherwise.
        guard let jid = fields.id ?? (fields.task == nil ? nil : fields.taskID) else { return nil }
        id = FixedHash.hash(jid)
        let name =
            fields.wrapped ?? fields.jobClass ?? fields.task ?? Bytes(rebasing: payload[..<0])
        jobClass = Bytes(rebasing: name.prefix(Self.classBytesMax))
        enqueuedAt = fields.enqueuedAt.map(Self.microseconds) ?? 0
    }

    /// Seconds with a fraction up to Sidekiq 7, whole milliseconds from 8 on.
    private static func microseconds(_ digits: Bytes) -> Int64 {
        guard let number = decimal(digits), number > 0 else { return 0 }
        let seconds = number > 1e11 ? number / 1e3 : number
        return Timestamp(seconds: seconds).microseconds
    }

    /// The number that a text is.
    ///
    /// A mantissa below 2^53 divided by a power of ten up to 10^22 is correctly rounded (Clinger 1990), so this
    /// is what `Double.init(_:)` gives.
    private static func decimal(_ text: Bytes) -> Double? {
        var mantissa: UInt64 = 0
        var scale = 1.0
        var hasPoint = false
        for byte in text.prefix(decimalBytesMax) {
            if byte == 0x2E, !hasPoint, mantissa > 0 {
                hasPoint = true
                continue
            }
            guard byte &- 0x30 < 10 else { return Double(String(decoding: text, as: UTF8.self)) }
            mantissa = mantissa * 10 + UInt64(byte &- 0x30)
            if hasPoint { scale *= 10 }
        }
        guard text.count <= decimalBytesMax, mantissa < 1 << 53, !hasPoint || scale > 1 else {
            return Double(String(decoding: text, as: UTF8.self))
        }
        return Double(mantissa) / scale
    }

    /// Nineteen digits fit an unsigned word.
    private static let decimalBytesMax = 19
}

/// The values behind `\"jid\":`, `\"class\":`, `\"wrapped\":` and `\"enqueued_at\":`, without quotes, and
/// those behind Celery's `\"task\":` and `\"id\":`.
///
/// The first field of a name wins, at any depth.
private struct Fields {
    private(set) var id: Bytes?
    private(set) var jobClass: Bytes?
    private(set) var wrapped: Bytes?
    private(set) var enqueuedAt: Bytes?
    private(set) var task: Bytes?
    private(set) var taskID: Bytes?

    private var found: UInt8 = 0

    init(_ text: Bytes) {
        guard let start = text.baseAddress else { return }
        var index = 0
        while found & 0b1111 != 0b1111 {
            index = ByteScan.first(0x5C, in: start, from: index, to: text.count)
            guard index + 3 < text.count else { return }
            defer { index += 1 }
            guard text[index + 1] == 0x22 else { continue }
            switch text[index + 2] {
            case 0x6A: note("jid", text, index, 0b0001) { $0.id = $1 }
            case 0x63: note("class", text, index, 0b0010) { $0.jobClass = $1 }
            case 0x77: note("wrapped", text, index, 0b0100) { $0.wrapped = $1 }
            case 0x65: note("enqueued_at", text, index, 0b1000) { $0.enqueuedAt = $1 }
            case 0x74: note("task", text, index, 0b1_0000) { $0.task = $1 }
            case 0x69: note("id", text, index, 0b10_0000) { $0.taskID = $1 }
            default: break
            }
        }
    }

    /// Keeps the value of a field that stands at `index`, where it is the first of its name.
    @inline(__always)
    private mutating func note(
        _ name: StaticString,
        _ text: Bytes,
        _ index: Int,
        _ bit: UInt8,
        _ keep: (inout Fields, Bytes?) -> Void
    ) {
        let length = name.utf8CodeUnitCount
        // \"name\": is six bytes longer than the name.
        guard found & bit == 0, index + length + 6 < text.count,
            text[index + 2 + length] == 0x5C, text[index + 3 + length] == 0x22,
            text[index + 4 + length] == 0x3A,
            Bytes(rebasing: text[(index + 2)..<(index + 2 + length)]).begins(with: name)
        else { return }
        found |= bit
        keep(&self, Self.value(in: text, from: index + 5 + length))
    }

    private static func value(in text: Bytes, from start: Int) -> Bytes? {
        var start = start
        // Python's encoder puts a blank behind the colon.
        if start < text.count, text[start] == 0x20 { start += 1 }
        let isString = start + 1 < text.count && text[start] == 0x5C && text[start + 1] == 0x22
        if isString { start += 2 }
        var end = start
        while end < text.count {
            if isString ? text[end] == 0x5C : (text[end] == 0x2C || text[end] == 0x7D) { break }
            end += 1
        }
        return end > start && end < text.count ? Bytes(rebasing: text[start..<end]) : nil
    }
}
