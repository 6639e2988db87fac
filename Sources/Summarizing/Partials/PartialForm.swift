// The form of a partial file: a mark, versions, the partial, and a checksum over all of it.

import Parsing

/// The versions that must be equal on both sides: fields travel without names.
package struct PartialVersions: Equatable, Sendable {
    package let tool: String
    package let rules: String

    /// Makes versions.
    package init(tool: String, rules: String) {
        self.tool = tool
        self.rules = rules
    }
}

/// Why the bytes of a file are no partial that can be used.
package enum PartialRefusal: Error, Equatable {
    /// It does not begin as a partial does.
    case notAPartial
    /// It was written by another version, which is named.
    case otherVersion(String)
    /// It was cut, damaged, or made by hand; the rule that it breaks.
    case damaged(String)
}

extension Partial {
    /// How every partial begins, whatever its version.
    package static let mark = Array("debrief partial\n".utf8)
    /// The version of the form; it changes when a field of any summary is added, removed or moved.
    private static let formVersion: UInt64 = 8
    /// Two hashes of 64 bits: chance leaves one damage in 2^128 unseen.
    private static let checksumBytes = 16

    /// The bytes of a file.
    ///
    /// - Throws: `EncodingError` when a summary holds what has no form.
    package func encoded(_ versions: PartialVersions) throws -> [UInt8] {
        let measure = PartialWriter.measuring()
        try write(versions, to: measure)
        let writer = PartialWriter(room: measure.count + Self.checksumBytes)
        try write(versions, to: writer)
        for word in Self.checksum(writer.bytes[...]) { writer.appendWord(word) }
        return writer.bytes
    }

    private func write(_ versions: PartialVersions, to writer: PartialWriter) throws {
        writer.append(contentsOf: Self.mark)
        writer.appendVarint(Self.formVersion)
        try writer.write(versions.tool)
        try writer.write(versions.rules)
        try writer.write(self)
    }

    /// Reads the bytes of a file.
    ///
    /// Its size bounds what is made of it: no count is believed before the bytes behind it were seen.
    /// - Throws: ``PartialRefusal``.
    package init(_ bytes: [UInt8], _ versions: PartialVersions) throws {
        guard bytes.starts(with: Self.mark) else { throw PartialRefusal.notAPartial }
        let bodyEnd = bytes.count - Self.checksumBytes
        guard bodyEnd >= Self.mark.count else { throw PartialRefusal.damaged("it ends too early") }
        do {
            let trailer = PartialReader(bytes[bodyEnd...])
            let checksum = [try trailer.word(), try trailer.word()]
            guard checksum == Self.checksum(bytes[..<bodyEnd]) else {
                throw PartialDamage("its checksum does not fit its bytes")
            }
            let reader = PartialReader(bytes[Self.mark.count..<bodyEnd])
            try Self.check(reader, versions)
            self = try reader.read(Partial.self)
            guard reader.left == 0 else { throw PartialDamage("it goes on after its end") }
        } catch let damage as PartialDamage {
            throw PartialRefusal.damaged(damage.rule)
        } catch is DecodingError {
            throw PartialRefusal.damaged("a word in it is none that debrief writes")
        }
    }

    private static func check(_ reader: PartialReader, _ versions: PartialVersions) throws {
        let form = try reader.varint()
        let tool = try reader.read(String.self)
        let rules = try reader.read(String.self)
        let isSame = form == formVersion && PartialVersions(tool: tool, rules: rules) == versions
        guard !isSame else { return }
        throw PartialRefusal.otherVersion("\(tool) with the rules of \(rules), form \(form)")
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
        [FixedHash.hash(bytes, seed: 1), FixedHash.hash(bytes, seed: 2)]
    }
}
