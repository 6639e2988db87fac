// The rules of the house that the compiler does not keep. The map is in CONTRIBUTING.md.

import Foundation
import Testing

@Suite struct HouseTests {
    /// What each room may import, besides the standard library.
    private static let imports: [String: Set<String>] = [
        "Parsing": [
            "CZlib", "CZstd", "CLzma", "CBzip2", "CPCRE2", "Yams", "Foundation",
            "FoundationEssentials",
        ],
        "Statistics": ["Foundation"],
        "Summarizing": ["Parsing", "Statistics"],
        // Foundation for logarithms and powers alone.
        "Diagnosing": ["Summarizing", "Statistics", "Foundation"],
        "Reporting": ["Diagnosing"],
        "debrief": [
            "ArgumentParser", "CSQLite", "Foundation", "Synchronization", "Parsing", "Summarizing",
            "Diagnosing", "Reporting",
        ],
    ]

    /// The doorways to system libraries.
    private static let libraries: Set<String> = [
        "CZlib", "CZstd", "CLzma", "CBzip2", "CPCRE2", "CSQLite",
    ]

    private static let topLevel: Set<String> = [
        "Package.swift", "README.md", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile",
        "Sources", "Tests", "SampleLogs", "Reports", "Benchmarks", "Integrations",
    ]
    /// Not in the repository: the tool chain's lock file and the default output.
    private static let ignored: Set<String> = ["Package.resolved", "debrief-report"]

    private static let sources = Repository.swiftFiles(under: "Sources")
    private static let linesMax = 300

    @Test func hasTheseRoomsAndNoOthers() throws {
        let rooms = try Repository.names(in: "Sources")
        #expect(Set(rooms) == Set(Self.imports.keys).union(Self.libraries))
    }

    @Test func keepsTheTopLevelSmall() throws {
        let names = Set(try Repository.names(in: "."))
        #expect(names.subtracting(Self.topLevel).subtracting(Self.ignored).isEmpty)
    }

    @Test(arguments: imports.keys.sorted())
    func importsOnlyItsNeighbours(room: String) throws {
        let allowed = try #require(Self.imports[room])
        for file in Self.sources where file.hasPrefix("Sources/\(room)/") {
            for (number, line) in try Repository.lines(of: file) {
                guard let module = line.wholeMatch(of: /(?:@?\w+ )*import (\w+)/)?.1 else {
                    continue
                }
                #expect(allowed.contains(String(module)), "\(file):\(number) imports \(module)")
            }
        }
    }

    @Test(arguments: [
        ("Parsing/Formats", "Formats"), ("Diagnosing/Detectors", "Detectors"),
        ("Reporting/Renderers", "Renderers"),
    ])
    func listsEveryFileOfACatalogue(folder: String, catalogue: String) throws {
        let list = try Repository.text("Sources/\(folder)/\(catalogue).swift")
        for file in Repository.swiftFiles(under: "Sources/\(folder)") {
            let name = String(file.split(separator: "/").last?.dropLast(6) ?? "")
            guard name != catalogue else { continue }
            #expect(list.contains("\(name)("), "\(file) is not in \(catalogue).all")
        }
    }

    @Test(arguments: sources)
    func keepsFilesShort(file: String) throws {
        #expect(try Repository.lines(of: file).count - 1 <= Self.linesMax)
    }

    @Test(arguments: sources)
    func opensWithWhatTheFileIs(file: String) throws {
        let first = try Repository.lines(of: file).first?.text ?? ""
        #expect(first.hasPrefix("// ") || first.hasPrefix("/// "))
    }

    @Test(arguments: sources)
    func avoidsWhatHidesErrors(file: String) throws {
        let banned = [
            " try! ", " try? ", " as! ", "fatalError(", ": Any ", ": Any]", ": Any?", "TODO",
        ]
        for (number, line) in try Repository.lines(of: file) where !line.isComment {
            for word in banned {
                #expect(!line.contains(word), "\(file):\(number) has \(word)")
            }
            #expect(!line.hasPrefix("public "), "\(file):\(number) is public")
        }
    }

    @Test(arguments: sources.filter { !$0.hasPrefix("Sources/debrief/") })
    func writesToNoTerminalOutsideTheFrontDoor(file: String) throws {
        let banned = /(^|[^.\w])(print|debugPrint|exit)\(/
        for (number, line) in try Repository.lines(of: file) where !line.isComment {
            #expect(!line.contains(banned), "\(file):\(number)")
        }
    }

    @Test(arguments: sources.filter { !$0.hasPrefix("Sources/debrief/") })
    func knowsNoClockNoChanceNoEnvironment(file: String) throws {
        let banned = [
            "Date()", "Date.now", ".now()", "SystemRandomNumberGenerator", "randomElement()",
            ".random(in:", "Hasher()", ".hashValue", "ProcessInfo", "Locale", "getenv",
        ]
        for (number, line) in try Repository.lines(of: file) where !line.isComment {
            for word in banned {
                #expect(!line.contains(word), "\(file):\(number) has \(word)")
            }
        }
    }
}

extension String {
    fileprivate var isComment: Bool {
        drop { $0 == " " }.hasPrefix("//")
    }
}
