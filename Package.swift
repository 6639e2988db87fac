// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// For what tests do most, hundreds of captures long: parsing, summing up and simulating take five times as long
/// without optimisation.
let settingsOptimized = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The fuzzer needs the runtime of libFuzzer, so it is built by `make fuzz` alone.
let fuzzing: [Target] =
    Context.environment["FUZZING"] == nil
    ? []
    : [
        .executableTarget(
            name: "Fuzzing",
            dependencies: ["Parsing"],
            path: "Tests/Fuzzing",
            swiftSettings: settings
        )
    ]

let package = Package(
    name: "debrief",
    products: [.executable(name: "debrief", targets: ["debrief"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.0"),
    ],
    targets: [
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CLzma", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
        // Debian's bzip2 has no pkg-config file; the module map names the library.
        .systemLibrary(name: "CBzip2", providers: [.apt(["libbz2-dev"])]),
        .systemLibrary(
            name: "CPCRE2",
            pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"])]
        ),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        .target(
            name: "Parsing",
            dependencies: [
                "CZlib", "CZstd", "CLzma", "CBzip2", "CPCRE2",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settingsOptimized
        ),
        .target(name: "Statistics", swiftSettings: settingsOptimized),
        .target(
            name: "Summarizing",
            dependencies: ["Parsing", "Statistics"],
            swiftSettings: settingsOptimized
        ),
        .target(
            name: "Diagnosing",
            dependencies: ["Summarizing", "Statistics"],
            swiftSettings: settings
        ),
        .target(
            name: "Reporting",
            dependencies: ["Diagnosing"],
            resources: [.embedInCode("Page/report.css"), .embedInCode("Page/report.js")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "debrief",
            dependencies: [
                "Parsing", "Summarizing", "Diagnosing", "Reporting", "CSQLite",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        // No product: `make gate` counts the instructions of what users run.
        .executableTarget(
            name: "hot-loops",
            dependencies: ["Parsing", "Summarizing"],
            path: "Benchmarks/HotLoops",
            swiftSettings: settings
        ),
        .target(name: "Randomness", path: "Tests/Randomness", swiftSettings: settingsOptimized),
        .target(
            name: "Simulator",
            dependencies: ["Diagnosing", "Summarizing", "Parsing", "Randomness"],
            path: "Tests/Simulator",
            swiftSettings: settingsOptimized
        ),
        .executableTarget(
            name: "evaluate",
            dependencies: ["Simulator", "Diagnosing", "Summarizing"],
            path: "Tests/Evaluation",
            swiftSettings: settings
        ),
        .target(name: "PublicScores", path: "Tests/PublicScores", swiftSettings: settings),
        .executableTarget(
            name: "evaluate-public",
            dependencies: ["PublicScores", "Diagnosing", "Statistics"],
            path: "Tests/PublicEvaluation",
            exclude: ["README.md"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ParsingTests",
            dependencies: [
                "Parsing", "CZlib", "CZstd", "CLzma", "CBzip2", "Randomness",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "StatisticsTests",
            dependencies: ["Statistics", "PublicScores", "Randomness"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SummarizingTests",
            dependencies: ["Summarizing", "Parsing", "Statistics", "Randomness"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DiagnosingTests",
            dependencies: [
                "Simulator", "Diagnosing", "Summarizing", "Parsing", "Statistics", "Randomness",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ReportingTests",
            dependencies: ["Reporting", "Diagnosing", "Summarizing", "Parsing", "Randomness"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DebriefTests",
            dependencies: [
                "debrief", "Reporting", "Diagnosing", "Summarizing", "Parsing", "CSQLite",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
    ] + fuzzing
)
