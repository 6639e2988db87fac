// Where in a JSON document something stands, as formats name it.

/// A place such as `data.result[].values[]`.
struct JSONPlace: Sendable {
    /// One step from a value to a value inside it.
    enum Step: Equatable, Sendable {
        /// The member of an object with this name.
        case member([UInt8])
        /// Any member of an object.
        case anyMember
        /// Any element of an array.
        case element
    }

    /// What a reader wants of a place.
    enum Use: Sendable {
        /// The value as it is written.
        case value
        /// The same where it is an object; into an array there is looked.
        case object
        /// To be told when the value there ends; what is inside is looked at.
        case end
    }

    let steps: [Step]
    let use: Use

    /// Makes a place whose values are handed on.
    static func value(_ path: String) -> JSONPlace { JSONPlace(path, .value) }

    /// Makes a place whose values are handed on where they are objects.
    static func object(_ path: String) -> JSONPlace { JSONPlace(path, .object) }

    /// Makes a place whose end is told.
    static func end(_ path: String) -> JSONPlace { JSONPlace(path, .end) }

    /// Reads a path: names parted by points, `*` for any name, `[]` for the elements of an array.
    private init(_ path: String, _ use: Use) {
        var steps: [Step] = []
        for part in path.split(separator: ".") {
            var name = part
            var elements = 0
            while name.hasSuffix("[]") {
                name = name.dropLast(2)
                elements += 1
            }
            if name == "*" {
                steps.append(.anyMember)
            } else if !name.isEmpty {
                steps.append(.member(Array(name.utf8)))
            }
            steps += [Step](repeating: .element, count: elements)
        }
        self.steps = steps
        self.use = use
    }
}
