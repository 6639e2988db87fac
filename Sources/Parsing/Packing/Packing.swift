// How the bytes of a file are packed, told by their magic and never by the name.
// Source: RFC 1952 (gzip), RFC 8878 (zstd), the .xz file format 1.2.1, the bzip2 manual 1.0.8.

/// A way to pack bytes that debrief can undo.
package enum Packing: String, Sendable, Equatable, CaseIterable {
    case plain
    case gzip
    case zstd
    case xz
    case bzip2

    /// The bytes that tell it.
    package static let magicBytesMax = 10

    /// Tells the packing by the first bytes of a file.
    package init(magic head: some Collection<UInt8>) {
        let head = Array(head.prefix(Self.magicBytesMax))
        if head.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || Self.isSkippableFrame(head) {
            self = .zstd
        } else if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
            self = .xz
        } else if Self.isBzip2(head) {
            self = .bzip2
        } else {
            self = .plain
        }
    }

    /// Makes what undoes the packing, or `nil` when nothing is to be undone.
    func makeCodec() -> (any Codec)? {
        switch self {
        case .plain: nil
        case .gzip: GzipCodec()
        case .zstd: ZstdCodec()
        case .xz: XZCodec()
        case .bzip2: Bzip2Codec()
        }
    }

    /// A frame of zstd that holds no data: `pzstd` and seekable archives begin with one.
    private static func isSkippableFrame(_ head: [UInt8]) -> Bool {
        head.count >= 4 && head[0] & 0xF0 == 0x50 && head[1...3].elementsEqual([0x2A, 0x4D, 0x18])
    }

    /// `BZh`, the size of the blocks, and the first block or, of an empty archive, the end.
    ///
    /// A text may begin with the letters alone.
    private static func isBzip2(_ head: [UInt8]) -> Bool {
        guard head.count == 10, head.starts(with: "BZh".utf8), (0x31...0x39).contains(head[3])
        else { return false }
        let block: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
        let end: [UInt8] = [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]
        return head[4...].elementsEqual(block) || head[4...].elementsEqual(end)
    }
}
