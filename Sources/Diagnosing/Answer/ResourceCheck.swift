// One resource of the list of utilisation, saturation and errors.

/// One resource of the utilisation, saturation and errors list, checked or not.
package struct ResourceCheck: Sendable, Equatable {
    /// What came of it.
    package enum Result: String, Sendable {
        case ruledOut = "ruled out"
        case unlikely
        case open
        case notChecked = "not checked"
        case involved
    }

    package let resource: Sentence
    package let result: Result
    package let because: Sentence
    package let evidence: [Evidence]

    /// Makes a check.
    package init(resource: Sentence, result: Result, because: Sentence, evidence: [Evidence]) {
        self.resource = resource
        self.result = result
        self.because = because
        self.evidence = evidence
    }
}
