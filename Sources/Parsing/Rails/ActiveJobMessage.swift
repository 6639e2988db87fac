// What ActiveJob logs of the jobs it runs.
// Source: Rails 4.2 to 8.1 `ActiveJob::LogSubscriber` (`perform_start`, `perform`, `retry_stopped`, `discard`).

/// A step of a job: `Performed MailJob (Job ID: 90ea…) from Sidekiq(mailers) in 3.07ms`.
struct ActiveJobMessage {
    let phase: JobEvent.Phase
    let jobClass: ArraySlice<UInt8>
    /// Empty in versions that put it into the tags alone.
    private(set) var id: ArraySlice<UInt8> = []
    private(set) var queue: ArraySlice<UInt8> = []
    private(set) var elapsedSeconds: Double?
    private(set) var errorClass: String?

    private static let nameBytesMax = 200

    /// Reads a message; `nil` for any other, among them those of jobs that are put off.
    init?(_ text: ArraySlice<UInt8>) {
        var cursor = LineCursor(text)
        if cursor.skip("Performing ") {
            phase = .started
        } else if cursor.skip("Performed ") {
            phase = .done
        } else if cursor.skip("Error performing ") {
            phase = .failed
        } else {
            return nil
        }
        jobClass = cursor.text(until: 0x20).prefix(Self.nameBytesMax)
        guard let first = jobClass.first, (0x41...0x5A).contains(first) else { return nil }
        if cursor.skip("(Job ID: ") {
            id = cursor.text(until: 0x29).prefix(Self.nameBytesMax)
            _ = cursor.skip(byte: 0x20)
        }
        guard cursor.skip("from ") else { return nil }
        _ = cursor.text(until: 0x28)
        queue = cursor.text(until: 0x29).prefix(Self.nameBytesMax)
        if phase != .started, cursor.skip(" in ") {
            elapsedSeconds = cursor.decimal().map { $0 / 1_000 }
            _ = cursor.skip("ms")
        }
        if phase == .failed, cursor.skip(": ") {
            let name = cursor.rest.prefix { LineCursor.isWord($0) || $0 == 0x3A }
            errorClass = LineCursor.string(name.prefix(Self.nameBytesMax))
        }
    }
}
