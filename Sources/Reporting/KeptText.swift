// What people wrote into a report: regions between marks, and everything below `## Amendments`. A later run keeps
// both, since an incident is understood by people, and the report is where they write it down.

/// The parts of a Markdown report that belong to people.
package struct KeptText: Sendable, Equatable {
    /// A place in a report that people fill in; the raw value is its name in the marks.
    package enum Region: String, Sendable, CaseIterable {
        case owners
        case answers

        /// The line above it.
        var opening: String { "<!-- keep:\(rawValue) -->" }
    }

    /// Why the parts cannot be told from the rest.
    package struct Broken: Error, Equatable {
        /// From 1.
        package let line: Int
        package let problem: String
    }

    /// The line below a region, and the heading of what is kept at the end.
    static let closing = "<!-- /keep -->"
    static let amendmentsHeading = "## Amendments"

    private var regions: [Region: String] = [:]
    private var amendments: String?

    /// Nothing that people wrote.
    package static let none = KeptText()

    private init() {}

    /// What people wrote in a region; `nil` where none is kept.
    func text(of region: Region) -> String? { regions[region] }

    /// What people wrote at the end, without the heading.
    var amendmentsText: String? {
        amendments.map { String($0.dropFirst(Self.amendmentsHeading.count)) }
            .flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }

    /// Reads a report that people may have edited.
    ///
    /// - Throws: ``Broken`` where a mark is missing, unknown, doubled or stands in another region.
    package init(_ markdown: String) throws(Broken) {
        var open: (region: Region, line: Int)?
        var kept: [Substring] = []
        var fence: Substring?
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let number = index + 1
            if fence == nil, line == Self.amendmentsHeading, open == nil {
                amendments = lines[index...].joined(separator: "\n")
                break
            }
            fence = Self.fence(after: line, fence)
            if fence == nil, let region = try Self.opened(by: line, number) {
                guard open == nil, regions[region] == nil else {
                    throw Broken(
                        line: number,
                        problem: "the region \(region.rawValue) begins twice"
                    )
                }
                open = (region, number)
                kept = []
            } else if fence == nil, line == Self.closing {
                guard let ended = open else {
                    throw Broken(line: number, problem: "a region ends that did not begin")
                }
                regions[ended.region] = kept.joined(separator: "\n")
                open = nil
            } else if open != nil {
                kept.append(line)
            }
        }
        if let open {
            throw Broken(line: open.line, problem: "the region \(open.region.rawValue) has no end")
        }
    }

    /// The region that a line begins; a mark that was edited is no comment to pass over.
    private static func opened(by line: Substring, _ number: Int) throws(Broken) -> Region? {
        guard line.hasPrefix("<!-- keep:") else { return nil }
        guard let region = Region.allCases.first(where: { $0.opening == line }) else {
            throw Broken(line: number, problem: "the region of this mark is not known")
        }
        return region
    }

    /// The fence that is open after a line.
    private static func fence(after line: Substring, _ fence: Substring?) -> Substring? {
        let ticks = line.prefix { $0 == "`" }
        if let fence { return line == fence ? nil : fence }
        return ticks.count >= 3 ? ticks : nil
    }

    /// A new report with what people wrote in the old one.
    ///
    /// A region that the new report lacks is put below the amendments, so that nothing is lost.
    package func merged(into markdown: String) -> String {
        var lines: [String] = []
        var homeless = regions
        var replacement: String?
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            if let text = replacement {
                guard line == Self.closing else { continue }
                lines += [text, String(line)]
                replacement = nil
                continue
            }
            lines.append(String(line))
            let region = Region.allCases.first { $0.opening == line }
            replacement = region.flatMap { homeless.removeValue(forKey: $0) }
        }
        let rest = lines.joined(separator: "\n")
        return rest + Self.end(amendments, homeless)
    }

    private static func end(_ amendments: String?, _ homeless: [Region: String]) -> String {
        let left = Region.allCases.compactMap { region in
            homeless[region].map { text in
                "\nFrom the region `\(region.rawValue)`, which this report does not have:\n\n\(text)\n"
            }
        }
        guard let amendments else {
            return left.isEmpty ? "" : "\n\(amendmentsHeading)\n" + left.joined()
        }
        let closed = amendments.hasSuffix("\n") ? amendments : amendments + "\n"
        return "\n" + closed + left.joined()
    }
}
