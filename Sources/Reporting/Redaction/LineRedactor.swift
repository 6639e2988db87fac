// Lines of a capture, redacted: by place first, then by pattern, then by entropy.

package import Diagnosing

/// Masks what a line holds, for the eye or so that the line can be read again.
package struct LineRedactor: Sendable {
    private enum Style: Sendable {
        /// Labels as reports have them.
        case labels
        /// Values of the same form.
        case pseudonyms(Pseudonyms)
    }

    private let style: Style
    private var redactor: Redactor
    /// Values that were masked, by their class; one that comes twice counts twice.
    package private(set) var counts: [String: Int] = [:]

    /// Masks for the eye, with the labels of a redactor.
    package init(labels redactor: Redactor) {
        style = .labels
        self.redactor = redactor
    }

    /// Masks so that debrief reads the lines as it would have read the original.
    package init(pseudonyms key: RedactionKey, mode: Redactor.Mode) {
        style = .pseudonyms(Pseudonyms(key))
        redactor = Redactor(mode: mode, key: key)
    }

    /// A line whose places are known.
    ///
    /// - Complexity: O(n) in the bytes of the line.
    package mutating func redacted(_ line: [UInt8], _ places: [LinePlace]) -> [UInt8] {
        guard redactor.mode != .off else { return line }
        // A word before a place can make what follows the place a secret, so the line is looked at as one too.
        var matches = SecretScanner(line, .prose).matches()[...]
        var shown: [UInt8] = []
        shown.reserveCapacity(line.count)
        var next = 0
        for place in places {
            shown += between(next..<place.range.lowerBound, of: line, &matches)
            shown += shownPlace(line[place.range], place.role)
            next = place.range.upperBound
        }
        return shown + between(next..<line.count, of: line, &matches)
    }

    /// What stands between two places; drops the matches that end there.
    private mutating func between(
        _ range: Range<Int>,
        of line: [UInt8],
        _ matches: inout ArraySlice<SecretScanner.Match>
    ) -> [UInt8] {
        var shown: [UInt8] = []
        var next = range.lowerBound
        while let match = matches.first, match.range.lowerBound < range.upperBound {
            let hidden = match.range.clamped(to: next..<range.upperBound)
            if !hidden.isEmpty {
                shown += scanned(line[next..<hidden.lowerBound], .prose)
                shown += replaced(match.kind, line[hidden])
                next = hidden.upperBound
            }
            guard match.range.upperBound <= range.upperBound else { break }
            matches.removeFirst()
        }
        return shown + scanned(line[next..<range.upperBound], .prose)
    }

    /// The name of a file.
    package mutating func redactedName(_ name: String) -> String {
        guard redactor.mode != .off else { return name }
        return String(decoding: scanned(Array(name.utf8)[...], .name), as: UTF8.self)
    }

    private mutating func shownPlace(_ bytes: ArraySlice<UInt8>, _ role: LinePlace.Role) -> [UInt8]
    {
        switch role {
        // Ids look random, and join what one file says of a job with what another does.
        case .kept: return scanned(bytes, .name, rules: .patterns)
        case .name: return scanned(bytes, .name)
        case .client: return client(bytes)
        case .value:
            counts["value", default: 0] += 1
            switch style {
            case .labels: return label(.value, bytes)
            case .pseudonyms(let pseudonyms): return pseudonyms.value(bytes)
            }
        case .key: return key(bytes)
        }
    }

    private mutating func key(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let masked = scanned(bytes, .name)
        // What a label stands in has no other parts worth telling apart.
        guard masked.elementsEqual(bytes) else { return masked }
        switch style {
        case .labels: return Array(KeyPattern.of(bytes).utf8)
        case .pseudonyms(let pseudonyms): return pseudonyms.key(bytes)
        }
    }

    /// The address without its port.
    private mutating func client(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let isSocket = bytes.first == UInt8(ascii: "/") || bytes.starts(with: "unix:".utf8)
        guard !isSocket, let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else {
            return scanned(bytes, .name)
        }
        let isBracketed = bytes.first == UInt8(ascii: "[") && bytes[colon - 1] == UInt8(ascii: "]")
        let host = isBracketed ? bytes[(bytes.startIndex + 1)..<(colon - 1)] : bytes[..<colon]
        return replaced(.ip, host) + bytes[colon...]
    }

    private mutating func scanned(
        _ bytes: ArraySlice<UInt8>,
        _ context: SecretScanner.Context,
        rules: SecretScanner.Rules = .all
    ) -> [UInt8] {
        let bytes = Array(bytes)
        var shown: [UInt8] = []
        var next = 0
        for match in SecretScanner(bytes, context, rules: rules).matches() {
            shown += bytes[next..<match.range.lowerBound]
            shown += replaced(match.kind, bytes[match.range])
            next = match.range.upperBound
        }
        return next == 0 ? bytes : shown + bytes[next...]
    }

    private mutating func replaced(_ kind: SecretClass, _ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let value = String(decoding: bytes, as: UTF8.self)
        if kind == .ip {
            let isKept = redactor.mode == .keepPrivateAddresses && Address.isPrivate(value)
            if isKept || Pseudonyms.isInvented(value) { return Array(bytes) }
        }
        counts[kind.rawValue, default: 0] += 1
        guard case .pseudonyms(let pseudonyms) = style else { return label(kind, bytes) }
        if kind == .ip { return Array(pseudonyms.address(value).utf8) }
        return Array("‹\(pseudonyms.label(kind, value))›".utf8)
    }

    private mutating func label(_ kind: SecretClass, _ bytes: ArraySlice<UInt8>) -> [UInt8] {
        Array("‹\(redactor.label(kind, String(decoding: bytes, as: UTF8.self)))›".utf8)
    }
}
