// `make evaluate-public DATA=DIR`: the rules of debrief on public data whose answers are known.
//
// README.md says where each set comes from, what its licence is and where in DIR it is looked for.

import Foundation

/// Runs every set that is there and prints the table.
@main struct EvaluatePublic {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(
                Data("error: no folder with data was given\nhelp: evaluate-public DIR\n".utf8)
            )
            exit(64)
        }
        let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
        let sets: [(name: String, place: String, run: (URL) throws -> [Figure])] = [
            ("Sock Shop", SockShop.place, SockShop.figures),
            ("PetShop", PetShop.place, PetShop.figures),
            ("NAB", NumentaBenchmark.place, NumentaBenchmark.figures),
            ("TCPD", AnnotatedSeries.place, AnnotatedSeries.figures),
        ]
        print(Figure.header)
        var holds = true
        for set in sets {
            let place = folder.appendingPathComponent(set.place)
            guard FileManager.default.fileExists(atPath: place.path) else {
                print(Figure.notRun(set.name, place.path))
                continue
            }
            for figure in try set.run(place) {
                print(figure.row(of: set.name))
                holds = holds && figure.holds
            }
        }
        exit(holds ? 0 : 1)
    }
}
