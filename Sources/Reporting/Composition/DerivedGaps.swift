// Two spans that no file states: from impact to alert, and the earliest signal that somebody could have used.

import Diagnosing

extension Composition {
    /// A job that has waited this long is worth an alert: the advice of the backlog detector.
    static let waitSecondsMax = 5.0

    /// The two sentences below the timeline.
    func derivedGaps() -> String? {
        guard let incident = diagnosis.incidents.first else { return nil }
        return "\(alertGap(incident)) \(earliestSignal(incident))"
    }

    /// The first alert from a moment on.
    func firstAlert(after start: Timestamp) -> Timestamp? {
        diagnosis.context.filter { $0.event.kind == .signal && $0.event.time >= start }
            .map(\.event.time).min()
    }

    private func alertGap(_ incident: Incident) -> String {
        guard let alert = firstAlert(after: incident.start) else {
            return "No alert is in the folder."
        }
        let late = DurationText.text(alert.seconds - incident.start.seconds)
        return "Impact began \(late) before the first alert."
    }

    private func earliestSignal(_ incident: Incident) -> String {
        let early = phrasing.index.findings.enumerated()
            .filter { !$0.element.isChronic && $0.element.kind.mayBeCause }
            .filter { $0.element.start < incident.start }
            .min { $0.element.start < $1.element.start }
        if let early {
            let lead = DurationText.text(incident.start.seconds - early.element.start.seconds)
            return
                "The earliest usable signal is F\(early.offset + 1) at \(phrasing.text(early.element.start)), \(lead) before the impact."
        }
        if let wait = firstLongWait(incident) {
            let late = DurationText.text(max(0, wait.seconds - incident.start.seconds))
            let limit = DurationText.text(Self.waitSecondsMax)
            return
                "The earliest usable signal: the oldest job had waited \(limit) at \(phrasing.text(wait)), \(late) after the start."
        }
        return "The earliest usable signal is the start itself; nothing moved before it."
    }

    /// The first step inside an incident at which the oldest job of a queue had waited too long.
    private func firstLongWait(_ incident: Incident) -> Timestamp? {
        let step = Double(max(1, diagnosis.trackStepSeconds))
        let waits = diagnosis.tracks.filter { track in
            track.unit == .seconds && track.name.pieces.last == .words(" oldest job")
        }
        let moments = waits.compactMap { track -> Timestamp? in
            let first = track.values.indices.first { index in
                let time = diagnosis.trackStart.advanced(bySeconds: Double(index) * step)
                return time >= incident.start && (track.values[index] ?? 0) >= Self.waitSecondsMax
            }
            return first.map { diagnosis.trackStart.advanced(bySeconds: Double($0) * step) }
        }
        return moments.min()
    }
}
