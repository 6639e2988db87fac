// The colours of all charts: Okabe and Ito's, darkened until each stands out from its background by 3 to 1 (WCAG
// 2.1, 1.4.11), and their counterparts for dark pages. Blue and vermilion are the pair that every colour vision
// tells apart, so two series in one panel have these.

/// A colour by the part it plays.
enum Ink: Sendable, Equatable {
    case background, ink, muted, grid, impact, band
    case blue, vermilion, green, purple
    /// A step of the heat map, 0...7, from little to much.
    case heat(Int)

    /// The steps of the heat map.
    static let heatSteps = 8

    /// All of them, for the style of dark pages.
    static let all: [Ink] =
        [.background, .ink, .muted, .grid, .impact, .band, .blue, .vermilion, .green, .purple]
        + (0..<heatSteps).map(Ink.heat)

    /// The class that says which colour something is filled with.
    var fillClass: Constant {
        switch self {
        case .background: "f-background"
        case .ink: "f-ink"
        case .muted: "f-muted"
        case .grid: "f-grid"
        case .impact: "f-impact"
        case .band: "f-band"
        case .blue: "f-blue"
        case .vermilion: "f-vermilion"
        case .green: "f-green"
        case .purple: "f-purple"
        case .heat(let step): Self.heatClasses[min(max(step, 0), Self.heatSteps - 1)]
        }
    }

    /// The class that says which colour something is drawn with.
    var strokeClass: Constant {
        switch self {
        case .background: "s-background"
        case .ink: "s-ink"
        case .muted: "s-muted"
        case .grid: "s-grid"
        case .impact: "s-impact"
        case .band: "s-band"
        case .blue: "s-blue"
        case .vermilion: "s-vermilion"
        case .green: "s-green"
        case .purple: "s-purple"
        case .heat(let step): Self.heatClasses[min(max(step, 0), Self.heatSteps - 1)]
        }
    }

    /// The colour on a white page.
    var light: Constant {
        switch self {
        case .background: "#ffffff"
        case .ink: "#1f2328"
        case .muted: "#59636e"
        case .grid: "#d1d9e0"
        case .impact: "#fff1e5"
        case .band: "#f6f8fa"
        case .blue: "#0072b2"
        case .vermilion: "#c44e00"
        case .green: "#00795a"
        case .purple: "#8e4a84"
        case .heat(let step): Self.heatLight[min(max(step, 0), Self.heatSteps - 1)]
        }
    }

    /// The colour on a dark page.
    var dark: Constant {
        switch self {
        case .background: "#0d1117"
        case .ink: "#e6edf3"
        case .muted: "#9198a1"
        case .grid: "#3d444d"
        case .impact: "#2b1d12"
        case .band: "#151b23"
        case .blue: "#58a6e8"
        case .vermilion: "#ff8a4c"
        case .green: "#3fc79a"
        case .purple: "#d9a0ce"
        case .heat(let step): Self.heatDark[min(max(step, 0), Self.heatSteps - 1)]
        }
    }

    private static let heatClasses: [Constant] = ["h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7"]
    private static let heatLight: [Constant] = [
        "#e6f0f8", "#c5dcee", "#9cc4e1", "#6ba6d0", "#3f86ba", "#1f679f", "#0b4a7c", "#062f52",
    ]
    private static let heatDark: [Constant] = [
        "#10243a", "#143653", "#1a4c73", "#246796", "#3585b8", "#5aa5d6", "#93c8ea", "#d2eaf9",
    ]

    /// The rules that turn a chart dark; its attributes hold the light design, so that it can be read where no
    /// style is applied.
    static let darkRules: SourceCode = SourceCode(
        ["@media screen and (prefers-color-scheme:dark){"]
            + all.flatMap { ink -> [Constant] in
                [
                    ".", ink.fillClass, "{fill:", ink.dark, "}.", ink.strokeClass, "{stroke:",
                    ink.dark, "}",
                ]
            } + ["}"]
    )
}
