// The state of matching: one match data and one JIT stack a reader, with limits.
// Source: PCRE2 10.42, pcre2api(3) "The match context", pcre2jit(3).

import CPCRE2

/// Matches patterns against lines, one at a time, and holds the groups of the last match.
///
/// A pattern that backtracks without end runs into a limit instead of hanging.
final class PatternMatcher {
    /// What came of a match.
    enum Outcome {
        case matched
        case none
        /// A limit ended the match before it was decided.
        case limited
    }

    /// Steps of backtracking for one line; the patterns of lnav need under a thousand.
    private static let matchLimit: UInt32 = 100_000
    /// Nested backtracking points, for the interpreter.
    private static let depthLimit: UInt32 = 20_000
    /// Kibibytes of heap, for the interpreter.
    private static let heapLimit: UInt32 = 8_192
    /// Bytes of machine stack, for compiled patterns.
    private static let stackBytesMax = 1 << 20
    /// Longer lines are matched by their beginning: nobody's header is longer.
    static let subjectBytesMax = 64 << 10

    private let data: OpaquePointer?
    private let context: OpaquePointer?
    private let stack: OpaquePointer?
    private let offsets: UnsafeMutablePointer<Int>?
    private var setCount = 0

    /// Makes room for the groups of every pattern.
    init(patterns: [Pattern]) {
        let groups = patterns.map(\.groupCount).max() ?? 0
        data = pcre2_match_data_create_8(UInt32(groups + 1), nil)
        context = pcre2_match_context_create_8(nil)
        stack = pcre2_jit_stack_create_8(32 << 10, Self.stackBytesMax, nil)
        offsets = data.map { pcre2_get_ovector_pointer_8($0) }
        guard let context else { return }
        pcre2_set_match_limit_8(context, Self.matchLimit)
        pcre2_set_depth_limit_8(context, Self.depthLimit)
        pcre2_set_heap_limit_8(context, Self.heapLimit)
        pcre2_jit_stack_assign_8(context, nil, stack.map { UnsafeMutableRawPointer($0) })
    }

    deinit {
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
        pcre2_jit_stack_free_8(stack)
    }

    /// Looks for the pattern anywhere in a text.
    func match(
        _ pattern: Pattern,
        _ text: UnsafeBufferPointer<UInt8>,
        content: TextContent
    ) -> Outcome {
        guard let data else { return .limited }
        let code = pattern.code(for: content)
        let count = min(text.count, Self.subjectBytesMax)
        // Without a byte there is no address, and PCRE2 wants one.
        guard let start = text.baseAddress else { return .none }
        let status =
            pattern.isCompiled
            ? pcre2_jit_match_8(code, start, count, 0, 0, data, context)
            : pcre2_match_8(code, start, count, 0, 0, data, context)
        setCount = Int(max(status, 0))
        if status > 0 { return .matched }
        return status == PCRE2_ERROR_NOMATCH || status == PCRE2_ERROR_PARTIAL ? .none : .limited
    }

    /// Where a group of the last match stands, from the text's first byte; `nil` when it took no part.
    @inline(__always)
    func range(of group: Int) -> Range<Int>? {
        guard group < setCount, let offsets else { return nil }
        let start = offsets[2 * group]
        let end = offsets[2 * group + 1]
        // A group that took no part has the largest size_t; a look-behind may end before it starts.
        return start >= 0 && start <= end ? start..<end : nil
    }

    /// Where a group stands, if the pattern has it and it took part.
    @inline(__always)
    func range(of group: Int?) -> Range<Int>? {
        guard let group else { return nil }
        return range(of: group)
    }
}
