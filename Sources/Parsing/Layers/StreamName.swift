// Names of programs and containers as they may stand in the name of a source.

/// Makes names out of what a log says.
enum StreamName {
    /// Names of containers and services are shorter.
    private static let bytesMax = 64

    /// The name, with everything but letters, digits and `._-/@:[]` as a question mark.
    static func text(_ key: ArraySlice<UInt8>) -> String {
        let kept = key.prefix(bytesMax).map { byte in
            let isKept =
                byte < 0x80 && LineCursor.isWord(byte) || "._-/@:[]()".utf8.contains(byte)
            return isKept ? byte : 0x3F
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
