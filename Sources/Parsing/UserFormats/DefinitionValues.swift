// The values, the line format and the samples of a format, read from its JSON.
// Source: lnav 0.13 docs/source/formats.rst.

extension DefinitionReader {
    mutating func readValues() {
        for member in members("value") {
            let path = "/value/" + member.name
            let kind = member.value["kind"]?.text ?? ValueDefinition.Kind.string.rawValue
            let known = ValueDefinition.Kind(rawValue: kind)
            if known == nil {
                fail(
                    path + "/kind",
                    "this is no kind of value",
                    help:
                        "string, integer, float, boolean, json, struct, quoted, xml, timestamp, any"
                )
            }
            definition.values.append(
                ValueDefinition(
                    name: member.name,
                    kind: known ?? .string,
                    isIdentifier: member.value["identifier"] == .bool(true)
                        || member.value["foreign-key"] == .bool(true),
                    isHidden: member.value["hidden"] == .bool(true),
                    unitField: member.value["unit"]?["field"]?.text,
                    scalings: scalings(member.value["unit"], at: path + "/unit"),
                    nameScale: ColumnUnit.scale(of: member.name).flatMap {
                        $0.unit == .count ? nil : $0
                    }
                )
            )
        }
    }

    private mutating func scalings(_ unit: JSONValue?, at path: String) -> [ValueDefinition.Scaling]
    {
        guard case .object(let members)? = unit?["scaling-factor"] else { return [] }
        var scalings: [ValueDefinition.Scaling] = []
        for member in members {
            let operation = member.value["op"]?.text ?? "identity"
            guard let known = ValueDefinition.Scaling.Operation(rawValue: operation),
                let number = member.value["value"]?.real ?? (known == .identity ? 1 : nil),
                number > 0
            else {
                fail(
                    path + "/scaling-factor/" + member.name,
                    "a scaling-factor has an op (identity, multiply, divide) and a value above 0",
                    help: "write { \"op\": \"divide\", \"value\": 1000 }"
                )
                continue
            }
            scalings.append(.init(unit: member.name, operation: known, value: number))
        }
        return scalings
    }

    mutating func readLineFormat() {
        for (number, element) in elements("line-format").enumerated() {
            if let text = element.text {
                definition.lineFormat.append(.text(text))
            } else if let name = element["field"]?.text {
                let transform = element["text-transform"]?.text ?? "none"
                definition.lineFormat.append(
                    .field(
                        name: name,
                        absent: element["default-value"]?.text ?? "-",
                        prefix: element["prefix"]?.text ?? "",
                        suffix: element["suffix"]?.text ?? "",
                        transform: LinePiece.Transform(rawValue: transform) ?? .none
                    )
                )
            } else {
                fail(
                    "/line-format/\(number)",
                    "a piece of a line is a text or an object with a field",
                    help: "write { \"field\": \"msg\" }"
                )
            }
        }
    }

    mutating func readSamples() {
        for (number, element) in elements("sample").enumerated() {
            let path = "/sample/\(number)"
            guard let line = element["line"]?.text else {
                fail(path, "a sample has a line", help: "write { \"line\": \"...\" }")
                continue
            }
            let level = element["level"]?.text
            let known = level.flatMap(FormatLevel.init(rawValue:))
            if level != nil, known == nil {
                fail(path + "/level", "this is no level", help: "for example \"warning\"")
            }
            definition.samples.append(.init(text: line, level: known, path: root + path))
        }
    }
}
