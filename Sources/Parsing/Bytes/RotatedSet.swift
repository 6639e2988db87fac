// Logs that were cut while they were written: `x.log`, `x.log.1`, `x.log.2.gz`, `x-20260101.log`.
// Source: logrotate(8), `dateext` and `dateformat`; Ruby `Logger` shift_age; log4j and logback rolling policies.

/// The files of one log, the oldest first.
struct RotatedSet {
    /// The name that the log is written under.
    let name: String
    /// In the order of their times.
    let files: [SourceFile]

    /// What the name of a file says of its place in a set.
    private enum Place: Equatable {
        case current
        /// `.1` is the youngest that was cut off.
        case number(Int)
        /// The digits of a date, with or without time.
        case date(String)
    }

    /// Rotations that are kept: logrotate's own limit is higher, no person's.
    private static let numberMax = 999
    private static let packedEndings = [".gz", ".zst", ".xz", ".bz2"]

    /// Puts the files of each log together, in the order in which their first files came.
    static func group(_ files: [SourceFile]) -> [RotatedSet] {
        var stems: [String] = []
        var members: [String: [(file: SourceFile, place: Place)]] = [:]
        for file in files {
            let (stem, place) = file.refusal == nil ? read(file.path) : (file.path, .current)
            if members[stem] == nil { stems.append(stem) }
            members[stem, default: []].append((file, place))
        }
        return stems.flatMap { stem in set(stem, members[stem] ?? []) }
    }

    /// One set, or each file alone where the places contradict each other.
    private static func set(
        _ stem: String,
        _ members: [(file: SourceFile, place: Place)]
    ) -> [RotatedSet] {
        let single = members.map { RotatedSet(name: $0.file.path, files: [$0.file]) }
        guard members.count > 1 else { return single }
        var ages: [(age: String, file: SourceFile)] = []
        var hasNumber = false
        var hasDate = false
        for (file, place) in members {
            switch place {
            // Behind every date.
            case .current: ages.append(("~", file))
            case .number(let number):
                hasNumber = true
                ages.append((String(numberMax + 1_000 - number), file))
            case .date(let digits):
                hasDate = true
                ages.append((digits, file))
            }
        }
        guard hasNumber != hasDate, Set(ages.map(\.age)).count == ages.count else { return single }
        return [RotatedSet(name: stem, files: ages.sorted { $0.age < $1.age }.map(\.file))]
    }

    /// The name of the log that a file belongs to, and the file's place in it.
    private static func read(_ path: String) -> (stem: String, place: Place) {
        var name = path[...]
        if let ending = packedEndings.first(where: path.hasSuffix) { name.removeLast(ending.count) }
        if let dot = name.lastIndex(of: "."), dot > name.startIndex {
            let digits = name[name.index(after: dot)...]
            if digits.count <= 3, isDigits(digits), let number = Int(digits) {
                return (String(name[..<dot]), .number(number))
            }
        }
        guard let (range, digits) = date(in: name) else { return (String(name), .current) }
        return (String(name[..<range.lowerBound] + name[range.upperBound...]), .date(digits))
    }

    /// A date at the end of a name or before its ending, with the mark in front of it.
    private static func date(in name: Substring) -> (Range<Substring.Index>, String)? {
        var end = name.endIndex
        if let dot = name.lastIndex(of: "."), name[dot...].dropFirst().allSatisfy(\.isLetter) {
            end = dot
        }
        var start = end
        while start > name.startIndex {
            let before = name.index(before: start)
            guard isDigits(name[before...before]) || name[before] == "-" else { break }
            start = before
        }
        // The mark may be the hyphen that was taken for one of the date's.
        let text = name[start..<end]
        let isMarked = text.first == "-"
        let digits = text.filter { $0 != "-" }
        guard (8...14).contains(digits.count), digits.hasPrefix("20"),
            start > name.startIndex
        else { return nil }
        if isMarked { return (start..<end, digits) }
        let mark = name.index(before: start)
        guard mark > name.startIndex, name[mark] == "." || name[mark] == "_" else { return nil }
        return (mark..<end, digits)
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(LineCursor.isDigit)
    }
}
