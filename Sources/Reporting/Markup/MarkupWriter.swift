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
    private var bytes: [UInt8] = []

    /// What was written so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    init(_ syntax: Syntax) {
        self.syntax = syntax
    }

    /// Writes a part and what it holds.
    mutating func write(_ markup: Markup) {
        switch markup {
        case .text(let said): writeEscaped(VisibleText.neutralised(said))
        case .code(let code): bytes += code.text.utf8
        case .data(let value): writeData(value)
        case .element(let tag, let attributes, let children): write(tag, attributes, children)
        }
    }

    private mutating func write(
        _ tag: Markup.Tag,
        _ attributes: [Markup.Attribute],
        _ children: [Markup]
    ) {
        bytes.append(UInt8(ascii: "<"))
        bytes += tag.rawValue.utf8
        for attribute in attributes {
            bytes.append(UInt8(ascii: " "))
            bytes += attribute.name.rawValue.utf8
            bytes += "=\"".utf8
            writeEscaped(Self.text(attribute.value))
            bytes.append(UInt8(ascii: "\""))
        }
        if children.isEmpty, syntax == .xml || Markup.Tag.drawing.contains(tag) {
            bytes += "/>".utf8
        } else {
            bytes.append(UInt8(ascii: ">"))
            for child in children { write(child) }
            if !Markup.Tag.void.contains(tag) { bytes += "</\(tag.rawValue)>".utf8 }
        }
        if Self.linesEnd.contains(tag) { bytes.append(UInt8(ascii: "\n")) }
    }

    /// `<` and `&` as escapes of JSON, so that the data cannot end its element.
    private mutating func writeData(_ value: JSONValue) {
        var writer = JSONWriter()
        writer.write(value)
        for byte in writer.bytes {
            switch byte {
            case UInt8(ascii: "<"): bytes += "\\u003c".utf8
            case UInt8(ascii: ">"): bytes += "\\u003e".utf8
            case UInt8(ascii: "&"): bytes += "\\u0026".utf8
            default: bytes.append(byte)
            }
        }
    }

    private mutating func writeEscaped(_ said: String) {
        for byte in said.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case 0xBE, 0xBF:
                bytes.append(byte)
                replaceNoncharacter()
            default: bytes.append(byte)
            }
        }
    }

    /// Replaces U+FFFE and U+FFFF, which are no characters of XML; nothing shows them anyway.
    private mutating func replaceNoncharacter() {
        guard bytes.count >= 3, bytes[bytes.count - 3] == 0xEF, bytes[bytes.count - 2] == 0xBF
        else { return }
        bytes.replaceSubrange((bytes.count - 3)..., with: "\u{FFFD}".utf8)
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
