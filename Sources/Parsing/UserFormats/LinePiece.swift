// The pieces of which lnav makes the text of a JSON message. Source: lnav 0.13 docs/source/formats.rst "line-format".

/// A piece of a line-format.
enum LinePiece: Sendable, Equatable {
    case text(String)
    /// A field with what stands around it; widths and alignment are for a screen and ignored.
    case field(name: String, absent: String, prefix: String, suffix: String, transform: Transform)

    /// How the text of a field is written.
    enum Transform: String, Sendable {
        case none, uppercase, lowercase, capitalize

        /// Writes a text.
        func apply(_ text: String) -> String {
            switch self {
            case .none: text
            case .uppercase: text.uppercased()
            case .lowercase: text.lowercased()
            case .capitalize: text.prefix(1).uppercased() + text.dropFirst()
            }
        }
    }
}
