// One HTML file that works without a network: the report, its charts, and the script that lets one read values.

/// Renders a report as a page.
package struct HTMLRenderer: Renderer {
    package let fileExtension = "html"

    /// How a page begins, by which one of debrief's own is known.
    static let marks = ["<!doctype html>\n<html lang=\"en\" class=\"debrief-report\">"]

    private static let style = SourceCode(
        PackageResources.report_css,
        followedBy: Ink.darkRules
    )
    private static let script = SourceCode(PackageResources.report_js)

    /// What people wrote into the report.md beside the page.
    private let kept: KeptText

    /// Makes a renderer that shows what people wrote in its places.
    package init(kept: KeptText = .none) {
        self.kept = kept
    }

    package func render(_ report: Report) -> String {
        var writer = MarkupWriter(.html)
        writer.write(
            .element(
                .html,
                [.lang: "en", .className: "debrief-report"],
                [head(report), body(report)]
            )
        )
        return "<!doctype html>\n" + writer.text + "\n"
    }

    private func head(_ report: Report) -> Markup {
        let policy = ContentPolicy(style: Self.style, script: Self.script)
        return .element(
            .head,
            [],
            [
                .element(.meta, [.charset: "utf-8"]),
                .element(
                    .meta,
                    [.httpEquiv: "Content-Security-Policy", .content: .policy(policy)]
                ),
                .element(
                    .meta,
                    [.name: "viewport", .content: "width=device-width, initial-scale=1"]
                ),
                .element(.title, [], [.text(report.title)]),
                .element(.style, [], [.code(Self.style)]),
            ]
        )
    }

    private func body(_ report: Report) -> Markup {
        let page = PageBlocks(report, kept)
        let sections = report.sections.enumerated().map { index, section in
            Markup.element(
                .section,
                [.id: .identifier("section", [index + 1])],
                [.element(.h2, [], [.text("\(index + 1). \(section.name.rawValue)")])]
                    + section.blocks.flatMap(page.markup)
            )
        }
        let title: [Markup] = [.element(.h1, [], [.text(report.title)])]
        return .element(
            .body,
            [],
            [
                .element(
                    .header,
                    [.className: "title"],
                    title + report.preface.flatMap(page.markup)
                ),
                contents(report), .element(.main, [], sections + page.amendments),
                .element(.footer, [], [.element(.p, [], page.line(report.footer))]),
                .element(
                    .script,
                    [.type: "application/json", .id: "chart-data"],
                    [.data(PageData(report).json)]
                ), .element(.script, [], [.code(Self.script)]),
            ]
        )
    }

    private func contents(_ report: Report) -> Markup {
        let items = report.sections.enumerated().map { index, section in
            Markup.element(
                .li,
                [],
                [
                    .element(
                        .a,
                        [.href: .anchor("section", [index + 1])],
                        [.text(section.name.rawValue)]
                    )
                ]
            )
        }
        return .element(.nav, [.label: "Sections"], [.element(.ol, [], items)])
    }
}
