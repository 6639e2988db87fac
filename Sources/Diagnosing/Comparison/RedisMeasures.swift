// What is compared of Redis: calls of each command to each kind of key, and writes that nobody needed.

import Statistics
import Summarizing

/// Measures of MONITOR captures.
enum RedisMeasures {
    static func all(in sides: ComparedSides) -> [Measured] {
        guard sides.before.timeline.redis.commands > 0, sides.after.timeline.redis.commands > 0
        else { return [] }
        return calls(sides) + wasted(sides)
    }

    private static func calls(_ sides: ComparedSides) -> [Measured] {
        let groups = sides.map { scene in
            Dictionary(scene.commandGroups.map { (key($0), $0) }) { first, _ in first }
        }
        let loads = sides.loads
        let keys = Set(groups.before.keys).union(groups.after.keys).sorted()
        return keys.compactMap { key -> Measured? in
            let (before, after) = (groups.before[key], groups.after[key])
            guard let name = (before ?? after)?.name else { return nil }
            let evidence = [
                before.map { Self.evidence($0, sides.before) },
                after.map { Self.evidence($0, sides.after) },
            ]
            return Measured.rate(
                name,
                (blocks(before, sides.before), blocks(after, sides.after)),
                loads: loads,
                .calls,
                per: sides.load.words,
                evidence.compactMap { $0 }
            )
        }
    }

    private static func key(_ group: CommandGroup) -> String {
        "\(group.pattern) \(group.command.name) \(group.shape.rawValue)"
    }

    private static func blocks(_ group: CommandGroup?, _ scene: Scene) -> [Double] {
        scene.blocks(ofBins: group?.calls ?? [])
    }

    private static func evidence(_ group: CommandGroup, _ scene: Scene) -> Evidence {
        scene.evidence(
            from: group.firstMark,
            to: group.lastMark,
            at: scene.timeline.start.microseconds,
            "\(group.total, .calls) of \(group.name)"
        )
    }

    private static func wasted(_ sides: ComparedSides) -> [Measured] {
        let events = sides.map { scene -> [Double] in
            var bins = [Double](repeating: 0, count: scene.grid.count)
            for group in scene.writeGroups {
                for (bin, value) in group.wasted.enumerated() { bins[bin] += value }
            }
            return scene.blocks(ofBins: bins)
        }
        let evidence = sides.map { scene in
            scene.writeGroups.prefix(1).map { group in
                scene.evidence(
                    from: group.firstMark,
                    to: group.lastMark,
                    at: scene.timeline.start.microseconds,
                    "writes of \(LogText.keyPattern(group.pattern)), of which most were wasted"
                )
            }
        }
        let found = Measured.rate(
            "Writes that nobody needed",
            events,
            loads: sides.loads,
            .writes,
            per: sides.load.words,
            evidence.before + evidence.after
        )
        return found.map { [$0] } ?? []
    }
}
