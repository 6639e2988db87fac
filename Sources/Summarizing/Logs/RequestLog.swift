// Web requests, compact.

package import Parsing

/// One request; without pointers and gaps, since there are millions.
package struct RequestRecord: Sendable, Equatable, PlainCell {
    /// Microseconds on the log's clock.
    package var start: Int64 = 0
    package var firstMark = 0
    package var lastMark = 0
    /// A number in ``RequestLog/endpoints``: controller and action, or method and path pattern.
    package var endpoint: Int32 = 0
    private var statusCode = RequestRecord.noCode
    private var cacheCode = RequestRecord.noCode
    private var duration = OptionalNumber()
    private var databaseTime = OptionalNumber()
    /// A hash of the request's id, or 0: the same request in the log of a proxy and of an application.
    package var id: UInt64 = 0

    private static let noCode: Int16 = -1

    package init() {}

    /// The status, where the log states one that fits 15 bits.
    package var status: Int? {
        get { statusCode == Self.noCode ? nil : Int(statusCode) }
        set { statusCode = newValue.flatMap { Int16(exactly: $0) } ?? Self.noCode }
    }

    package var durationMilliseconds: Double? {
        get { duration.value }
        set { duration.value = newValue }
    }

    /// Time in the database, where the log states it.
    package var databaseMilliseconds: Double? {
        get { databaseTime.value }
        set { databaseTime.value = newValue }
    }

    package var cache: CacheResult? {
        get { UInt8(exactly: cacheCode).flatMap(CacheResult.init) }
        set { cacheCode = newValue.map { Int16($0.rawValue) } ?? Self.noCode }
    }
}

/// What a cache in front of the server did with a request.
package typealias CacheResult = Parsing.RequestEvent.CacheResult

/// The requests of all logs.
package struct RequestLog: Sendable, Codable {
    /// Requests kept, 56 bytes each; beyond it half are dropped, by the hash of their line.
    private let recordsMax: Int

    package private(set) var endpoints = NameTable(namesMax: 4_096)
    package internal(set) var records: [RequestRecord] = []
    /// Requests are kept while the top bits of their line's hash are zero.
    package private(set) var sampleShift = 0
    /// Requests that were read; of these ``records`` are a sample when ``sampleShift`` is not zero.
    package private(set) var count = 0
    /// Numbers of endpoints by the hash of method and path, or of the endpoint: a cache.
    @Derived private var numbers = HashIndex()
    @Derived private var pattern: [UInt8] = []

    /// What the cache holds at most; what comes after is looked up by name each time.
    private static let numbersMax = 1 << 16

    init(_ budget: MemoryBudget = .standard) { recordsMax = budget.requestsMax }

    mutating func insert(_ event: RequestEvent) {
        count += 1
        guard isKept(event.start.microseconds, event.firstLine) else { return }
        var record = RequestRecord()
        record.start = event.start.microseconds
        record.firstMark = event.firstLine
        record.lastMark = event.lastLine
        record.endpoint = number(of: event)
        record.status = event.status
        record.durationMilliseconds = event.durationMilliseconds
        record.databaseMilliseconds = event.databaseMilliseconds
        record.id = event.idHash ?? 0
        record.cache = event.cache
        append(record)
    }

    mutating func merge(_ later: RequestLog) {
        let numbers = endpoints.absorb(later.endpoints)
        count += later.count
        while sampleShift < later.sampleShift { halve() }
        for record in later.records where isKept(record.start, record.firstMark) {
            var record = record
            record.endpoint = numbers[Int(record.endpoint)]
            append(record)
        }
    }

    /// The number of a request's endpoint: its name, or its method and the pattern of its path.
    private mutating func number(of event: RequestEvent) -> Int32 {
        var path = event.path
        let hash = path.withUTF8 { bytes in
            event.endpoint.isEmpty
                ? FixedHash.hash(bytes, seed: FixedHash.hash(event.method.utf8))
                : FixedHash.hash(event.endpoint.utf8, seed: 1)
        }
        let known = numbers.find(hash)
        if known >= 0 { return known }
        var name = event.endpoint
        if name.isEmpty {
            pattern.removeAll(keepingCapacity: true)
            pattern += event.method.utf8
            pattern.append(0x20)
            path.withUTF8 { KeyPattern.write($0, to: &pattern) }
            name = String(decoding: pattern, as: UTF8.self)
        }
        let number = endpoints.number(of: name)
        if numbers.count < Self.numbersMax { numbers.add(hash, number) }
        return number
    }

    /// Whether a request is in the sample; its time and line decide, so that shards agree.
    private func isKept(_ start: Int64, _ mark: Int) -> Bool {
        Self.isKept(start, mark, sampleShift)
    }

    private static func isKept(_ start: Int64, _ mark: Int, _ shift: Int) -> Bool {
        shift == 0 || hash(start, mark) >> UInt64(64 - shift) == 0
    }

    private static func hash(_ start: Int64, _ mark: Int) -> UInt64 {
        FixedHash.combine(
            UInt64(bitPattern: start),
            UInt64(truncatingIfNeeded: LineMark.line(of: mark))
        )
    }

    private mutating func append(_ record: RequestRecord) {
        records.append(record)
        if records.count > recordsMax { halve() }
    }

    private mutating func halve() {
        sampleShift += 1
        let shift = sampleShift
        records.removeAll { !Self.isKept($0.start, $0.firstMark, shift) }
    }
}

extension RequestLog: Restorable {
    mutating func restore() throws {
        guard records.allSatisfy({ endpoints.names.indices.contains(Int($0.endpoint)) }),
            records.count <= recordsMax, (0...63).contains(sampleShift), count >= 0
        else {
            throw PartialDamage("the request log contradicts itself")
        }
    }

    mutating func shift(_ shift: MarkShift) {
        for number in records.indices {
            records[number].firstMark = shift(records[number].firstMark)
            records[number].lastMark = shift(records[number].lastMark)
        }
    }
}
