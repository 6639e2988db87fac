// The order in which files are read: as named, but parts of one capture in the order of time.

import Parsing

/// Orders files.
enum ReadingOrder {
    /// A file, as far as its order goes.
    struct Place {
        var format: String?
        /// The first stamp of a format whose files continue each other, in microseconds.
        var firstStamp: Int64?
    }

    /// The numbers of files in the order in which they are read.
    ///
    /// Parts of a capture continue each other: whether a write was read is known only when they are read in the
    /// order of their first stamps, whatever their names are.
    static func numbers(of files: [Place]) -> [Int] {
        var numbers = Array(files.indices)
        let stamped = files.indices.filter { files[$0].firstStamp != nil }
        for (_, places) in Dictionary(grouping: stamped, by: { files[$0].format }) {
            let inTime = places.sorted { left, right in
                (files[left].firstStamp ?? 0, left) < (files[right].firstStamp ?? 0, right)
            }
            for (place, number) in zip(places, inTime) { numbers[place] = number }
        }
        return numbers
    }
}

extension ReadingOrder.Place {
    /// The place of a file that was looked at.
    init(_ file: RecognizedFile) {
        format = file.format?.name
        firstStamp = file.recognition?.firstStamp?.microseconds
    }
}
