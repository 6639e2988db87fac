// The statements of a log by their shape: an application has some hundred, a log has millions of executions.

/// Reads statements, each shape only once.
struct StatementShapes {
    /// A statement, and the value in it that picks its row.
    struct Reading {
        let text: StatementText
        /// The hash of the value that picks the row, where it stands in the text.
        let literalHash: UInt64?
    }

    private struct Shape {
        let text: StatementText
        /// Which of the skeleton's values picks the row, or -1.
        let pickedLiteral: Int
    }

    private var shapes: [Shape] = []
    private var numbers = HashedNumbers(countMax: shapesMax)
    private var skeleton: StatementSkeleton
    private let dialect: SQLDialect

    /// More shapes than an application has; what comes after is read anew each time.
    private static let shapesMax = 4_096

    init(_ dialect: SQLDialect = .standard) {
        self.dialect = dialect
        skeleton = StatementSkeleton(dialect)
    }

    /// Reads a statement; `nil` when no word begins it.
    mutating func read(_ sql: ArraySlice<UInt8>) -> Reading? {
        let cut = sql.prefix(StatementText.bytesMax)
        let isShaped = cut.withUnsafeBufferPointer { skeleton.read($0) }
        if isShaped, let known = numbers.find(skeleton.hash) {
            let shape = shapes[Int(known)]
            return Reading(text: shape.text, literalHash: literalHash(shape.pickedLiteral, cut))
        }
        guard let text = StatementText(cut, dialect: dialect) else { return nil }
        var picked = -1
        if let range = text.pickedRange {
            let offset = range.lowerBound - cut.startIndex
            picked = skeleton.literals.firstIndex { $0.lowerBound == offset } ?? -1
        }
        // A value that the skeleton does not hold would be missed in the next execution.
        if isShaped, picked >= 0 || text.pickedRange == nil,
            numbers.add(skeleton.hash, Int32(shapes.count))
        {
            shapes.append(Shape(text: text, pickedLiteral: picked))
        }
        return Reading(text: text, literalHash: text.literalHash)
    }

    private func literalHash(_ number: Int, _ sql: ArraySlice<UInt8>) -> UInt64? {
        guard number >= 0, number < skeleton.literals.count else { return nil }
        let range = skeleton.literals[number]
        let start = sql.startIndex
        return FixedHash.hash(sql[(start + range.lowerBound)..<(start + range.upperBound)])
    }
}
