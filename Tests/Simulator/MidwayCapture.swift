// A capture that somebody began when the trouble was already there.

extension SimulatedCapture {
    /// The same capture as it would be had every program begun to write at a later time.
    package func beginning(at time: Double) -> SimulatedCapture {
        var later = self
        later.files = files.map { file in
            switch file.name {
            case "monitor.log": (file.name, Self.lines(file.bytes, from: Moment.monitor(time)))
            case "sidekiq.log":
                (file.name, Self.lines(file.bytes, from: Moment.iso(time + workerClockAhead)))
            case "metrics.csv": (file.name, Self.lines(file.bytes, from: Moment.iso(time)))
            default: file
            }
        }
        return later
    }

    /// The lines that begin with a digit and a stamp not before `stamp`; headings stay.
    private static func lines(_ bytes: [UInt8], from stamp: String) -> [UInt8] {
        let first = Array(stamp.utf8)
        return bytes.split(separator: 0x0A).filter { line in
            guard let digit = line.first, (0x30...0x39).contains(digit) else { return true }
            return !line.lexicographicallyPrecedes(first)
        }.flatMap { $0 + [0x0A] }
    }
}
