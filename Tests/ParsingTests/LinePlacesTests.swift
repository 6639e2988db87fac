// What stands where in the lines of captures, so that it can be masked because of its place.

import Foundation
import Testing

@testable import Parsing

@Suite struct LinePlacesTests {
    /// The line with every place in marks that say what it is: client `@`, key `!`, value `$`, name `~`, kept `_`.
    private func marked(_ lines: [String], _ format: String?) -> [String] {
        var places = LinePlaces(format: format)
        return lines.map { line in
            let bytes = Array(line.utf8)
            var text: [UInt8] = []
            var next = 0
            for place in places.next(bytes) {
                text += bytes[next..<place.range.lowerBound] + Self.mark(place.role)
                text += bytes[place.range] + Self.mark(place.role)
                next = place.range.upperBound
            }
            return String(decoding: text + bytes[next...], as: UTF8.self)
        }
    }

    private static func mark(_ role: LinePlace.Role) -> [UInt8] {
        switch role {
        case .client: Array("@".utf8)
        case .key: Array("!".utf8)
        case .value: Array("$".utf8)
        case .name: Array("~".utf8)
        case .kept: Array("_".utf8)
        }
    }

    @Test(arguments: [
        (#""SET" "a:1" "v" "EX" "60""#, #""_SET_" "!a:1!" "$v$" "_EX_" "_60_""#),
        (#""set" "a" "1""#, #""_set_" "!a!" "$1$""#),
        (#""AUTH" "user" "hunter2""#, #""_AUTH_" "$user$" "$hunter2$""#),
        (#""CONFIG" "SET" "requirepass" "x""#, #""_CONFIG_" "_SET_" "~requirepass~" "$x$""#),
        (#""CONFIG" "GET" "maxmemory""#, #""_CONFIG_" "_GET_" "~maxmemory~""#),
        (#""LRANGE" "queue:tax" "-1" "-1""#, #""_LRANGE_" "!queue:tax!" "_-1_" "_-1_""#),
        (#""BRPOP" "queue:a" "queue:b" "2""#, #""_BRPOP_" "!queue:a!" "!queue:b!" "_2_""#),
        (#""MSET" "a" "1" "b" "2""#, #""_MSET_" "!a!" "$1$" "!b!" "$2$""#),
        (
            #""EVAL" "return 1" "1" "k" "secret" "7""#,
            #""_EVAL_" "$return 1$" "_1_" "!k!" "$secret$" "_7_""#
        ),
        (#""ZADD" "retry" "NX" "1.5" "member""#, #""_ZADD_" "!retry!" "_NX_" "_1.5_" "$member$""#),
        (#""HSET" "h" "field" "12""#, #""_HSET_" "!h!" "$field$" "$12$""#),
        (
            #""SCAN" "0" "MATCH" "cart:*" "COUNT" "10""#,
            #""_SCAN_" "_0_" "_MATCH_" "!cart:*!" "_COUNT_" "_10_""#
        ),
        (#""FT.SEARCH" "idx" "anna""#, #""~FT.SEARCH~" "$idx$" "$anna$""#),
        (#""CLIENT" "SETNAME" "web-1""#, #""_CLIENT_" "~SETNAME~" "~web-1~""#),
        (#""SET" "a" "x \" y \\" "EX" "1""#, #""_SET_" "!a!" "$x \" y \\$" "_EX_" "_1_""#),
        (#""SET" "k" "{"Value":"x"}""#, #""_SET_" "!k!" "${"Value":"x"}$""#),
        (#""SET" "k" "unfinis"#, #""_SET_" "!k!" "$unfinis$"#),
    ])
    func knowsTheWordsOfACommand(words: String, expected: String) {
        let origin = "1795229810.125496 [0 "
        #expect(
            marked([origin + "10.0.0.1:5000] " + words], nil)
                == [origin + "@10.0.0.1:5000@] " + expected]
        )
    }

    @Test(arguments: [
        #"1795229810.121553 [0 1.2.3.4:5] "set" "k" "v \" w""#,
        #""1795229810.121553 [0 1.2.3.4:5] \"set\" \"k\" \"v \\\" w\"""#,
        #""1795229810.121553 [0 1.2.3.4:5] \\"set\\" \\"k\\" \\"v \\\\\\" w\\"""#,
        #"{"log":"1795229810.121553 [0 1.2.3.4:5] \"set\" \"k\" \"v \\\" w\"\n","stream":"stdout"}"#,
        #"redis-1 | 1795229810.121553 [0 1.2.3.4:5] "set" "k" "v \" w""#,
    ])
    func findsTheCommandInsideItsWrappers(line: String) {
        let bytes = Array(line.utf8)
        var places = LinePlaces(format: nil)
        let found = places.next(bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(found.count == 4)
        #expect(found.first == "1.2.3.4:5")
        #expect(found.dropFirst().prefix(2) == ["set", "k"])
        #expect(found.last?.hasPrefix("v ") == true && found.last?.hasSuffix(" w") == true)
    }

    @Test func keepsOfAJobWhatItsLibraryWrote() {
        let payload =
            #"{\"class\":\"MailJob\",\"args\":[{\"class\":\"x\"},7,true],\"jid\":\"ab12\",\"note\":\"hi \\\" \",\"at\":1.5}"#
        let line = #"1795229810.121553 [0 lua] "LPUSH" "queue:a" ""# + payload + "\""
        let expected =
            #"{\"class\":\"~MailJob~\",\"args\":[{\"class\":\"$x$\"},$7$,true],\"jid\":\"_ab12_\",\"note\":\"$hi \\\" $\",\"at\":_1.5_}"#
        #expect(
            marked([line], nil) == [
                #"1795229810.121553 [0 @lua@] "_LPUSH_" "!queue:a!" ""# + expected + "\""
            ]
        )
    }

    @Test func followsASlowLogForATerminal() {
        let lines = [
            "1) 1) (integer) 46", "   2) (integer) 1795229811", "   3) (integer) 3",
            #"   4) 1) "set""#, #"      2) "db15""#, #"      3) "secret""#,
            #"   5) "127.0.0.1:39848""#, #"   6) "w-2""#,
        ]
        #expect(
            Array(marked(lines, "redis-slowlog")[3...]) == [
                #"   4) 1) "_set_""#, #"      2) "!db15!""#, #"      3) "$secret$""#,
                #"   5) "@127.0.0.1:39848@""#, #"   6) "~w-2~""#,
            ]
        )
    }

    @Test func followsASlowLogForAPipe() {
        let lines = [
            "46", "1795229811", "3", "set", "db15", "secret", "127.0.0.1:39848", "w-2", "45",
        ]
        #expect(
            marked(lines, "redis-slowlog") == [
                "46", "1795229811", "3", "_set_", "!db15!", "$secret$", "@127.0.0.1:39848@",
                "~w-2~", "45",
            ]
        )
    }

    @Test func readsASlowLogInJSON() {
        #expect(
            marked([#"[[46,1795229811,3,["set","db15","x"],"127.0.0.1:3","w"]]"#], "redis-slowlog")
                == [#"[[46,1795229811,3,["_set_","!db15!","$x$"],"@127.0.0.1:3@","~w~"]]"#]
        )
    }

    @Test(arguments: [
        ("GET /a?token=x&user=anna HTTP/1.1", "GET /a?token=$x$&user=$anna$ HTTP/1.1"),
        (
            #"{"class":"A","args":["x",1],"jid":"b"}"#,
            #"{"class":"A","args":["$x$",$1$],"jid":"b"}"#
        ),
        (#"{"m":"{\"args\":[\"x\"]}"}"#, #"{"m":"{\"args\":[\"$x$\"]}"}"#),
        (
            "Performing A (Job ID: 1) with arguments: \"x\", 2",
            "Performing A (Job ID: 1) with arguments: \"$x$\", 2"
        ),
        ("  Parameters: {\"name\"=>\"x\"}", "  Parameters: ${\"name\"=>\"x\"}$"),
        ("task args: (1, 'x') kwargs: {}", "task args: ($1, 'x'$) kwargs: {}"),
        ("args=abc done", "args=$abc$ done"),
        ("Cookie: a=b; c=d", "Cookie: $a=b; c=d$"),
        (#"{"x-auth-token": "abc"}"#, #"{"x-auth-token": "$abc$"}"#),
        ("UPDATE a SET b = 'it''s' WHERE c = 'd'", "UPDATE a SET b = '$it''s$' WHERE c = '$d$'"),
        ("it's what it's", "it's what it's"),
    ])
    func findsDataInText(line: String, expected: String) {
        #expect(marked([line], "rails") == [expected])
    }

    /// Damage of any kind gives places inside the line, in order, and ends.
    @Test(arguments: Formats.all.flatMap(\.samples).map(\.text))
    func staysInsideTheLine(sample: String) {
        let bytes = Array(sample.utf8)
        for format in ["redis-slowlog", "postgres-log"] {
            var places = LinePlaces(format: format)
            for line in bytes.split(separator: 0x0A).map({ Array($0) }) {
                for cut in stride(from: 0, through: line.count, by: max(1, line.count / 5)) {
                    var end = 0
                    for place in places.next(Array(line[..<cut])) {
                        #expect(place.range.lowerBound >= end && place.range.upperBound <= cut)
                        end = place.range.upperBound
                    }
                }
            }
        }
    }
}
