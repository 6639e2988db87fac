// The protocol by which Reporting is extended: a renderer a file in Renderers/, listed in Renderers.swift.

/// Turns a report into the text of one medium; it escapes, and decides nothing else.
package protocol Renderer: Sendable {
    /// The ending of the files it writes, without the point.
    var fileExtension: String { get }

    /// Writes the report.
    func render(_ report: Report) -> String
}
