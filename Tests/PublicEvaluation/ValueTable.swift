// A table of numbers below one or more rows of names, as the public sets hold it: commas, no quotes.

import Foundation

/// Columns of numbers by the names above them.
struct ValueTable {
    /// The first column, as it is written.
    let labels: [String]
    /// The names above each column, joined by a tab where there are several rows of them.
    let names: [String]
    /// The values of each column; an empty cell is `nil`.
    let columns: [[Double?]]

    /// Reads a file whose first `headerRows` rows hold names.
    init(_ file: URL, headerRows: Int) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let heads = rows.prefix(headerRows)
        let width = heads.first?.count ?? 0
        // A row that is shorter names the first column, not a row of values.
        let body = rows.dropFirst(headerRows).filter { row in
            row.count == width && row.first.map { !$0.isEmpty } ?? false
                && row.dropFirst().contains { Double($0) != nil }
        }
        labels = body.map { $0.first.map(String.init) ?? "" }
        names = (1..<max(1, width)).map { column in
            heads.map { column < $0.count ? String($0[column]) : "" }.joined(separator: "\t")
        }
        columns = (1..<max(1, width)).map { column in body.map { Double($0[column]) } }
    }

    /// The column below a name.
    func column(_ name: String) -> [Double?]? {
        names.firstIndex(of: name).map { columns[$0] }
    }
}

/// The folders in a folder, in the order of their names.
func folders(in place: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
        at: place,
        includingPropertiesForKeys: [.isDirectoryKey]
    ).filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false }
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
}
