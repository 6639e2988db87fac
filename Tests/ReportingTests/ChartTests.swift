import Diagnosing
import Foundation
import FoundationXML
import Testing

@testable import Reporting

/// Every chart is a small, well-formed file of harmless elements, whatever stands in the log.
struct ChartTests {
    private static let allowed: Set<String> = [
        "svg", "title", "desc", "style", "g", "rect", "path", "circle", "text",
    ]

    @Test(arguments: 0..<60 as Range<UInt64>)
    func staysWellFormedAndInert(seed: UInt64) throws {
        let names = SampleNames.all(HostileText.text(seed: seed))
        for drawing in drawings(SampleShape.strongCause.diagnosis(names)) {
            let parsed = try ParsedMarkup(drawing.text)
            #expect(parsed.elements.isSubset(of: Self.allowed), "\(parsed.elements)")
            #expect(!parsed.attributes.contains { $0.contains("beacon") || $0.contains("team") })
            #expect(!parsed.names.contains { $0.hasPrefix("on") || $0.hasSuffix("href") })
            #expect(!parsed.text.unicodeScalars.contains { VisibleText.isHidden($0) && $0 != "\n" })
        }
    }

    @Test
    func drawsAllSixChartsWithTitleAndDescription() throws {
        let drawings = drawings(SampleShape.strongCause.diagnosis())
        #expect(
            drawings.map(\.path) == [
                "charts/timeline.svg", "charts/who-moved-first.svg",
                "charts/depth-and-job-time.svg",
                "charts/job-times.svg", "charts/writes.svg", "charts/what-differs.svg",
            ]
        )
        for drawing in drawings {
            let parsed = try ParsedMarkup(drawing.text)
            #expect(!parsed.title.isEmpty)
            let words = parsed.about.split(separator: " ").count
            #expect((20...80).contains(words), "\(drawing.path): \(parsed.about)")
            #expect(drawing.text.hasPrefix(ReportFolder.drawingMarks[0]))
            #expect(drawing.text.utf8.count <= 100_000)
        }
    }

    @Test(arguments: ChartLayout.allCases)
    func keepsTextInsideThePicture(layout: ChartLayout) {
        let report = composedReport(SampleShape.strongCause.diagnosis())
        for figure in report.figures {
            let picture = figure.chart.picture(layout, about: "")
            for (x, text) in Self.texts(picture.marks, 0) {
                #expect(x >= -1 && x <= layout.width + 1, "\(figure.chart.fileName): \(text)")
            }
        }
    }

    @Test
    func keepsADayOfSecondsSmall() {
        var diagnosis = SampleShape.strongCause.diagnosis()
        diagnosis.tracks = diagnosis.tracks.map { track in
            Track(
                name: track.name,
                unit: track.unit,
                source: track.source,
                bound: track.bound,
                role: track.role,
                shift: track.shift,
                values: (0..<86_400).map { Double(($0 * 7_919) % 1_000) }
            )
        }
        for drawing in drawings(diagnosis) { #expect(drawing.text.utf8.count < 200_000) }
    }

    /// WCAG 2.1, 1.4.11 and 1.4.3: 3 to 1 for marks, 4.5 to 1 for text.
    @Test(arguments: [
        (Ink.blue, 4.5), (.vermilion, 4.5), (.green, 4.5), (.purple, 4.5), (.ink, 4.5),
        (.muted, 4.5),
    ])
    func standsOutFromBothGrounds(ink: Ink, ratioMin: Double) {
        for (color, ground) in [
            (ink.light, Ink.background.light), (ink.dark, Ink.background.dark),
            (ink.light, Ink.impact.light), (ink.dark, Ink.impact.dark),
        ] {
            let (first, second) = (Self.luminance(color.text), Self.luminance(ground.text))
            let ratio = (max(first, second) + 0.05) / (min(first, second) + 0.05)
            // A shade of the incident is behind marks, not behind small text in muted colour.
            #expect(
                ratio >= (ground == Ink.impact.light ? 3 : ratioMin),
                "\(color.text) \(ground.text)"
            )
        }
    }

    private func drawings(_ diagnosis: Diagnosis) -> [ReportDocument] {
        var diagnosis = diagnosis
        for index in diagnosis.findings.indices.prefix(1) {
            diagnosis.findings[index].kind = .deadWrites
        }
        let composed = Composition.compose(diagnosis, options: sampleOptions(.on))
        return ReportFolder.documents(of: composed).filter { $0.path.hasSuffix(".svg") }
    }

    /// Where each text begins or ends, groups moved to their places.
    private static func texts(_ marks: [Markup], _ shift: Double) -> [(Double, String)] {
        marks.flatMap { mark -> [(Double, String)] in
            guard case .element(let tag, let attributes, let children) = mark else { return [] }
            var shift = shift
            var x = 0.0
            for attribute in attributes {
                if case .translation(let moved, _) = attribute.value { shift += moved }
                if attribute.name == .x, case .number(let place) = attribute.value { x = place }
            }
            if tag == .text, case .text(let said)? = children.first { return [(x + shift, said)] }
            return texts(children, shift)
        }
    }

    private static func luminance(_ hex: String) -> Double {
        let parts = [1, 3, 5].map { start -> Double in
            let low = hex.index(hex.startIndex, offsetBy: start)
            let byte = Double(Int(hex[low..<hex.index(low, offsetBy: 2)], radix: 16) ?? 0) / 255
            return byte <= 0.03928 ? byte / 12.92 : pow((byte + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}

/// What an XML parser sees in a document.
final class ParsedMarkup: NSObject, XMLParserDelegate {
    private(set) var elements: Set<String> = []
    private(set) var names: Set<String> = []
    private(set) var attributes: [String] = []
    private(set) var text = ""
    private(set) var title = ""
    private(set) var about = ""
    private var open: [String] = []

    /// Parses a document; throws where it is not well-formed.
    init(_ document: String) throws {
        super.init()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = self
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.insert(name)
        names.formUnion(attributes.keys)
        self.attributes += attributes.values
        open.append(name)
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if open.last == "title" { title += string }
        if open.last == "desc" { about += string }
        if open.last == "text" { text += string }
    }
}
