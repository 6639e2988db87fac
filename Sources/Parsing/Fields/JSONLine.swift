// The fields of a JSON object that stands on one line.
// Source: RFC 8259; jsonlines.org.

extension FieldDraft {
    /// Objects entered in one record: containers are few, and this bounds the nesting.
    private static let objectsMax = 16

    /// Reads an object; `nil` when the text is no object or does not end.
    init?(objectOf text: ArraySlice<UInt8>) {
        self.init(text)
        var cursor = JSONFieldCursor(text)
        guard cursor.enter() else { return nil }
        var depth = 1
        guard read(&cursor, FieldNames.topLevel, &depth), cursor.closedCount == depth,
            cursor.isFinished()
        else { return nil }
    }

    /// Reads the members of an object that was entered; `false` where the text breaks.
    private mutating func read(
        _ cursor: inout JSONFieldCursor,
        _ container: UInt64,
        _ entered: inout Int
    ) -> Bool {
        while let name = cursor.name() {
            if cursor.isAtObject {
                guard entered < Self.objectsMax,
                    let inner = FieldNames.container(name, in: container)
                else {
                    guard cursor.skipValue() else { return false }
                    continue
                }
                let closed = cursor.closedCount
                guard cursor.enter() else { return false }
                entered += 1
                guard read(&cursor, inner, &entered), cursor.closedCount > closed else {
                    return false
                }
                continue
            }
            guard let role = FieldNames.role(of: name, in: container), !cursor.isAtNull,
                let value = cursor.scalar()
            else {
                guard cursor.skipValue() else { return false }
                continue
            }
            take(role, value)
        }
        return true
    }
}
