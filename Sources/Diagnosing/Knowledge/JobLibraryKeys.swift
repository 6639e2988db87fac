// Keys that job libraries keep for themselves: their upkeep grows with the jobs and is by design.
// Source: sidekiq 5.2 to 8.1 lib/sidekiq/{launcher,client,api}.rb, resque 2.6, rq 2.12, kombu 5.6, bullmq 5.

/// Tells a library's own keys from an application's.
enum JobLibraryKeys {
    private static let prefixes: [(prefix: String, library: String)] = [
        ("stat:", "Sidekiq"), ("queue:", "Sidekiq"), ("process_cleanup", "Sidekiq"),
        ("queues", "Sidekiq"), ("processes", "Sidekiq"), ("retry", "Sidekiq"),
        ("schedule", "Sidekiq"),
        ("dead", "Sidekiq"), ("j|", "Sidekiq"), ("h|", "Sidekiq"), ("cron_job", "Sidekiq"),
        ("resque:", "Resque"), ("rq:", "RQ"), ("bull:", "BullMQ"),
        ("unacked", "Celery"), ("_kombu", "Celery"), ("celery", "Celery"),
    ]

    /// The library that owns a key pattern, or `nil` when the application does.
    ///
    /// Sidekiq's process keys are `host:pid:nonce`, so with their digits and hex replaced they end in
    /// `:{n}:{hex}` and perhaps `:workers` or `:work`.
    static func library(owning pattern: String) -> String? {
        if let row = prefixes.first(where: { pattern.hasPrefix($0.prefix) }) { return row.library }
        let core = pattern.replacingSuffix(":workers").replacingSuffix(":work")
            .replacingSuffix("-signals")
        return core.hasSuffix(":{n}:{hex}") || core.hasSuffix(":{n}:{rand}") ? "Sidekiq" : nil
    }
}

extension String {
    fileprivate func replacingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
