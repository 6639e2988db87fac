// The list of media; a new renderer adds its file and its line here.

/// Every renderer, in the order in which the help lists them.
package enum Renderers {
    package static let all: [any Renderer] = [
        MarkdownRenderer(), SummaryRenderer(), HTMLRenderer(),
    ]
}
