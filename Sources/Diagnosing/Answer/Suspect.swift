// What was put on trial, with the arithmetic of the verdict.

/// Something that was put on trial, guilty or not.
package struct Suspect: Sendable, Equatable {
    /// The four verdicts of the trial.
    package enum Verdict: String, Sendable {
        /// Scales with the trouble and is large enough.
        case sufficient
        /// Scales, but rate times cost is too small.
        case insufficient
        /// Cannot scale on this version, or its bound is too small.
        case exonerated
        /// Version, depth or rate is not known.
        case undetermined
    }

    package var what: Sentence
    package var subject: Subject
    package var verdict: Verdict
    /// The arithmetic.
    package var because: Sentence
    package var evidence: [Evidence]

    /// Makes a suspect.
    package init(
        what: Sentence,
        subject: Subject,
        verdict: Verdict,
        because: Sentence,
        evidence: [Evidence]
    ) {
        self.what = what
        self.subject = subject
        self.verdict = verdict
        self.because = because
        self.evidence = evidence
    }
}
