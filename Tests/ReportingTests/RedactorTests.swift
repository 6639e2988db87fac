import Diagnosing
import Testing

@testable import Reporting

/// Secrets do not get past the redactor.
struct RedactorTests {
    /// Invented values in the shape of each class; assembled so that no scanner takes them for real.
    static let secrets = [
        "anna.berg@example.org", "203.0.113.77", "2001:db8::8a2e:370:7334",
        "AKIA" + "ZZZZ1234ABCD5678", "ghp_" + "abcdefghijklmnop1234ABCD",
        "xoxb-" + "1234567890-abcdef",
        "sk_live_" + "4eC39HqLyjWDarjt", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "4111 1111 1111 1111", "DE89370400440532013000", "DE89 3704 0044 0532 0130 00",
        "kJ8/f93Hq0ZxPw7LmT2vBn5RcYd4SgUa" + "E6",
    ]

    @Test(arguments: secrets)
    func masksASecretInEveryPosition(secret: String) {
        let result = composed(SampleShape.strongCause.diagnosis(.all("see \(secret) there")))

        #expect(!result.markdown.contains(secret))
        #expect(!result.json.contains(secret))
    }

    @Test(arguments: [
        ("redis://app:hunter2@db:6379/0", "hunter2"), ("password=hunter2", "hunter2"),
        ("\"api_key\": \"hunter2\"", "hunter2"),
        ("Authorization: Bearer hunter2hunter2", "hunter2hunter2"),
        ("DB_PASSWORD=>'hunter2 two'", "hunter2"), ("accessToken: hunter2", "hunter2"),
        ("requirepass hunter2", "hunter2"), ("_app_session=hunter2", "hunter2"),
        ("dsn app:ZUzqEyVsCJ4Eq7@tcp(db:3306)/shop", "ZUzqEyVsCJ4Eq7"),
        ("see:2001:db8:7288:6129:a35d:4dfa:5a53:3f12:there", "7288:6129"),
        ("see:2001:db8:7288:6129:a35d:4dfa:5a53:3f12:extra", "7288:6129"),
    ])
    func masksAValueBecauseOfItsName(text: String, secret: String) {
        var redactor = Redactor(mode: .on)

        #expect(!redactor.quoted(.event(text)).text.contains(secret))
        #expect(redactor.maskedCount == 1)
    }

    @Test(arguments: [
        "deploy shop 9.0", "deploy auth: fix login copy", "Auth::LoginJob", "03:35:23 restart",
        "session:{id}", "v1.2.3.4 released", "author=anna", "jid=9f1c2b3a4d5e6f708192a3b4",
        "cart:draft:{n}", "token: nil", "ActiveStorage::AnalyzeJob", "1795232070123",
        "job:worker12@host", "at:12:34:56:deed", "redis_commands_duration_seconds_total",
        "commit 3f2a9c81d4e5b6a7980123456789abcdef012345",
    ])
    func keepsWhatReadersNeed(text: String) {
        var redactor = Redactor(mode: .on)

        #expect(redactor.quoted(.event(text)).text == text)
        #expect(redactor.maskedCount == 0)
    }

    @Test
    func masksAnAddressInAFileName() {
        var redactor = Redactor(mode: .on)

        #expect(redactor.quoted(.file("redis-10.1.2.3.log:7")).text == "redis-‹ip#1›.log:7")
    }

    @Test
    func givesTheSameValueTheSameLabel() {
        var redactor = Redactor(mode: .on)

        #expect(redactor.quoted(.client("10.1.2.3")).text == "ip#1")
        #expect(redactor.quoted(.client("10.1.2.4")).text == "ip#2")
        #expect(redactor.quoted(.event("block 10.1.2.3")).text == "block ‹ip#1›")
        #expect(redactor.maskedCount == 2)
    }

    @Test
    func keepsPrivateAddressesWhenAsked() {
        var redactor = Redactor(mode: .keepPrivateAddresses)

        #expect(redactor.quoted(.client("127.0.10.35")).text == "127.0.10.35")
        #expect(
            redactor.quoted(.event("block 10.1.2.3, 203.0.113.7")).text == "block 10.1.2.3, ‹ip#1›"
        )
    }

    @Test
    func cutsArgumentsOfSecretCommands() {
        var redactor = Redactor(mode: .on)

        #expect(redactor.quoted(.command("AUTH default hunter2")).text == "AUTH ‹arguments›")
        #expect(
            redactor.quoted(.command("LRANGE queue:tax -1 -1")).text == "LRANGE queue:tax -1 -1"
        )
    }

    @Test(arguments: 0..<500 as Range<UInt64>)
    func changesNothingTheSecondTime(seed: UInt64) {
        let secret = Self.secrets[Int(seed) % Self.secrets.count]
        let text = HostileText.text(seed: seed) + " password=\(secret) " + secret
        var redactor = Redactor(mode: .on)
        let once = redactor.quoted(.event(text)).text

        #expect(redactor.quoted(.event(once)).text == once)
    }
}
