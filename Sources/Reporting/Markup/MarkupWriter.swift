// The one place where text becomes part of SVG or HTML.
// Source: XML 1.0, 2.4; HTML Living Standard, 13.1.2 and 13.3 (no raw `<` inside of data for a script).

/// Writes markup.
struct MarkupWriter {
    /// The two grammars differ in elements without content and in line breaks alone.
    enum Syntax {
        case xml, html
    }

    /// Elements after which a line ends, so that a document can be read and compared line by line.
    private static let linesEnd: Set<Markup.Tag> = [
        .svg, .title, .desc, .style, .g, .rect, .path, .circle, .text, .head, .meta, .section,
        .article, .figure, .h1, .h2, .h3, .p, .ul, .ol, .li, .table, .tr, .details, .summary, .div,
        .script, .main, .header, .footer, .nav, .aside,
    ]

    private let syntax: Syntax
    private(set) var text = ""

    init(_ syntax: Syntax) {
        self.syntax = syntax
    }

    /// Writes a part and what it holds.
    mutating func write(_ markup: Markup) {
        switch markup {
        case .text(let said): text += Self.escaped(VisibleText.neutralised(said))
        case .code(let code): text += code.text
        case .data(let value): writeData(value)
        case .element(let tag, let attributes, let children): write(tag, attributes, children)
        }
    }

    private mutating func write(
        _ tag: Markup.Tag,
        _ attributes: [Markup.Attribute],
        _ children: [Markup]
    ) {
        text += "<\(tag.rawValue)"
        for attribute in attributes {
            text += " \(attribute.name.rawValue)=\"\(Self.escaped(Self.text(attribute.value)))\""
        }
        if children.isEmpty, syntax == .xml || Markup.Tag.drawing.contains(tag) {
            text += "/>"
        } else {
            text += ">"
            for child in children { write(child) }
            if !Markup.Tag.void.contains(tag) { text += "</\(tag.rawValue)>" }
        }
        if Self.linesEnd.contains(tag) { text += "\n" }
    }

    /// `<` and `&` as escapes of JSON, so that the data cannot end its element.
    private mutating func writeData(_ value: JSONValue) {
        var writer = JSONWriter()
        writer.write(value)
        var data: [UInt8] = []
        for byte in writer.text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): data += "\\u003c".utf8
            case UInt8(ascii: ">"): data += "\\u003e".utf8
            case UInt8(ascii: "&"): data += "\\u0026".utf8
            default: data.append(byte)
            }
        }
        text += String(decoding: data, as: UTF8.self)
    }

    private static func escaped(_ text: String) -> String {
        // Nearly all text is of letters and digits, which stay.
        if text.utf8.allSatisfy({ $0.isDigit || $0.isLetter || $0 == 0x20 }) { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // Not characters of XML; nothing shows them anyway.
            case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func text(_ value: Markup.Attribute.Value) -> String {
        switch value {
        case .constant(let constant): constant.text
        case .constants(let constants): constants.map(\.text).joined(separator: " ")
        case .number(let number): CoordinateText.text(number)
        case .numbers(let numbers): numbers.map(CoordinateText.text).joined(separator: " ")
        case .path(let steps): steps.map(text).joined()
        case .translation(let x, let y):
            "translate(\(CoordinateText.text(x)) \(CoordinateText.text(y)))"
        case .identifier(let name, let numbers): identifier(name, numbers)
        case .anchor(let name, let numbers): "#" + identifier(name, numbers)
        case .identifiers(let names, let numbers):
            names.map { identifier($0, numbers) }.joined(separator: " ")
        case .policy(let policy): policy.text
        }
    }

    private static func identifier(_ name: Constant, _ numbers: [Int]) -> String {
        ([name.text] + numbers.map { "\($0)" }).joined(separator: "-")
    }

    private static func text(_ step: PathStep) -> String {
        switch step {
        case .move(let x, let y): "M\(CoordinateText.text(x)) \(CoordinateText.text(y))"
        case .line(let x, let y): "L\(CoordinateText.text(x)) \(CoordinateText.text(y))"
        case .box(let x, let y, let width, let height):
            "M\(CoordinateText.text(x)) \(CoordinateText.text(y))h\(CoordinateText.text(width))"
                + "v\(CoordinateText.text(height))h\(CoordinateText.text(-width))Z"
        case .close: "Z"
        }
    }
}

/// Numbers of a drawing: a tenth of a pixel is more than anybody sees, and files stay small and alike.
enum CoordinateText {
    private static let magnitudeMax = 1e9

    /// Writes a number to a tenth, without a tenth of zero.
    static func text(_ number: Double) -> String {
        guard number.isFinite else { return "0" }
        let tenths = Int((min(max(number, -magnitudeMax * 10), magnitudeMax * 10) * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let whole = tenths.magnitude / 10
        return tenths.magnitude % 10 == 0
            ? "\(sign)\(whole)" : "\(sign)\(whole).\(tenths.magnitude % 10)"
    }
}
