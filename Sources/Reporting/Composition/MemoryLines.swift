// What the memory budget made the run leave out, in the method section.

import Diagnosing

/// A sentence for the budget and one for each limit that was met.
enum MemoryLines {
    /// Says `Memory budget 512 MiB: nothing was sampled or left out.` or what was.
    static func text(_ account: MemoryAccount) -> String {
        let budget = "Memory budget \(account.budget.bytes >> 20) MiB"
        guard !account.limits.isEmpty else { return "\(budget): nothing was sampled or left out." }
        return "\(budget). " + account.limits.map(sentence).joined(separator: " ")
    }

    private static func sentence(_ limit: MemoryAccount.Limit) -> String {
        switch limit {
        case .keys(let count):
            "The write ledger followed one key in \(count), chosen by hash."
        case .pushedJobs(let count):
            "Of the jobs pushed, one in \(count) was followed, chosen by hash."
        case .loggedJobs(let count):
            "Of the jobs in logs, one in \(count) was followed, chosen by hash."
        case .queueEvents:
            "Not every operation on a queue was kept, so depths after the limit are not replayed."
        case .statements(let count): "\(count) statements were counted and not kept."
        case .requests(let count): "One request in \(count) was kept, by the hash of its line."
        case .samples(let count): "\(count) samples of metrics were counted and not kept."
        case .seconds(let count): "Commands were counted in bins of \(count) s."
        }
    }
}
