// The scores of public data sets against values worked out by hand.

import Foundation
import PublicScores
import Testing

@Suite struct PublicScoreTests {
    @Test func countsRightAnswersByTheirPlace() {
        var score = RankScore()
        for rank in [1, 3, 6, nil] { score.insert(rank) }

        #expect(score.accuracy(at: 1) == 0.25)
        #expect(score.accuracy(at: 3) == 0.5)
        // (1 + 1 + 2 + 2 + 2) of four cases at five ranks.
        #expect(score.averageFive == 0.4)
        #expect(RankScore.chance(at: 3, of: 12) == 0.25)
    }

    @Test func takesTheStartOfASeriesForAChangeThatEverybodySees() {
        #expect(AnnotationScore.f1(found: [], annotations: [[], []]) == 1)
        // All that was found is right; of one person's two changes one was found, of the other's one all.
        let score = AnnotationScore.f1(found: [], annotations: [[50], []])
        #expect(score == 2 * 1 * 0.75 / 1.75)
    }

    @Test func matchesEachFoundChangeOnce() {
        // 48 stands for 50; nothing is left for 52, and 90 is six from 96.
        let score = AnnotationScore.f1(found: [48, 90], annotations: [[50, 52, 96]])
        #expect(abs(score - 2 * (2.0 / 3) * 0.5 / (2.0 / 3 + 0.5)) < 1e-12)
    }

    @Test func givesNothingToSilenceAndAllToTheFirstRowOfAWindow() {
        var scores = [Double](repeating: 0, count: 100)
        let windows = [40...59]
        #expect(WindowScore.best([LabelledSeries(scores: scores, windows: windows)]) == 0)
        scores[40] = 1
        #expect(WindowScore.best([LabelledSeries(scores: scores, windows: windows)]) == 100)
    }

    @Test func weighsAFalseAlarmByItsDistanceAndALateHitByItsPlace() {
        var scores = [Double](repeating: 0, count: 100)
        // As strange as the hit, and before any window: it costs 0.11.
        scores[20] = 1
        scores[50] = 1
        let sigmoid = { (position: Double) in 2 / (1 + exp(5 * position)) - 1 }
        let hit = sigmoid(-0.5) / sigmoid(-1)

        let score = WindowScore.best([LabelledSeries(scores: scores, windows: [40...59])])

        #expect(abs(score - 100 * (hit - 0.11 + 1) / 2) < 1e-9)
    }
}
