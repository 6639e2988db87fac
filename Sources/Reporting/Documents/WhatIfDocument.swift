// The answers of `debrief what-if` as Markdown: the change, what it would have done, and what must hold for that.

package import Diagnosing

/// Writes answers.
package enum WhatIfDocument {
    /// The whole text, ended by a line break.
    package static func markdown(
        _ answers: [WhatIfAnswer],
        start: Timestamp,
        redaction: Redactor.Mode
    ) -> String {
        var page = DocumentPage(
            citing: answers.flatMap(\.evidence),
            start: start,
            redaction: redaction
        )
        var blocks: [Block] = [.paragraph([.words("All times UTC. A model, not a promise.")])]
        for answer in answers { blocks += self.blocks(answer, &page) }
        return page.markdown(title: "What if", blocks)
    }

    private static func blocks(_ answer: WhatIfAnswer, _ page: inout DocumentPage) -> [Block] {
        var blocks: [Block] = [
            .heading([.words("What if: ")] + page.phrasing.inlines(answer.question))
        ]
        if let refusal = answer.refusal {
            return blocks + [
                .callout(
                    [.words("Not answered: ")]
                        + Phrasing.closed(page.phrasing.inlines(refusal))
                        + page.phrasing.references(answer.evidence)
                )
            ]
        }
        blocks.append(
            .paragraph(
                page.phrasing.inlines(answer.answer) + page.phrasing.references(answer.evidence)
            )
        )
        if !answer.rows.isEmpty {
            var rows: [[[Inline]]] = []
            for row in answer.rows { rows.append(row.map { page.phrasing.inlines($0) }) }
            let columns = answer.columns.map { Table.Column.text($0.rawValue) }
            blocks.append(.table(Table(columns, rows: rows)))
        }
        blocks.append(.paragraph([.words("This holds as far as the following does:")]))
        var assumptions: [[Inline]] = []
        for assumption in answer.assumptions {
            assumptions.append(page.phrasing.inlines(assumption))
        }
        return blocks + [.bullets(assumptions)]
    }
}
