package dev.marksheet.judge.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Scores with their true labels, and how well the scores tell the labels apart. */
final class Ranking {

    private final List<Labelled> items = new ArrayList<>();

    private record Labelled(double score, boolean good) {}

    void add(double score, boolean good) {
        items.add(new Labelled(score, good));
    }

    int size() {
        return items.size();
    }

    /** The share of pairs of a good and a bad item in which the good one scores higher; a tie counts half. */
    double auroc() {
        double won = 0;
        long pairs = 0;
        for (Labelled good : items) {
            for (Labelled bad : items) {
                if (good.good && !bad.good) {
                    pairs++;
                    won += good.score > bad.score ? 1 : good.score == bad.score ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }

    /** The mean of the shares of good and of bad items that a cut puts on their side. */
    double balancedAccuracy(double cut) {
        double good = items.stream().filter(Labelled::good).count();
        double bad = items.size() - good;
        double passed = items.stream().filter(i -> i.good && i.score >= cut).count();
        double failed = items.stream().filter(i -> !i.good && i.score < cut).count();
        return (passed / good + failed / bad) / 2;
    }

    /** The mean of precision at the rank of every good item, with the items ranked by score. */
    double averagePrecision() {
        List<Labelled> ranked = items.stream()
                .sorted(Comparator.comparingDouble(Labelled::score).reversed().thenComparing(Labelled::good))
                .toList();
        double sum = 0;
        int good = 0;
        for (int i = 0; i < ranked.size(); i++) {
            if (ranked.get(i).good) {
                good++;
                sum += good / (i + 1.0);
            }
        }
        return sum / good;
    }
}
