// Payloads as MONITOR shows them: lines of real runs of Sidekiq 5 to 8 and RQ 2.12 on a test machine.

import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct JobPayloadTests {
    private static func read(_ payload: String) -> (id: UInt64, jobClass: String, enqueued: Int64)?
    {
        Array(payload.utf8).withUnsafeBufferPointer { bytes in
            JobPayload(bytes).map {
                ($0.id, String(decoding: $0.jobClass, as: UTF8.self), $0.enqueuedAt)
            }
        }
    }

    @Test(
        arguments: [
            (
                "20148bbd89267b9e88a12a3c", 1_795_230_759_697_237,
                #"{\"class\":\"HardJob\",\"args\":[1,\"two\"],\"retry\":true,\"queue\":\"critical\",\"jid\":\"20148bbd89267b9e88a12a3c\",\"created_at\":1795230759.6972039,\"enqueued_at\":1795230759.697237}"#
            ),
            (
                "328c16a2649fdb8894ae69e5", 1_795_230_761_013_651,
                #"{\"retry\":true,\"queue\":\"critical\",\"args\":[1,\"two\"],\"class\":\"HardJob\",\"jid\":\"328c16a2649fdb8894ae69e5\",\"created_at\":1795230761.0136006,\"enqueued_at\":1795230761.013651}"#
            ),
            (
                "88f8aa57d53605c5fb988079", 1_795_230_762_339_022,
                #"{\"retry\":true,\"queue\":\"critical\",\"args\":[1,\"two\"],\"class\":\"HardJob\",\"jid\":\"88f8aa57d53605c5fb988079\",\"created_at\":1795230762.3389964,\"enqueued_at\":1795230762.3390217}"#
            ),
            (
                "e661e93251107dd9c90a9eb2", 1_795_230_924_343_000,
                #"{\"retry\":true,\"queue\":\"critical\",\"args\":[1,\"two\"],\"class\":\"HardJob\",\"jid\":\"e661e93251107dd9c90a9eb2\",\"created_at\":1795230924343,\"enqueued_at\":1795230924343}"#
            ),
        ] as [(String, Int64, String)]
    )
    func readsWhatEverySidekiqWrites(id: String, enqueued: Int64, payload: String) throws {
        let read = try #require(Self.read(payload))

        #expect(read.id == FixedHash.hash(id.utf8))
        #expect(read.jobClass == "HardJob")
        #expect(read.enqueued == enqueued)
    }

    @Test func namesTheWrappedClassUnderActiveJob() throws {
        let payload =
            #"{\"retry\":true,\"class\":\"ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper\",\"wrapped\":\"ReceiptJob\",\"jid\":\"a1\",\"args\":[]}"#

        let read = try #require(Self.read(payload))

        #expect(read.jobClass == "ReceiptJob")
    }

    @Test func takesAnRQPayloadAsItsID() throws {
        let id = "49877e4a-c6b6-41e1-8dce-91efd766f308"

        let read = try #require(Self.read(id))

        #expect(read.id == FixedHash.hash(id.utf8))
        #expect(read.jobClass.isEmpty)
    }

    @Test(arguments: ["", "short", "{}", #"{\"class\":\"A\"}"#, #"{\"jid\":\""#])
    func refusesWhatHasNoID(payload: String) {
        #expect(Self.read(payload) == nil)
    }
}
