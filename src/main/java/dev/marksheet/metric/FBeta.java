package dev.marksheet.metric;

/** The F-beta measure of counts. */
final class FBeta {

    private FBeta() {}

    /** From true positives, false positives and false negatives; 0 when precision and recall are 0 or undefined. */
    static double of(double truePositives, double falsePositives, double falseNegatives, double beta) {
        double found = truePositives + falsePositives;
        double wanted = truePositives + falseNegatives;
        return ofRates(found == 0 ? 0 : truePositives / found, wanted == 0 ? 0 : truePositives / wanted, beta);
    }

    /** From precision and recall; 0 when both are 0. */
    static double ofRates(double precision, double recall, double beta) {
        if (precision == 0 && recall == 0) {
            return 0;
        }
        double weight = beta * beta;
        return (1 + weight) * precision * recall / (weight * precision + recall);
    }
}
