// A job as it stands in a push: Sidekiq's JSON, escaped by MONITOR, or RQ's bare id.

import Parsing

/// What identifies a job in its payload.
struct JobPayload {
    /// The hash of the job's id.
    let id: UInt64
    /// The class, under ActiveJob the wrapped one; empty when the payload does not say.
    let jobClass: String
    /// Microseconds on the client's clock, or 0.
    let enqueuedAt: Int64

    /// A payload is looked at this far: ids stand near the end of Sidekiq's JSON, behind the arguments.
    private static let payloadBytesMax = 1 << 16
    /// RQ's ids are UUIDs; other bare values longer than this are data.
    private static let idBytesMax = 64

    /// Reads a payload, still escaped; `nil` when there is no id in it.
    init?(_ payload: ArraySlice<UInt8>) {
        let text = payload.prefix(Self.payloadBytesMax)
        guard text.first == 0x7B else {
            guard text.count >= 8, payload.count <= Self.idBytesMax else { return nil }
            id = FixedHash.hash(payload)
            jobClass = ""
            enqueuedAt = 0
            return
        }
        guard let jid = Self.value(of: "jid", in: text) else { return nil }
        id = FixedHash.hash(jid)
        let name = Self.value(of: "wrapped", in: text) ?? Self.value(of: "class", in: text)
        jobClass = name.map { String(decoding: $0.prefix(200), as: UTF8.self) } ?? ""
        enqueuedAt = Self.value(of: "enqueued_at", in: text).map(Self.microseconds) ?? 0
    }

    /// The value behind `\"name\":`, without quotes; the first one at any depth wins.
    private static func value(of name: StaticString, in text: ArraySlice<UInt8>) -> ArraySlice<
        UInt8
    >? {
        let length = name.utf8CodeUnitCount
        return text.withUnsafeBufferPointer { buffer -> Range<Int>? in
            var index = 0
            // \"name\": is six bytes longer than the name.
            while index + length + 6 < buffer.count {
                guard buffer[index] == 0x5C, buffer[index + 1] == 0x22,
                    buffer[index + 2] == name.utf8Start[0],
                    buffer[index + 2 + length] == 0x5C, buffer[index + 3 + length] == 0x22,
                    buffer[index + 4 + length] == 0x3A,
                    (0..<length).allSatisfy({ buffer[index + 2 + $0] == name.utf8Start[$0] })
                else {
                    index += 1
                    continue
                }
                return valueRange(buffer, from: index + 5 + length)
            }
            return nil
        }.map { text[(text.startIndex + $0.lowerBound)..<(text.startIndex + $0.upperBound)] }
    }

    private static func valueRange(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<
        Int
    >? {
        var start = start
        let isString = start + 1 < text.count && text[start] == 0x5C && text[start + 1] == 0x22
        if isString { start += 2 }
        var end = start
        while end < text.count {
            if isString ? text[end] == 0x5C : (text[end] == 0x2C || text[end] == 0x7D) { break }
            end += 1
        }
        return end > start && end < text.count ? start..<end : nil
    }

    /// Seconds with a fraction up to Sidekiq 7, whole milliseconds from 8 on.
    private static func microseconds(_ digits: ArraySlice<UInt8>) -> Int64 {
        guard let number = Double(String(decoding: digits, as: UTF8.self)), number > 0 else {
            return 0
        }
        let seconds = number > 1e11 ? number / 1e3 : number
        return Timestamp(seconds: seconds).microseconds
    }
}
