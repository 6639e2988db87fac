// Documents as values: SVG and HTML are built of these, so that nothing is escaped by hand and no text of a
// log can become markup. Source: SVG 1.1 and the HTML Living Standard, as far as debrief uses them.

/// A part of a document.
indirect enum Markup: Sendable {
    case element(Tag, [Attribute], [Markup])
    /// Text that may come from a log; made visible and escaped when it is written.
    case text(String)
    /// Style or script of debrief's own, written as it is.
    case code(SourceCode)
    /// A value for the script, inside an element that browsers do not run.
    case data(JSONValue)

    /// The elements that debrief writes; what is not here cannot be written.
    enum Tag: String, Sendable, CaseIterable {
        case svg, title, desc, style, g, rect, path, circle, text
        case html, head, meta, body, main, header, footer, section, article, nav, figure
        case figcaption, h1, h2, h3, p, ul, ol, li, table, thead, tbody, tr, th, td, code, pre
        case strong, a, button, details, summary, div, span, script, aside, output

        /// The elements of a chart.
        static let drawing: Set<Tag> = [
            .svg, .title, .desc, .style, .g, .rect, .path, .circle, .text,
        ]
        /// Elements that HTML writes without an end.
        static let void: Set<Tag> = [.meta]
    }

    /// A name and a value; a value is a constant of the source, a number, or built of such.
    struct Attribute: Sendable {
        let name: Name
        let value: Value

        /// The attributes that debrief writes.
        enum Name: String, Sendable, CaseIterable {
            case xmlns, viewBox, preserveAspectRatio, width, height, role, id, x, y, cx, cy, r, rx,
                d
            case fill, stroke, transform, lang, charset, name, content, href, type, scope, tabindex
            case open
            case className = "class"
            case httpEquiv = "http-equiv"
            case labelledBy = "aria-labelledby"
            case describedBy = "aria-describedby"
            case label = "aria-label"
            case live = "aria-live"
            case hidden = "aria-hidden"
            case fillOpacity = "fill-opacity"
            case fontFamily = "font-family"
            case fontSize = "font-size"
            case fontWeight = "font-weight"
            case strokeWidth = "stroke-width"
            case strokeDashes = "stroke-dasharray"
            case strokeJoin = "stroke-linejoin"
            case textAnchor = "text-anchor"
            case vectorEffect = "vector-effect"
            case dataFrom = "data-from"
            case dataTo = "data-to"
            case dataTime = "data-time"
            case dataChart = "data-chart"
        }

        /// What an attribute may hold; text of a log is not among it.
        enum Value: Sendable {
            case constant(Constant)
            case constants([Constant])
            case number(Double)
            case numbers([Double])
            case path([PathStep])
            case translation(Double, Double)
            /// A constant and numbers, joined to a name that is used once in a document.
            case identifier(Constant, [Int])
            /// A link to such a name in the same document.
            case anchor(Constant, [Int])
            /// Two names, the title and the description.
            case identifiers([Constant], [Int])
            case policy(ContentPolicy)
        }
    }
}

/// A string that can only be written in the source.
struct Constant: Sendable, Hashable, ExpressibleByStringLiteral {
    let text: String

    init(stringLiteral text: String) {
        self.text = text
    }
}

/// A step of a path, in the units of its drawing.
enum PathStep: Sendable, Equatable {
    case move(Double, Double)
    case line(Double, Double)
    /// A closed rectangle by its corner, width and height.
    case box(Double, Double, Double, Double)
    case close
}

extension Markup {
    /// An element, its attributes in the order in which they are written.
    static func element(
        _ tag: Tag,
        _ attributes: KeyValuePairs<Attribute.Name, Attribute.Value> = [:],
        _ children: [Markup] = []
    ) -> Markup {
        .element(tag, attributes.map { Attribute(name: $0.key, value: $0.value) }, children)
    }
}

extension Markup.Attribute.Value: ExpressibleByStringLiteral, ExpressibleByFloatLiteral {
    init(stringLiteral text: String) { self = .constant(Constant(stringLiteral: text)) }
    init(floatLiteral number: Double) { self = .number(number) }
}
