// Looking a place up in what is in order.

extension Array {
    /// The first index from which on a condition holds, for elements among which it once begins to hold and stays;
    /// the count where it never holds.
    ///
    /// - Complexity: O(log n).
    package func partitioningIndex(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
