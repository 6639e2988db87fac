// A value of a message as a user's format declares it, and the number it stands for.
// Source: lnav 0.13 docs/source/formats.rst "value"; src/log_format_ext.hh scaling_factor.

/// A captured value.
struct ValueDefinition: Sendable {
    /// How the text of a value is to be read.
    enum Kind: String, Sendable {
        case string, integer, float, boolean, json, structure = "struct", quoted, xml, timestamp,
            any
    }

    /// What turns a number in the units of its field into the base of the format's author.
    struct Scaling: Sendable {
        enum Operation: String, Sendable {
            case identity, multiply, divide
        }

        let unit: String
        let operation: Operation
        let value: Double
    }

    let name: String
    let kind: Kind
    let isIdentifier: Bool
    let isHidden: Bool
    /// The group that holds the unit.
    let unitField: String?
    let scalings: [Scaling]
    /// What the name says of the unit: `resp_bytes`, `took_ms`.
    let nameScale: UnitScale?

    /// Whether its numbers make a series: a number with a unit that identifies nothing.
    var isMeasure: Bool {
        guard !isIdentifier, kind == .integer || kind == .float else { return false }
        return unitField != nil || nameScale != nil
    }

    /// The number in a base unit; `nil` where the unit is not known.
    func measure(_ number: Double, unit: String?) -> (value: Double, unit: Sample.Unit)? {
        if let unit, let scaling = scalings.first(where: { $0.unit == unit }) {
            let base = nameScale ?? .count
            let scaled =
                switch scaling.operation {
                case .identity: number
                case .multiply: number * scaling.value
                case .divide: number / scaling.value
                }
            return (base.value(of: scaled), base.unit)
        }
        if let unit, let scale = UnitScale.named(unit) {
            return (scale.value(of: number), scale.unit)
        }
        guard let nameScale else { return nil }
        return (nameScale.value(of: number), nameScale.unit)
    }
}

extension UnitScale {
    /// A number in this unit, in the base unit.
    func value(of number: Double) -> Double {
        guard places != 0 else { return number * factor }
        var power = 1.0
        for _ in 0..<abs(places) { power *= 10 }
        return (places < 0 ? number / power : number * power) * factor
    }
}
