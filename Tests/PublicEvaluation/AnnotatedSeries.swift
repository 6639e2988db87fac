// TCPD: series of many fields in which five people each marked the changes.
// Source: github.com/alan-turing-institute/TCPD: annotations.json and datasets/NAME/NAME.json.

import Foundation
import PublicScores
import Statistics

/// Compares the changes that debrief finds with those that people marked.
enum AnnotatedSeries {
    static let place = "TCPD"

    /// The form of a series in the repository.
    private struct Document: Decodable {
        struct Values: Decodable { let raw: [Double?] }
        let name: String
        let series: [Values]
    }

    static func figures(_ place: URL) throws -> [Figure] {
        let marks = try JSONDecoder().decode(
            [String: [String: [Int]]].self,
            from: Data(contentsOf: place.appendingPathComponent("annotations.json"))
        )
        var own: [Double] = []
        var none: [Double] = []
        var farthest: [Double] = []
        var distances: [Double] = []
        for folder in try folders(in: place.appendingPathComponent("datasets")) {
            let name = folder.lastPathComponent
            let file = folder.appendingPathComponent("\(name).json")
            guard let people = marks[name],
                FileManager.default.fileExists(atPath: file.path)
            else { continue }
            let document = try JSONDecoder().decode(Document.self, from: Data(contentsOf: file))
            guard document.series.count == 1, let values = document.series.first?.raw else {
                continue
            }
            let annotations = people.sorted { $0.key < $1.key }.map(\.value)
            let found = ChangePoints.find(in: values).map(\.index)
            own.append(AnnotationScore.f1(found: found, annotations: annotations))
            none.append(AnnotationScore.f1(found: [], annotations: annotations))
            farthest.append(
                AnnotationScore.f1(found: largestDeviation(values), annotations: annotations)
            )
            let all = annotations.flatMap { $0 }
            distances += found.compactMap { cut in all.map { Double(abs($0 - cut)) }.min() }
        }
        let mean = { (values: [Double]) in values.reduce(0, +) / Double(max(1, values.count)) }
        return [
            Figure(
                what: "F1, margin 5 (\(own.count) series)",
                value: mean(own),
                target: .atLeast(0.70),
                largestDeviation: mean(farthest)
            ),
            Figure(what: "F1 of finding nothing", value: mean(none)),
            Figure(
                what: "distance to the nearest mark, median bins",
                value: RobustScale.median(of: distances) ?? .nan
            ),
        ]
    }

    private static func largestDeviation(_ values: [Double?]) -> [Int] {
        let known = values.compactMap { $0 }
        let mean = known.reduce(0, +) / Double(max(1, known.count))
        let distances = values.map { $0.map { abs($0 - mean) } ?? 0 }
        return distances.indices.max { distances[$0] < distances[$1] }.map { [$0] } ?? []
    }
}
