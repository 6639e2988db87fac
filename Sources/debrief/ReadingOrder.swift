// The order in which files are read: as named, but parts of one capture in the order of time.

import Parsing

/// Orders files.
enum ReadingOrder {
    /// The numbers of the files in the order in which they are read.
    ///
    /// Parts of a capture continue each other: whether a write was read is known only when they are read in the
    /// order of their first stamps, whatever their names are.
    static func numbers(of files: [RecognizedFile]) -> [Int] {
        var numbers = Array(files.indices)
        let stamped = files.indices.filter { files[$0].recognition?.firstStamp != nil }
        for (_, places) in Dictionary(grouping: stamped, by: { files[$0].format?.name ?? "" }) {
            let inTime = places.sorted { (stamp(files[$0]), $0) < (stamp(files[$1]), $1) }
            for (place, number) in zip(places, inTime) { numbers[place] = number }
        }
        return numbers
    }

    private static func stamp(_ file: RecognizedFile) -> Int64 {
        file.recognition?.firstStamp?.microseconds ?? 0
    }
}
