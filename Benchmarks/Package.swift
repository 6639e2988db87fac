// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "benchmarks",
    targets: [
        .executableTarget(name: "bench", swiftSettings: [.treatAllWarnings(as: .error)]),
        .executableTarget(name: "generate", swiftSettings: [.treatAllWarnings(as: .error)]),
        .executableTarget(
            name: "generate-monitor",
            swiftSettings: [.treatAllWarnings(as: .error)]
        )
    ]
)
