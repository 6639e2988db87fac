// Invented secrets of twenty kinds, assembled so that no scanner takes them for real.

/// A secret with the words around it.
struct PlantedSecret: Sendable {
    let number: Int
    /// What must not come out.
    let core: String
    /// How it stands in a log.
    let context: String
}

/// Secrets of every class that the redactor names.
enum PlantedSecrets {
    static let all: [PlantedSecret] = pairs.enumerated().map { offset, pair in
        PlantedSecret(number: offset, core: pair.0, context: pair.1)
    }

    private static let pairs: [(String, String)] = [
        plain("AKIA" + "ZZZZ1234ABCD5678"), plain("ghp_" + "abcdefghijklmnop1234ABCD"),
        plain("glpat-" + "abcdEFGH1234ijklMNOP"), plain("xoxb-" + "1234567890-abcdef"),
        plain("sk_live_" + "4eC39HqLyjWDarjt"),
        plain("SG." + "abcdEFGH1234ijkl.MNOPqrst5678uvwxYZab"),
        plain("eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"),
        plain("anna.berg@" + "example.org"), plain("203.0.113.77"),
        plain("2001:db8::8a2e:370:7334"), plain("4111 1111 1111 1111"),
        plain("DE89370400440532013000"), ("hunter2hunter2", "Authorization: Bearer hunter2hunter2"),
        ("hunter2", "redis://app:hunter2@db:6379/0"),
        ("hunter3", "postgres://app:hunter3@db/shop"), ("hunter4", "password=hunter4"),
        ("hunter5", "api_key: hunter5"), ("hunter6", "https://x.example/a?token=hunter6"),
        ("hunter7", "_app_session=hunter7"), ("hunter8", "requirepass hunter8"),
    ]

    private static func plain(_ secret: String) -> (String, String) {
        (secret, "see \(secret) there")
    }
}
