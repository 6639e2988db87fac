import ArgumentParser

/// The command line of debrief.
@main
struct Debrief: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "debrief")
}
