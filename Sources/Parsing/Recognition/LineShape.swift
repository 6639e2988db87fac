// What a line looks like, without a word of it.

/// Describes files that nobody can read.
enum LineShape {
    /// Characters of the shape that are kept.
    private static let charactersMax = 60
    /// Bytes of the line that are looked at.
    private static let bytesMax = 400
    /// Text has hardly any control characters but tabs, returns and the escapes of colours.
    private static let controlShareMax = 0.05

    /// The shape of the first line that is not empty: letters `a`, digits `0`, the rest as it is.
    static func text(_ head: FileHead) -> String {
        guard let line = head.lines.first(where: { !$0.isEmpty }) else { return "" }
        let controls = line.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0D && $0 != 0x1B }
        if Double(controls) > controlShareMax * Double(line.count) { return "binary data" }
        var shape = ""
        var last: Character = "\0"
        for byte in line.prefix(bytesMax) where shape.count < charactersMax {
            let next: Character =
                switch byte {
                case 0x30...0x39: "0"
                case 0x41...0x5A, 0x61...0x7A: "a"
                case 0x20...0x7E: Character(Unicode.Scalar(byte))
                default: "?"
                }
            if next == last, next == "a" || next == "0" || next == "?" { continue }
            shape.append(next)
            last = next
        }
        return shape
    }
}
