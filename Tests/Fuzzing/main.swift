// A target of libFuzzer over every format, wrapper and decompressor. `make fuzz` builds and runs it.
// Source: LLVM, "libFuzzer - a library for coverage-guided fuzz testing", LLVMFuzzerRunDriver.
//
// The first byte of an input chooses what reads the rest. Nothing may trap, hang or grow without bound.

import Foundation
import Parsing

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Writes the samples of formats and wrappers as the first inputs into a folder.
func writeSamples(into folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (number, input) in FuzzInput.samples.enumerated() {
        try Data(input).write(to: folder.appendingPathComponent("sample-\(number)"))
    }
}

if let corpus = CommandLine.arguments.dropFirst().first(where: { !$0.hasPrefix("-") }) {
    try writeSamples(into: URL(fileURLWithPath: corpus))
}
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(
    runDriver(&count, &arguments) { start, count in
        FuzzInput.read(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
    }
)
