// A database in memory that becomes the bytes of a file.
// Source: sqlite.org/c3ref (prepare_v2, bind, step, serialize); fileformat2.html, 1.3 (application id).

import CSQLite
import Foundation
import Parsing
import Reporting

/// A new SQLite database.
final class SQLiteDatabase {
    private let handle: OpaquePointer

    /// What the header of a file has at byte 68: "dbrf", by which one of debrief's own is known.
    static let mark = FileMark(text: "dbrf", offset: 68)
    private static let applicationID = 0x6462_7266

    /// Makes an empty database.
    ///
    /// - Throws: ``InputError`` with code D020 when there is no memory for it.
    init() throws {
        var opened: OpaquePointer?
        let status = sqlite3_open_v2(
            ":memory:",
            &opened,
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
            nil
        )
        guard status == SQLITE_OK, let opened else {
            sqlite3_close(opened)
            throw Self.failure("there is no memory for it")
        }
        handle = opened
        try run("PRAGMA application_id = \(Self.applicationID); PRAGMA user_version = 1")
    }

    deinit { sqlite3_close(handle) }

    /// Makes the tables with their rows, and the views.
    func add(_ export: ExportTables) throws {
        try run("BEGIN")
        for table in export.tables {
            try run(Self.definition(of: table))
            try insert(table)
        }
        for view in export.views { try run("CREATE VIEW \"\(view.name)\" AS\n\(view.query)") }
        try run("COMMIT")
    }

    /// The file that the database would be.
    func bytes() throws -> [UInt8] {
        var size: sqlite3_int64 = 0
        guard let start = sqlite3_serialize(handle, "main", &size, 0) else {
            throw Self.failure("there is no memory for it")
        }
        defer { sqlite3_free(start) }
        return Array(UnsafeBufferPointer(start: start, count: Int(size)))
    }

    /// Comments stay in the schema, so that `.schema` of the shell explains the tables.
    private static func definition(of table: ExportTable) -> String {
        var parts = table.columns.map { column in
            let reference = column.table.map { " REFERENCES \"\($0)\" (id)" } ?? ""
            return ("\"\(column.name)\" \(column.kind.rawValue)\(reference)", column.meaning)
        }
        if !table.key.isEmpty {
            let names = table.key.map { "\"\($0)\"" }.joined(separator: ", ")
            parts.append(("PRIMARY KEY (\(names))", "tells rows apart"))
        }
        let lines = parts.enumerated().map { number, part in
            "  \(part.0)\(number + 1 < parts.count ? "," : "") -- \(part.1)\n"
        }
        let form = table.key.isEmpty ? "" : " WITHOUT ROWID"
        return "CREATE TABLE \"\(table.name)\" ( -- \(table.meaning)\n\(lines.joined()))\(form)"
    }

    private func insert(_ table: ExportTable) throws {
        let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
        var prepared: OpaquePointer?
        let status = sqlite3_prepare_v2(
            handle,
            "INSERT INTO \"\(table.name)\" VALUES (\(marks))",
            -1,
            &prepared,
            nil
        )
        defer { sqlite3_finalize(prepared) }
        guard status == SQLITE_OK, let prepared else { throw failure() }
        for row in table.rows {
            for (column, cell) in row.enumerated() {
                try bind(cell, to: prepared, Int32(column + 1))
            }
            guard sqlite3_step(prepared) == SQLITE_DONE else { throw failure() }
            sqlite3_reset(prepared)
        }
    }

    private func bind(
        _ cell: ExportTable.Cell,
        to statement: OpaquePointer,
        _ place: Int32
    ) throws {
        let status =
            switch cell {
            case .text(let text):
                // SQLite copies the text before the call returns.
                sqlite3_bind_text(statement, place, text, Int32(text.utf8.count), Self.copied)
            case .integer(let number): sqlite3_bind_int64(statement, place, Int64(number))
            case .real(let number): sqlite3_bind_double(statement, place, number)
            case .none: sqlite3_bind_null(statement, place)
            }
        guard status == SQLITE_OK else { throw failure() }
    }

    /// `SQLITE_TRANSIENT`, which C writes as a pointer of value -1.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private func run(_ statement: String) throws {
        guard sqlite3_exec(handle, statement, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    private func failure() -> InputError { Self.failure(String(cString: sqlite3_errmsg(handle))) }

    private static func failure(_ note: String) -> InputError {
        InputError(
            code: "D020",
            position: Position(path: "--sqlite"),
            problem: "the database cannot be made",
            notes: [note],
            remedy: "run again without --sqlite"
        )
    }
}
