// Series in which nothing happened, of the kinds that fool detectors.

import Randomness
import Foundation

/// A kind of healthy series.
enum NullFamily: CaseIterable {
    case independent, poisson, rare, logNormal, spikes, autoregressive, minuteBursts, ramp

    /// Returns a series of this kind.
    func series(bins: Int, seed: UInt64) -> [Double] {
        var generator = SplitMix64(seed: seed)
        var previous = generator.normal()
        return (0..<bins).map { bin in
            let noise = generator.normal()
            switch self {
            case .independent: return noise
            case .poisson: return generator.poisson(mean: 3)
            case .rare: return generator.poisson(mean: 0.05)
            case .logNormal: return exp(noise)
            case .spikes: return (10 + noise) * (generator.uniform() < 0.01 ? 20 : 1)
            case .autoregressive:
                previous = 0.8 * previous + 0.6 * noise
                return previous
            case .minuteBursts: return (bin % 60 < 3 ? 30 : 10) + noise
            case .ramp: return 2 * Double(bin) / Double(bins) + noise
            }
        }
    }
}
