// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "benchmarks",
    targets: [
        .target(name: "Generating", swiftSettings: settings),
        .executableTarget(name: "bench", swiftSettings: settings),
        .executableTarget(
            name: "generate",
            dependencies: ["Generating"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "generate-monitor",
            dependencies: ["Generating"],
            swiftSettings: settings
        ),
        .executableTarget(name: "gate", dependencies: ["Generating"], swiftSettings: settings),
    ]
)
