// `--memory BYTES`: how much memory a run may take.

import Parsing
import Summarizing

/// Reads `536870912`, `384M` or `1G`.
enum MemoryFlag {
    /// The budget of a flag, the standard one when there is none.
    ///
    /// - Throws: ``InputError`` with code D007 when it is no size, or too small to work with.
    static func budget(_ text: String?) throws -> MemoryBudget {
        guard let text else { return .standard }
        guard let bytes = bytes(text) else {
            throw refusal("this is no size: a number, with K, M or G")
        }
        guard let budget = MemoryBudget(bytes: bytes) else {
            let (least, most) = (MemoryBudget.bytesMin >> 20, MemoryBudget.bytesMax >> 30)
            throw refusal("the smallest budget that works is \(least)M, the largest \(most)G")
        }
        return budget
    }

    private static func bytes(_ text: String) -> Int? {
        let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
        var digits = Substring(text)
        var unit = 1
        if let last = digits.last, let factor = units[last] {
            digits.removeLast()
            unit = factor
        }
        guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(digits) else {
            return nil
        }
        let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: unit)
        return isTooLarge ? nil : bytes
    }

    private static func refusal(_ problem: String) -> InputError {
        InputError(
            code: "D007",
            position: Position(path: "--memory"),
            problem: problem,
            remedy: "for example --memory 384M or --memory 1G"
        )
    }
}
