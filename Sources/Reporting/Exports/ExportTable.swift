// Tables of an export: typed columns, and cells in which log text is redacted already.

/// A table for other programs.
package struct ExportTable: Sendable, Equatable {
    /// What a column holds.
    package enum Kind: String, Sendable {
        case text = "TEXT"
        case integer = "INTEGER"
        case real = "REAL"
    }

    /// A column; names are constants of this source.
    package struct Column: Sendable, Equatable {
        package let name: String
        package let kind: Kind
        /// What stands in it, with its unit.
        package let meaning: String
        /// The table whose `id` stands in it.
        package var table: String?
    }

    /// A value, or none.
    package enum Cell: Sendable, Equatable {
        case text(String)
        case integer(Int)
        case real(Double)
        case none
    }

    package let name: String
    /// What a row is.
    package let meaning: String
    package let columns: [Column]
    /// The columns that tell rows apart.
    package let key: [String]
    package let rows: [[Cell]]
}

/// A question that is asked often, as SQL over the tables.
package struct ExportView: Sendable, Equatable {
    package let name: String
    package let meaning: String
    package let query: String
}

/// All of an answer as tables.
package struct ExportTables: Sendable, Equatable {
    package let tables: [ExportTable]
    package let views: [ExportView]
}

extension ExportTable.Column {
    static func text(_ name: String, _ meaning: String) -> Self {
        Self(name: name, kind: .text, meaning: meaning)
    }

    static func integer(_ name: String, _ meaning: String) -> Self {
        Self(name: name, kind: .integer, meaning: meaning)
    }

    static func real(_ name: String, _ meaning: String) -> Self {
        Self(name: name, kind: .real, meaning: meaning)
    }

    /// The same column, which holds ids of another table.
    func of(_ table: String) -> Self {
        var column = self
        column.table = table
        return column
    }
}
