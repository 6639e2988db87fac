// The contract of everything that can be counted in parts and put together.
// Source: Agarwal, Cormode, Huang, Phillips, Wei, Yi, "Mergeable Summaries", PODS 2012.

/// A value that summarises a stream and can be merged with the summary of the stream's continuation.
///
/// Two laws, tested over seeds for every conformer: merging is associative, and the empty summary is
/// its identity. What is printed of a summary must not depend on how the stream was cut. It can be
/// written down and read again by its fields, so that it can be merged on another machine.
package protocol Summary: Sendable, Codable {
    /// What is inserted: a batch of rows, a number.
    associatedtype Element

    /// Makes the summary of nothing.
    init()

    /// Adds what comes next in the stream.
    mutating func insert(_ element: Element)

    /// Adds the summary of what comes next in the stream.
    mutating func merge(_ later: Self)
}
