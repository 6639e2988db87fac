// Two faults that begin in the same second and last as long: nobody can say from the files which one it was.

import Diagnosing

extension Simulation {
    /// A campaign and a slower job at once; either alone would fill the workers.
    mutating func plantBothAtOnce(_ window: Range<Double>) -> PlantedFault {
        campaign(window, perSecond: Self.perSecond)
        let planted = backlog(
            [.arrivalsUp, .serviceSlower],
            "ExportJob",
            queue: "exports",
            since: window.lowerBound
        )
        workers.classes["ExportJob"]?.slowdown = (window, Self.slowdown)
        return planted
    }

    /// Eight threads take 60 jobs a second of 0.13 s: either factor alone asks for more than that.
    private static let perSecond = 72.0
    private static let slowdown = 14.0
}
