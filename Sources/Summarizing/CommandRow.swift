// One row of a batch with the numbers it was given.

import Parsing

/// A command as the parts of ``RedisActivity`` see it.
struct CommandRow {
    let time: Int64
    let mark: Int
    let kind: Int32
    let host: Int32
    let client: UInt64
    let database: UInt16
    let keyHash: UInt64
    /// The hash of everything after the key.
    let hash: UInt64
    let key: ArraySlice<UInt8>
    /// Everything after the key, with quotes.
    let arguments: ArraySlice<UInt8>

    /// Words looked at in one command; DEL of a million keys is counted as this many.
    static let wordsMax = 10_000

    init(_ batch: RedisCommandBatch, _ row: Int, kind: Int32, host: Int32) {
        time = batch.times[row]
        mark = batch.lines[row]
        self.kind = kind
        self.host = host
        client = batch.clientHashes[row]
        database = batch.databases[row]
        keyHash = batch.keyHashes[row]
        hash = batch.argumentHashes[row]
        key = batch.bytes[batch.keys[row].range]
        arguments = batch.bytes[batch.arguments[row].range]
    }

    /// The words after the key, without quotes, still escaped.
    var words: [ArraySlice<UInt8>] {
        var words: [ArraySlice<UInt8>] = []
        let text = arguments
        var index = text.startIndex
        while index < text.endIndex, words.count < Self.wordsMax {
            guard text[index] == 0x22 else {
                index += 1
                continue
            }
            let start = index + 1
            index = start
            while index < text.endIndex, text[index] != 0x22 {
                index += text[index] == 0x5C ? 2 : 1
            }
            guard index < text.endIndex else { break }
            words.append(text[start..<index])
            index += 1
        }
        return words
    }
}
