// The folder that a report is: one document for each reader, all of them views of the same report.

/// A document of the folder.
package struct ReportDocument: Sendable, Equatable {
    /// Its place in the folder, such as `charts/timeline.svg`.
    package let path: String
    package let text: String
    /// What documents of its kind begin with, by which one of debrief's own is known.
    package let marks: [String]

    /// Makes a document.
    package init(path: String, text: String, marks: [String]) {
        self.path = path
        self.text = text
        self.marks = marks
    }
}

/// Lays a report out as documents.
package enum ReportFolder {
    /// The document by which a folder of debrief's own is known.
    package static let mainPath = "report.md"
    /// How a Markdown report begins, redacted or not.
    package static let markdownMarks = ["# Debrief: ", "# \(Composition.warning)Debrief: "]
    package static let jsonMarks = ["{\n  \"schema\": \"debrief/"]

    /// All documents of a report, with what people wrote into an earlier one of the same place.
    package static func documents(
        of composed: ComposedReport,
        keeping kept: KeptText = .none
    ) -> [ReportDocument] {
        let report = composed.report
        let texts = [
            ReportDocument(
                path: mainPath,
                text: kept.merged(into: MarkdownRenderer(pictures: .beside).render(report)),
                marks: markdownMarks
            ),
            ReportDocument(
                path: "summary.md",
                text: SummaryRenderer().render(report),
                marks: SummaryRenderer.marks
            ),
            ReportDocument(
                path: "report.html",
                text: HTMLRenderer(kept: kept).render(report),
                marks: HTMLRenderer.marks
            ),
            ReportDocument(path: "report.json", text: composed.json, marks: jsonMarks),
        ]
        return texts + report.figures.map(drawing)
    }

    /// The places of drawings that a report may have; one of an earlier report may be left over.
    package static let drawingPaths = Chart.fileNames.map { "\(Chart.folder)/\($0).svg" }
    package static let drawingMarks = [Picture.documentStart]

    private static func drawing(_ figure: Figure) -> ReportDocument {
        let picture = figure.chart.picture(
            .wide,
            about: PlainText.text(figure.alternative)
        )
        return ReportDocument(
            path: "\(Chart.folder)/\(figure.chart.fileName).svg",
            text: picture.document(.wide),
            marks: drawingMarks
        )
    }
}

extension Report {
    /// The figures in the order in which they stand.
    var figures: [Figure] { sections.flatMap(\.blocks).flatMap(Self.figures) }

    /// The places that people fill in.
    var regions: [KeptText.Region] { sections.flatMap(\.blocks).flatMap(Self.regions) }

    private static func regions(_ block: Block) -> [KeptText.Region] {
        switch block {
        case .keep(let region, let blocks): [region] + blocks.flatMap(regions)
        case .details(_, let blocks): blocks.flatMap(regions)
        case .finding(let finding): finding.blocks.flatMap(regions)
        case .heading, .paragraph, .callout, .table, .bullets, .numbered, .console, .sparklines,
            .citations, .figure:
            []
        }
    }

    private static func figures(_ block: Block) -> [Figure] {
        switch block {
        case .figure(let figure): [figure]
        case .details(_, let blocks), .keep(_, let blocks): blocks.flatMap(figures)
        case .finding(let finding): finding.blocks.flatMap(figures)
        case .heading, .paragraph, .callout, .table, .bullets, .numbered, .console, .sparklines,
            .citations:
            []
        }
    }
}
