// Section 10: "how" and "what" questions from the gaps, the decisions and the changes of this report.

import Diagnosing

extension Composition {
    /// Questions asked.
    private static let questionsMax = 5

    /// Three to five questions that the data cannot answer.
    mutating func questionsSection() -> Section {
        var questions: [[Inline]] = []
        if let trigger = diagnosis.incidents.first?.hypotheses.first?.trigger {
            let time = phrasing.text(trigger.event.time)
            questions.append([.words("How was the change at \(time) tried out, and at what load?")])
        }
        if let response = diagnosis.context.first(where: { $0.role == .response }) {
            let time = phrasing.text(response.event.time)
            questions.append([
                .words(
                    "At \(time), what made that the natural next step, and what was visible then?"
                )
            ])
        }
        if diagnosis.context.contains(where: {
            $0.event.kind == .campaign || $0.event.kind == .cron
        }) {
            questions.append([
                .words("How do the people on call learn that planned load is about to start?")
            ])
        }
        if let finding = phrasing.index.findings.first {
            let subject = Clip.clipped(phrasing.inlines(finding.subject), words: 10)
            questions.append(
                [.words("Which other code does the same as F1 (")] + subject + [.words(")?")]
            )
        }
        if !diagnosis.caveats.isEmpty {
            questions.append([
                .words("What would it take to close the gaps of "), .section(.gaps),
                .words(" before the next time?"),
            ])
        }
        questions += [
            [.words("What did customers or colleagues notice that is not in these files?")],
            [.words("Which dashboard did people look at first, and what did it show?")],
            [.words("What went better than it could have, and was that luck?")],
        ]
        return Section(.questions, [.numbered(Array(questions.prefix(Self.questionsMax)))])
    }
}
