// One JSON object as a message of a user's format. Source: lnav 0.13 src/log_format.cc, scan_json.

/// The fields of a message that a format looks for, as they stand in the line.
struct JSONMessage {
    /// A value as it is written.
    enum Written {
        /// The text of a string, still with its escapes.
        case string(ArraySlice<UInt8>)
        /// A number or a word.
        case bare(ArraySlice<UInt8>)

        var bytes: ArraySlice<UInt8> {
            switch self {
            case .string(let bytes), .bare(let bytes): bytes
            }
        }
    }

    private(set) var fields: [(role: JSONFields.Role, value: Written)] = []

    /// The first value with a role.
    func value(_ role: JSONFields.Role) -> Written? {
        fields.first { $0.role == role }?.value
    }

    /// Reads a line; `nil` when it is not one whole object, or has no time.
    static func read(
        _ line: ArraySlice<UInt8>,
        of definition: FormatDefinition,
        _ fields: JSONFields
    ) -> JSONMessage? {
        var cursor = JSONFieldCursor(line)
        guard cursor.enter() else { return nil }
        var message = JSONMessage()
        var objects = 1
        guard message.readMembers(&cursor, fields.roots, &objects),
            cursor.closedCount == objects, cursor.isFinished(), message.value(.timestamp) != nil
        else { return nil }
        return message
    }

    /// Reads the members of an object that was entered; the depth is that of the format's names.
    private mutating func readMembers(
        _ cursor: inout JSONFieldCursor,
        _ nodes: [JSONFields.Node],
        _ objects: inout Int
    ) -> Bool {
        while let name = cursor.name() {
            guard let node = nodes.first(where: { $0.name.elementsEqual(name) }) else {
                guard cursor.skipValue() else { return false }
                continue
            }
            if !node.children.isEmpty, cursor.enter() {
                objects += 1
                guard readMembers(&cursor, node.children, &objects) else { return false }
            } else if let text = cursor.string() {
                for role in node.roles { fields.append((role, .string(text))) }
            } else if let text = cursor.scalar() {
                for role in node.roles { fields.append((role, .bare(text))) }
            } else if !cursor.skipValue() {
                return false
            }
        }
        return true
    }
}
