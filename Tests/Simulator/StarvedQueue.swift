// Workers that look at one queue before the other, and more work for the first than leaves time for the second.

import Randomness

extension SimulatedCapture {
    /// Simulates a service whose workers serve `mailers` before `exports`, and a campaign of mails.
    ///
    /// Mails alone nearly fill the workers, so that exports wait.
    package init(starved seed: UInt64) {
        var simulation = Simulation(seed: seed, length: Self.length)
        simulation.addService([])
        simulation.workers.strictOrder = ["mailers", "exports"]
        let onset = Simulation.start + simulation.random.between(40, 55)
        simulation.poisson(most: 142, from: onset, until: onset + 35, rate: { _ in 142 }) {
            $0.push("MailJob", from: "10.0.0.11:40007")
        }
        simulation.run()
        workerClockAhead = 0
        files = simulation.files()
    }
}
