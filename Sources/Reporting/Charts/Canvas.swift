// The few marks of which charts are made. Attributes carry the light design whole; classes let a style darken it.

/// Collects the marks of a drawing.
struct Canvas {
    private(set) var marks: [Markup] = []

    private static let fonts: Constant =
        "system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif"

    /// A line of dashes and blanks, as SVG takes it.
    enum Dash {
        case solid, dashed, dotted

        fileprivate var pattern: Constant? {
            switch self {
            case .solid: nil
            case .dashed: "6 3"
            case .dotted: "2 3"
            }
        }
    }

    /// Adds parts that were made elsewhere.
    mutating func add(_ markup: Markup) {
        marks.append(markup)
    }

    /// Writes text with its baseline at a height; text of a log may be in it.
    mutating func text(_ said: String, _ x: Double, _ y: Double, _ style: TextStyle) {
        var attributes: [Markup.Attribute] = [
            .init(name: .x, value: .number(x)), .init(name: .y, value: .number(y)),
            .init(name: .fontFamily, value: .constant(Self.fonts)),
            .init(name: .fontSize, value: .number(style.size)),
            .init(name: .textAnchor, value: .constant(style.anchor)),
        ]
        if style.isBold { attributes.append(.init(name: .fontWeight, value: "600")) }
        marks.append(.element(.text, attributes + Self.fill(style.ink), [.text(said)]))
    }

    /// Fills a rectangle.
    mutating func rect(
        _ x: Double,
        _ y: Double,
        _ width: Double,
        _ height: Double,
        _ ink: Ink,
        opacity: Double = 1
    ) {
        let place: [Markup.Attribute] = [
            .init(name: .x, value: .number(x)), .init(name: .y, value: .number(y)),
            .init(name: .width, value: .number(max(0, width))),
            .init(name: .height, value: .number(max(0, height))),
        ]
        marks.append(.element(.rect, place + Self.fill(ink) + Self.opacity(opacity), []))
    }

    /// Fills a circle.
    mutating func circle(
        _ x: Double,
        _ y: Double,
        _ radius: Double,
        _ ink: Ink,
        opacity: Double = 1
    ) {
        let place: [Markup.Attribute] = [
            .init(name: .cx, value: .number(x)), .init(name: .cy, value: .number(y)),
            .init(name: .r, value: .number(radius)),
        ]
        marks.append(.element(.circle, place + Self.fill(ink) + Self.opacity(opacity), []))
    }

    /// Draws a straight line.
    mutating func line(
        from start: (x: Double, y: Double),
        to end: (x: Double, y: Double),
        _ ink: Ink,
        width: Double = 1,
        dash: Dash = .solid
    ) {
        stroke([.move(start.x, start.y), .line(end.x, end.y)], ink, width: width, dash: dash)
    }

    /// Draws along a path.
    mutating func stroke(_ path: [PathStep], _ ink: Ink, width: Double, dash: Dash = .solid) {
        guard !path.isEmpty else { return }
        var attributes: [Markup.Attribute] = [
            .init(name: .d, value: .path(path)),
            .init(name: .className, value: .constant(ink.strokeClass)),
            .init(name: .stroke, value: .constant(ink.light)),
            .init(name: .strokeWidth, value: .number(width)),
            .init(name: .fill, value: "none"), .init(name: .strokeJoin, value: "round"),
            .init(name: .vectorEffect, value: "non-scaling-stroke"),
        ]
        if let pattern = dash.pattern {
            attributes.append(.init(name: .strokeDashes, value: .constant(pattern)))
        }
        marks.append(.element(.path, attributes, []))
    }

    /// Fills a path.
    mutating func fill(_ path: [PathStep], _ ink: Ink, opacity: Double) {
        guard !path.isEmpty else { return }
        let shape = [Markup.Attribute(name: .d, value: .path(path))]
        marks.append(.element(.path, shape + Self.fill(ink) + Self.opacity(opacity), []))
    }

    /// A letter in a filled circle.
    mutating func letter(_ letter: String, _ x: Double, _ y: Double) {
        circle(x, y, 9, .ink)
        text(
            letter,
            x,
            y + 4.5,
            TextStyle(size: 12, ink: .background, anchor: "middle", isBold: true)
        )
    }

    private static func fill(_ ink: Ink) -> [Markup.Attribute] {
        [
            .init(name: .className, value: .constant(ink.fillClass)),
            .init(name: .fill, value: .constant(ink.light)),
        ]
    }

    private static func opacity(_ opacity: Double) -> [Markup.Attribute] {
        opacity < 1 ? [.init(name: .fillOpacity, value: .number(opacity))] : []
    }
}
