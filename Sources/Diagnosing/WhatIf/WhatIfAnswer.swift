// What came of a question, ready to be put into words.

package import Summarizing

/// The answer to one question.
package struct WhatIfAnswer: Sendable, Equatable {
    /// What stands in a column; the raw value is its heading.
    package enum Column: String, Sendable {
        case what = "What"
        case measured = "As it was"
        /// What the model says without the change: how far it can be trusted.
        case model = "Model without it"
        case changed = "With the change"
        /// The least and the most that the data allow.
        case range = "Range"
        case crossed = "Crossed from"
        case fired = "Fires at"
        case cleared = "Back at"
        case place = "Where that is"
    }

    /// The change in words.
    package let question: Sentence
    /// What would have happened, in one or two sentences.
    package let answer: Sentence
    package let columns: [Column]
    package let rows: [[Sentence]]
    /// What must hold for the answer to hold.
    package let assumptions: [Sentence]
    package let evidence: [Evidence]
    /// Why no answer is given; `nil` where there is one.
    package let refusal: Sentence?

    init(
        _ question: Sentence,
        _ answer: Sentence,
        _ columns: [Column],
        rows: [[Sentence]],
        assumptions: [Sentence],
        evidence: [Evidence]
    ) {
        self.question = question
        self.answer = answer
        self.columns = columns
        self.rows = rows
        self.assumptions = assumptions
        self.evidence = evidence
        refusal = nil
    }

    /// A question that the data cannot answer.
    init(_ question: Sentence, refusedBecause refusal: Sentence, evidence: [Evidence] = []) {
        self.question = question
        answer = ""
        columns = []
        rows = []
        assumptions = []
        self.evidence = evidence
        self.refusal = refusal
    }
}

/// Tries changes on a capture.
package enum WhatIf {
    /// The answers, in the order of the questions; changes of queues are tried together, and commands that are left
    /// out alone and together.
    package static func answers(
        to changes: [Change],
        in timeline: Timeline,
        incidents: [Incident]
    ) -> [WhatIfAnswer] {
        let scene = Scene(timeline)
        var answers: [WhatIfAnswer] = []
        let ofQueues = changes.filter(\.isOfQueues)
        if !ofQueues.isEmpty { answers.append(QueueQuestion(ofQueues).answer(in: scene)) }
        let less = changes.compactMap { LeftOut($0, scene) }
        answers += less.map { $0.answer(in: scene) }
        let found = less.filter { !$0.groups.isEmpty }
        if found.count > 1 { answers.append(LeftOut.together(found, scene)) }
        for case .alert(let rule) in changes {
            answers.append(AlertReplay.answer(to: rule, in: scene, incidents: incidents))
        }
        return answers
    }
}
