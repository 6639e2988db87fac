// The seam between debrief and the libraries that decompress: one file a library.

/// Undoes one member of a packed file, step by step; owns the library's handle.
protocol Codec: AnyObject {
    /// Decompresses from a buffer into another as far as both reach.
    func step(
        _ input: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> CodecStep

    /// Makes ready for the next member.
    func restart()
}

/// What one call of a library did.
struct CodecStep {
    /// Bytes taken from the input and put into the output.
    var consumed = 0
    var produced = 0
    var state = State.inside

    /// Where the stream stands after it.
    enum State: Equatable {
        /// In the middle of a member.
        case inside
        /// At the end of a member; another may follow.
        case memberEnd
        /// At a place that cannot be read, with the reason as the end of a sentence: `is corrupt`.
        case broken(String)
    }
}
