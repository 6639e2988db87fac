// A pattern of a user's format, compiled once and shared by all readers.
// Source: PCRE2 10.42, pcre2api(3), pcre2jit(3), pcre2unicode(3).

import CPCRE2

/// A regular expression of a user, compiled to machine code where the processor allows.
///
/// PCRE2 lets a compiled pattern be used by several threads, since matching writes only to match data.
final class Pattern: Sendable {
    /// What PCRE2 says about a pattern that it cannot compile.
    struct Problem: Error, Equatable {
        /// Where in the pattern, in bytes from 0.
        let offset: Int
        /// PCRE2's words, without any text of the pattern.
        let rule: String
    }

    /// A pattern this long is a program; the longest that ships with lnav has 1,004 bytes.
    static let bytesMax = 16 << 10

    /// The pattern for text with bytes beyond ASCII; bytes that are no UTF-8 match nothing.
    nonisolated(unsafe) private let textCode: OpaquePointer
    /// The same for pure ASCII, on which both give the same and this one is faster; `nil` where the pattern
    /// names characters that single bytes cannot hold.
    nonisolated(unsafe) private let byteCode: OpaquePointer?
    /// Whether machine code was made; else PCRE2 interprets the pattern.
    let isCompiled: Bool
    /// The number of each named group; the first where `(?J)` lets a name stand for several.
    let groups: [String: Int]
    /// The number of groups.
    let groupCount: Int

    /// Compiles a pattern; a full stop matches a line feed too, as lnav has it.
    ///
    /// - Throws: ``Problem``.
    init(_ text: String) throws {
        guard text.utf8.count <= Self.bytesMax else {
            throw Problem(offset: Self.bytesMax, rule: "a pattern has at most 16,384 bytes")
        }
        let common = PCRE2_DOTALL | PCRE2_NEVER_BACKSLASH_C
        textCode = try Self.compile(text, common | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF)
        var ignored = Problem(offset: 0, rule: "")
        byteCode = Self.compiled(text, common, problem: &ignored)
        let codes = [textCode] + (byteCode.map { [$0] } ?? [])
        isCompiled = codes.map { pcre2_jit_compile_8($0, UInt32(PCRE2_JIT_COMPLETE)) }
            .allSatisfy { $0 == 0 }
        groupCount = Int(Self.number(PCRE2_INFO_CAPTURECOUNT, of: textCode))
        groups = Self.names(of: textCode)
    }

    deinit {
        pcre2_code_free_8(textCode)
        pcre2_code_free_8(byteCode)
    }

    /// The code for a text.
    func code(for content: TextContent) -> OpaquePointer {
        switch content {
        case .ascii: byteCode ?? textCode
        case .beyond: textCode
        }
    }

    private static func compile(_ text: String, _ options: UInt32) throws -> OpaquePointer {
        var problem = Problem(offset: 0, rule: "")
        guard let code = compiled(text, options, problem: &problem) else { throw problem }
        return code
    }

    private static func compiled(
        _ text: String,
        _ options: UInt32,
        problem: inout Problem
    ) -> OpaquePointer? {
        var status: Int32 = 0
        var offset = 0
        var text = text
        let code = text.withUTF8 { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, nil)
        }
        if code == nil { problem = Problem(offset: offset, rule: message(status)) }
        return code
    }

    private static func message(_ status: Int32) -> String {
        let room = 256
        let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
            let count = pcre2_get_error_message_8(status, buffer.baseAddress, room)
            filled = max(0, Int(count))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func number(_ what: Int32, of code: OpaquePointer) -> UInt32 {
        var value: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(what), &value)
        return value
    }

    /// Reads the table of names: entries of equal size, the group's number in two bytes, then the name and a zero.
    private static func names(of code: OpaquePointer) -> [String: Int] {
        let count = Int(number(PCRE2_INFO_NAMECOUNT, of: code))
        let size = Int(number(PCRE2_INFO_NAMEENTRYSIZE, of: code))
        var start: UnsafePointer<UInt8>?
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &start)
        guard let start, size > 2 else { return [:] }
        var names: [String: Int] = [:]
        for entry in 0..<count {
            let bytes = UnsafeBufferPointer(start: start + entry * size, count: size)
            let name = String(decoding: bytes.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self)
            let number = Int(bytes[0]) << 8 | Int(bytes[1])
            names[name] = min(number, names[name] ?? number)
        }
        return names
    }
}

/// What bytes a text holds.
enum TextContent {
    case ascii
    /// At least one byte beyond ASCII, valid UTF-8 or not.
    case beyond

    /// Looks at every byte, eight at a time.
    init(of text: UnsafeBufferPointer<UInt8>) {
        self = ByteScan.isASCII(text) ? .ascii : .beyond
    }
}
