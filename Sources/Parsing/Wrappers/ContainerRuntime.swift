// Logs of containers under Kubernetes. Source: kubernetes `pkg/kubelet/kuberuntime/logs/logs.go`; cri-o `internal/oci`,
// containerd `pkg/cri/io/logger.go`.

/// `2026-11-21T03:03:26.777646123Z stdout F line`; the pieces of a long line are marked `P`.
package struct ContainerRuntime: LineWrapper {
    package let name = "kubernetes-cri"
    package let isUnmistakable = true

    package init() {}

    package func makeUnwrapper() -> any Unwrapper { ContainerRuntimeUnwrapper() }

    package var samples: [WrapperSample] {
        [
            WrapperSample(
                """
                2026-11-21T03:03:26.777646123Z stdout P a long 
                2026-11-21T03:03:26.8Z stderr F error
                2026-11-21T04:03:27.777646123+01:00 stdout F line
                2026-11-21T03:03:28.000000000Z stdout F 
                """,
                unwraps: [
                    "-|1795230206.8|error", "-|1795230206.777646|a long line",
                    "-|1795230208.0|-",
                ],
                source: "kuberuntime/logs/logs.go, parseCRILog"
            ),
            WrapperSample(
                "2026-11-21T03:03:26.777646123Z stdin F line",
                unwraps: [],
                source: "no output of a container"
            ),
        ]
    }
}

private struct ContainerRuntimeUnwrapper: Unwrapper {
    private var joiner = PieceJoiner()

    mutating func unwrap(_ text: ArraySlice<UInt8>, line: Int) -> Unwrapped {
        guard let stamp = CalendarTime.stamp(in: text, at: text.startIndex) else { return .foreign }
        var cursor = LineCursor(text)
        cursor.index = stamp.end
        guard cursor.skip(byte: 0x20) else { return .foreign }
        let output = cursor.text(until: 0x20)
        guard LineCursor.equal(output, "stdout") || LineCursor.equal(output, "stderr") else {
            return .foreign
        }
        // Tags are joined by colons, and only the first is in use.
        let tag = cursor.text(until: 0x20)
        guard let first = tag.first, first == 0x46 || first == 0x50,
            tag.count == 1 || tag[tag.startIndex + 1] == 0x3A
        else { return .foreign }
        let envelope = Envelope(line: line, time: WrittenMoment(stamp))
        return joiner.add(cursor.rest, from: output, envelope, first == 0x46 ? .end : .more)
    }

    mutating func finish() -> [WrappedLine] { joiner.finish() }
}
