// What an incident did, in one sentence a manager can repeat.

import Diagnosing

/// Turns the measures of an impact into sentences.
struct HarmSentence {
    private let impacts: [Impact]

    /// Sentences said; more would not be repeated.
    private static let sentencesMax = 2

    init(_ impacts: [Impact]) {
        self.impacts = impacts
    }

    /// The sentences, worst first, without those that repeat what was said before.
    func text(after said: String) -> String {
        let new = sentences.filter { sentence in
            !sentence.numbers.allSatisfy { said.contains($0) }
        }
        return new.prefix(Self.sentencesMax).map(\.text).joined(separator: " ")
    }

    private struct Said {
        let text: String
        /// The figures in it, as they are written.
        let numbers: [String]
    }

    private var sentences: [Said] {
        [
            waits, failures, errors, waste, waves, rebuilt, handshakes, updates, servers, pauses,
            latency,
        ].compactMap { $0 }
    }

    private func figure(_ name: String) -> String? {
        guard let found = impacts.first(where: { $0.measure.name == name }) else { return nil }
        let quantity = found.measure.quantity
        guard quantity.value.isFinite, quantity.value > 0 else { return nil }
        return QuantityText.text(quantity)
    }

    private var waits: Said? {
        guard let late = figure("jobs_waiting_over_1s") else { return nil }
        guard let longest = figure("wait_seconds_max") else {
            return Said(text: "\(late) waited more than a second.", numbers: [late])
        }
        return Said(
            text: "\(late) waited more than a second, the unluckiest \(longest).",
            numbers: [late, longest]
        )
    }

    private var failures: Said? {
        figure("failed").map { Said(text: "\($0) failed.", numbers: [$0]) }
    }

    private var errors: Said? {
        figure("errors").map { Said(text: "\($0) were logged.", numbers: [$0]) }
    }

    private var waste: Said? {
        guard let removed = figure("share_removed_by_fix") else { return nil }
        return Said(
            text: "That was \(removed) of all commands, and nobody needed them.",
            numbers: [removed]
        )
    }

    private var waves: Said? {
        guard let wave = impacts.first(where: { $0.measure.name == "writes_per_wave" }) else {
            return nil
        }
        let writes = DecimalText.text(wave.measure.quantity.value, decimals: 0)
        return Said(
            text: "Each time one computation would do, there were about \(writes).",
            numbers: [writes]
        )
    }

    private var handshakes: Said? {
        figure("handshake_share_of_commands").map {
            Said(text: "\($0) of all commands only opened connections.", numbers: [$0])
        }
    }

    private var updates: Said? {
        figure("busiest_rows_share").map {
            Said(text: "\($0) of the updates went to the ten busiest rows.", numbers: [$0])
        }
    }

    private var servers: Said? {
        guard let longest = figure("seconds_max") else { return nil }
        return Said(text: "Every other client waited up to \(longest).", numbers: ["waited up to"])
    }

    private var pauses: Said? {
        figure("pause_seconds_max").map {
            Said(text: "Every client waited up to \($0).", numbers: ["waited up to"])
        }
    }

    private var rebuilt: Said? {
        figure("rebuilt_writes_per_second").map {
            Said(text: "\($0) only brought back what had been there.", numbers: [$0])
        }
    }

    private var latency: Said? {
        figure("ratio").map { Said(text: "Answers took \($0) the usual time.", numbers: [$0]) }
    }
}
