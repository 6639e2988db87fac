// From a diagnosis to the blocks of a report: what is said, in which order, within which limits.
// Source: the order that published post-mortems share; the limits are those of ticket systems.

package import Diagnosing

/// A report and its JSON: two views of one diagnosis with the same ids and labels.
package struct ComposedReport: Sendable {
    package let report: Report
    /// The object of `debrief/1` with a final line break.
    package let json: String
    /// With which labels, and how, it was said: exports go on with both.
    let phrasing: Phrasing
    let options: ReportOptions
}

/// Composes a report and its JSON.
package struct Composition {
    let diagnosis: Diagnosis
    let options: ReportOptions
    let budget: Budget
    let shape: Shape
    /// Carries the labels from section to section.
    var phrasing: Phrasing

    /// The four shapes a report can take.
    enum Shape: Sendable {
        /// One explanation is clearly ahead.
        case oneCause
        /// The data cannot separate the first two.
        case twoCandidates
        case noIncident
        case poorData
    }

    /// Two weights within this factor are not told apart: a factor 2 is 3 decibans, which one wrong
    /// item of evidence makes up.
    static let inseparableFactor = 2.0

    /// Judges the shape of a report from the verdict and the first incident's weights.
    static func shape(of diagnosis: Diagnosis) -> Shape {
        if diagnosis.verdict == .insufficientData { return .poorData }
        guard let incident = diagnosis.incidents.first else { return .noIncident }
        let named = incident.hypotheses.filter { $0.cause != .other }
        guard named.count > 1, named[1].weight > 0 else { return .oneCause }
        return named[0].weight < named[1].weight * inseparableFactor ? .twoCandidates : .oneCause
    }

    /// The sections that have something to say, in order.
    mutating func sections() -> [Section] {
        let gaps = gapsSection()
        var sections: [Section?] = [summarySection()]
        if shape == .poorData { sections.insert(gaps, at: 0) }
        if !diagnosis.incidents.isEmpty { sections += [impactSection(), timelineSection()] }
        sections += [evidenceSection(), trapSection(), ruledOutSection()]
        if shape != .poorData { sections.append(gaps) }
        sections += [responsesSection(), actionsSection()]
        sections.append(questionsSection())
        let said = sections.compactMap { $0 }
        return said + [wordsSection(said), methodSection()].compactMap { $0 }
    }

    /// Marks a row that stands for what was left out.
    func remainder(_ count: Int) -> [Inline] {
        [.words("\(DecimalText.grouped(count)) more in `report.json`")]
    }

    /// A sentence cut to the words of a table cell, with its references.
    mutating func cell(_ sentence: Sentence, _ cited: [Evidence] = []) -> [Inline] {
        Clip.clipped(phrasing.inlines(sentence), words: budget.cellWords)
            + phrasing.references(cited)
    }

    /// A file's name as log text.
    mutating func file(_ path: String) -> Inline {
        .code(phrasing.redactor.quoted(.file(path)))
    }
}

extension Composition {
    /// Composes both views of a diagnosis.
    ///
    /// The body is composed first, so that labels follow the order of reading; then the JSON, so that
    /// the header can say how many values were masked in all.
    package static func compose(_ diagnosis: Diagnosis, options: ReportOptions) -> ComposedReport {
        let index = EvidenceIndex(diagnosis)
        var phrasing = Phrasing(
            redactor: Redactor(mode: options.redaction, key: options.redactionKey),
            index: index,
            start: diagnosis.start
        )
        var body = Composition(diagnosis, options, Budget(), phrasing)
        _ = body.sections()
        phrasing = body.phrasing
        var json = ReportJSON(phrasing: phrasing, diagnosis: diagnosis, options: options)
        let text = json.text()
        phrasing = json.phrasing

        var report = Report(title: "", preface: [], sections: [], footer: [])
        for budget in Budget.levels {
            var attempt = Composition(diagnosis, options, budget, phrasing)
            report = attempt.report()
            if fits(MarkdownRenderer(pictures: .beside).render(report)) { break }
        }
        return ComposedReport(report: report, json: text, phrasing: phrasing, options: options)
    }

    private init(
        _ diagnosis: Diagnosis,
        _ options: ReportOptions,
        _ budget: Budget,
        _ phrasing: Phrasing
    ) {
        self.diagnosis = diagnosis
        self.options = options
        self.budget = budget
        self.phrasing = phrasing
        shape = Self.shape(of: diagnosis)
    }

    private static func fits(_ text: String) -> Bool {
        text.unicodeScalars.count <= Budget.charactersMax
            && text.utf8.count { $0 == UInt8(ascii: "\n") } <= Budget.linesMax
    }

    private mutating func report() -> Report {
        let sections = sections()
        return Report(title: title(), preface: preface(), sections: sections, footer: footer())
    }
}
