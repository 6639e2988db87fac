// The host, program and process before a message of syslog. Source: RFC 3164, 4.1.3; rsyslog `parse.c`; systemd
// `src/shared/logs-show.c`.

/// `host program[pid]: message`.
struct SyslogTag {
    let host: ArraySlice<UInt8>
    let program: ArraySlice<UInt8>
    let process: ArraySlice<UInt8>

    /// Names of hosts and programs are shorter.
    private static let nameBytesMax = 255

    /// Reads a tag and passes the blank behind it; `nil` when no program stands behind a host.
    static func read(_ cursor: inout LineCursor) -> SyslogTag? {
        let host = cursor.text(until: 0x20)
        guard !host.isEmpty, host.count <= nameBytesMax, host.last != 0x3A else { return nil }
        let start = cursor.index
        while let byte = cursor.next, byte != 0x5B, byte != 0x3A, byte > 0x20 { cursor.index += 1 }
        let program = cursor.bytes[start..<cursor.index]
        guard !program.isEmpty, program.count <= nameBytesMax else { return nil }
        var process: ArraySlice<UInt8> = []
        if cursor.skip(byte: 0x5B) {
            process = cursor.text(until: 0x5D)
            guard process.count <= nameBytesMax else { return nil }
        }
        guard cursor.skip(byte: 0x3A) else { return nil }
        _ = cursor.skip(byte: 0x20)
        return SyslogTag(host: host, program: program, process: process)
    }

    /// The message without what PostgreSQL and rsyslog do to it: the number of the message and its part
    /// (`[7-2] `), and tabs as `#011`.
    static func message(_ raw: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var cursor = LineCursor(raw)
        let isNumbered =
            cursor.skip(byte: 0x5B) && cursor.integer() != nil && cursor.skip(byte: 0x2D)
            && cursor.integer() != nil && cursor.skip("] ")
        let message = isNumbered ? cursor.rest : raw
        guard LineCursor.find("#0", in: message) != nil else { return message }
        var plain: [UInt8] = []
        plain.reserveCapacity(message.count)
        var index = message.startIndex
        while index < message.endIndex {
            if LineCursor.stands("#011", in: message, at: index) {
                plain.append(0x09)
                index += 4
            } else {
                plain.append(message[index])
                index += 1
            }
        }
        return plain[...]
    }
}
