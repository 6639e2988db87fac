// What the words of a Redis command are: keys, options, data.
// Source: redis `src/commands/*.json`, 7.0.15; the commands that redis hides from MONITOR itself (redis pull
// requests 6266, 6516, 8584, 8859), which older servers and others that speak its protocol show.

/// Gives each word of a command its role.
enum RedisWords {
    private static let commands = Dictionary(
        uniqueKeysWithValues: RedisCommand.allCases.map { (Array($0.name.utf8), $0) }
    )
    /// Longer words are none of a command's own.
    private static let ownWordBytesMax = 24

    /// The places of a command whose words stand at ranges of a line, the first its name.
    static func places(
        _ words: [Range<Int>],
        _ form: QuoteForm,
        in line: [UInt8]
    ) -> [LinePlace] {
        zip(words, roles(of: words.map { line[$0] })).flatMap { range, role in
            guard role == .value, line[range].first == 0x7B else { return [LinePlace(range, role)] }
            return PayloadPlaces.places(in: line, range, form.inner)
        }
    }

    /// The role of each word.
    static func roles(of words: [ArraySlice<UInt8>]) -> [LinePlace.Role] {
        guard let first = words.first else { return [] }
        let command = command(first)
        var roles: [LinePlace.Role] = [command == .unknown ? .name : .kept]
        let arguments = words.count - 1
        switch command {
        case .unknown, .auth, .hello, .acl, .migrate:
            return roles + Array(repeating: .value, count: arguments)
        case .script, .function:
            return roles + (0..<arguments).map { $0 == 0 ? .kept : .value }
        case .config:
            let isAsking = words.count > 1 && upper(words[1]) == Array("GET".utf8)
            return roles
                + (0..<arguments).map { $0 == 0 ? .kept : isAsking || $0 % 2 == 1 ? .name : .value }
        case .eval, .evalsha, .eval_ro, .evalsha_ro, .fcall, .fcall_ro:
            let isBody = command == .eval || command == .eval_ro
            roles += [isBody ? LinePlace.Role.value : .kept].prefix(arguments)
            return rest(words, roles, keys: counted(words, at: 2))
        case .mset, .msetnx:
            return roles + (0..<arguments).map { $0.isMultiple(of: 2) ? .key : .value }
        case .publish, .spublish, .keys:
            return roles + (0..<arguments).map { $0 == 0 ? .key : .value }
        case let other where other.firstKeyIndex > 0 || other.effect == .scan:
            return rest(words, roles, keys: RedisKeyWords.indices(of: other, words))
        case _:
            return roles + Array(repeating: .name, count: arguments)
        }
    }

    /// The indices of keys that a word counts, the word itself before them.
    static func counted(_ words: [ArraySlice<UInt8>], at index: Int) -> Range<Int> {
        guard index < words.count, let count = number(words[index]), count >= 0 else {
            return 0..<0
        }
        return index + 1..<min(words.count, index + 1 + min(count, words.count))
    }

    /// The roles from the last that is known on: keys, then options and numbers, then data.
    private static func rest(
        _ words: [ArraySlice<UInt8>],
        _ known: [LinePlace.Role],
        keys: Range<Int>
    ) -> [LinePlace.Role] {
        var roles = known
        let command = command(words[0])
        for index in known.count..<max(known.count, words.count) {
            if keys.contains(index) {
                roles.append(.key)
            } else if RedisDataWords.isData(index, of: command, words.count, behind: keys) {
                roles.append(.value)
            } else if isPattern(after: upper(words[index - 1])) {
                roles.append(.key)
            } else {
                roles.append(isNumber(words[index]) || isOption(words[index]) ? .kept : .value)
            }
        }
        return roles
    }

    /// The command that a word names.
    static func command(_ word: ArraySlice<UInt8>) -> RedisCommand {
        guard word.count <= ownWordBytesMax else { return .unknown }
        return commands[upper(word)] ?? .unknown
    }

    /// A word in upper case.
    static func upper(_ word: ArraySlice<UInt8>) -> [UInt8] {
        word.prefix(ownWordBytesMax).map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }
    }

    private static func number(_ word: ArraySlice<UInt8>) -> Int? {
        Int(String(decoding: word.prefix(ownWordBytesMax), as: UTF8.self))
    }

    /// `12`, `-1`, `(1795232070.5`, `+inf`, a stream's `1795232070123-0`: bounds, scores, counts and times.
    private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count <= ownWordBytesMax else { return false }
        if ["-", "+", "*", "~", "=", "$", ">", "inf", "-inf", "+inf"].contains(where: {
            word.elementsEqual($0.utf8)
        }) {
            return true
        }
        let digits = word.drop { "([+-".utf8.contains($0) }
        return digits.first.map { $0 &- 0x30 < 10 } == true
            && digits.allSatisfy { $0 &- 0x30 < 10 || ".-eE+".utf8.contains($0) }
    }

    private static func isPattern(after word: [UInt8]) -> Bool {
        word == Array("MATCH".utf8) || word == Array("BY".utf8)
    }

    private static func isOption(_ word: ArraySlice<UInt8>) -> Bool {
        word.count <= ownWordBytesMax && options.contains(upper(word))
    }

    private static let options: Set<[UInt8]> = Set(
        """
        EX PX EXAT PXAT NX XX GT LT CH INCR KEEPTTL GET LIMIT MATCH COUNT WITHSCORES WITHSCORE WITHVALUES REV \
        BYSCORE BYLEX BYRADIUS BYBOX LEFT RIGHT BEFORE AFTER BLOCK STREAMS GROUP NOACK MAXLEN MINID AND OR XOR \
        NOT BIT BYTE BY DESC ASC ALPHA STORE REPLACE ABSTTL ASYNC SYNC WEIGHTS AGGREGATE SUM MIN MAX TYPE \
        PERSIST FREQ IDLETIME NOMKSTREAM DB COPY CREATE DESTROY SETID MKSTREAM ENCODING REFCOUNT JUSTID \
        OVERFLOW WRAP SAT FAIL SET INCRBY
        """.split(separator: " ").map { Array($0.utf8) }
    )
}
