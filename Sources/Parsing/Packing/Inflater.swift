// A packed file as a stream of bytes: members after each other, damage with its place, bombs with a bound.

/// Unpacks chunk by chunk.
///
/// What stands before a damaged place is handed on. Memory holds one chunk, however much a file unpacks to.
final class Inflater {
    /// What stopped the stream before its end and where, as a sentence; `nil` while nothing did.
    private(set) var damage: String?
    /// Whether the last call filled its output, so that more may follow without any input.
    private(set) var hasMore = false

    private let packing: Packing
    private let codec: any Codec
    private let outputBytesMax: Int
    private var isDone = false
    /// The first bytes of the first member and of the current one, by which padding is told.
    private var firstHead: [UInt8] = []
    private var memberHead: [UInt8] = []
    private var hasReadMember = false
    /// Bytes taken and given since the current member began, and in all.
    private var memberInput = 0
    private var memberOutput = 0
    private var input = 0
    private var output = 0

    /// Bytes handed on at once: a chunk and the rows made of it stay in the second-level cache.
    private static let chunkBytes = 1 << 18
    /// Bytes unpacked by one call of a library: what a call gave before it met damage is lost with some.
    private static let stepBytes = 1 << 15
    /// A day's work for one core; a file that unpacks to more was made to be one.
    static let outputBytesMax = 1 << 40
    /// Text shrinks to a thirtieth, and the most repetitive of logs to a hundredth.
    private static let plausibleRatioMax = 250
    /// Below this size a ratio is nobody's trouble.
    private static let ratioBytesMin = 64 << 20

    /// Makes an inflater; `nil` for what is not packed.
    convenience init?(_ packing: Packing) {
        self.init(packing, outputBytesMax: Self.outputBytesMax)
    }

    /// Makes an inflater with another bound on what it unpacks to.
    init?(_ packing: Packing, outputBytesMax: Int) {
        guard let codec = packing.makeCodec() else { return nil }
        self.packing = packing
        self.codec = codec
        self.outputBytesMax = outputBytesMax
    }

    /// A sentence when the file unpacks to far more than logs do, else `nil`.
    var suspicion: String? {
        guard output >= Self.ratioBytesMin, output / max(1, input) >= Self.plausibleRatioMax else {
            return nil
        }
        return "it unpacks to \(output / max(1, input)) times its size, as made-up archives do"
    }

    /// Unpacks as much of a buffer from a position on as fits into one chunk.
    func inflate(_ packed: UnsafeBufferPointer<UInt8>, from position: inout Int) -> [UInt8] {
        guard damage == nil, !isDone else {
            position = packed.count
            hasMore = false
            return []
        }
        return [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { chunk, filled in
            while filled < chunk.count, position < packed.count || hasMore {
                let end = min(filled + Self.stepBytes, chunk.count)
                let target = UnsafeMutableBufferPointer(rebasing: chunk[filled..<end])
                let source = UnsafeBufferPointer(rebasing: packed[position...])
                if memberInput == 0 { memberHead = Array(source.prefix(2)) }
                let step = codec.step(source, into: target)
                position += step.consumed
                filled += step.produced
                account(step)
                hasMore = step.produced == target.count && step.state == .inside
                guard settle(step) else {
                    position = packed.count
                    hasMore = false
                    return
                }
                if step.consumed == 0, step.produced == 0, step.state == .inside { return }
            }
        }
    }

    /// Notes a stream that ended in the middle of a member.
    func finish() {
        let isPadding = hasReadMember && memberHead != firstHead
        if damage == nil, memberInput > 0, !isDone, !isPadding {
            damage = "the \(packing.rawValue) stream ends before its end mark, at \(place)"
        }
    }

    private func account(_ step: CodecStep) {
        memberInput += step.consumed
        memberOutput += step.produced
        input += step.consumed
        output += step.produced
    }

    /// Returns whether the stream goes on.
    private func settle(_ step: CodecStep) -> Bool {
        switch step.state {
        case .memberEnd:
            if !hasReadMember { firstHead = memberHead }
            hasReadMember = true
            memberInput = 0
            memberOutput = 0
            codec.restart()
        case .inside: break
        case .broken(let why):
            // Padding after the last member is common on tapes and in object stores; not damage.
            if hasReadMember, memberOutput == 0, memberHead != firstHead {
                isDone = true
            } else {
                damage = "the \(packing.rawValue) stream \(why) at \(place)"
            }
            return false
        }
        guard output < outputBytesMax else {
            damage = "it unpacks to more than \(outputBytesMax) bytes; the rest was left out"
            return false
        }
        return true
    }

    private var place: String { "byte \(input) of the file, after \(output) bytes of text" }
}
