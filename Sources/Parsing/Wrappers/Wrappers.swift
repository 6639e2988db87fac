/// The wrappers debrief can take off, in the order in which a tie is decided.
package enum Wrappers {
    /// Every wrapper.
    package static let all: [any LineWrapper] = [
        DockerJSON(),
        JournalJSON(),
        ContainerRuntime(),
        SyslogStructured(),
        LogExport(),
        Logplex(),
        SyslogClassic(),
        JournalShort(),
        ComposePrefix(),
        StampPrefix(),
    ]
}
