// One run of a command, and what it took. Source: posix_spawn(3), wait4(2), getrusage(2).

import Foundation

/// What a process and its children took.
struct Measurement {
    var wallSeconds: Double
    var cpuSeconds: Double
    /// The largest resident set; the kernel counts what the shell had before it started the command.
    var peakKibibytes: Int
    var status: Int32

    /// Runs a line of a shell, its output thrown away.
    ///
    /// The output goes through a file: GNU grep stops at the first match when it sees that it writes to /dev/null.
    static func run(_ line: String) -> Measurement? {
        let output = FileManager.default.temporaryDirectory
            .appendingPathComponent("debrief-bench-\(getpid()).out").path
        defer { unlink(output) }
        let arguments = ["/bin/sh", "-c", line]
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { words.forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let mode = mode_t(S_IRUSR | S_IWUSR)
        posix_spawn_file_actions_addopen(
            &actions,
            STDOUT_FILENO,
            output,
            O_WRONLY | O_CREAT | O_TRUNC,
            mode
        )
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        let clock = ContinuousClock()
        let start = clock.now
        var process = pid_t()
        guard posix_spawn(&process, "/bin/sh", &actions, nil, words, environ) == 0 else {
            return nil
        }
        var (status, usage) = (Int32(0), rusage())
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        let wall = clock.now - start
        let parts = wall.components
        return Measurement(
            wallSeconds: Double(parts.seconds) + Double(parts.attoseconds) / 1e18,
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            peakKibibytes: usage.ru_maxrss,
            status: status
        )
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}

/// The middle of some numbers, and their ends.
struct Spread {
    let median: Double
    let least: Double
    let most: Double

    init?(_ values: [Double]) {
        let sorted = values.sorted()
        guard let first = sorted.first, let last = sorted.last else { return nil }
        let middle = sorted.count / 2
        median =
            sorted.count % 2 == 1
            ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        (least, most) = (first, last)
    }
}
