package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Measures the local judge on labelled rows; no part of the build. See docs/local-judge.md for how to run it. */
class LocalJudgeMeasurement {

    private static final String FILES = System.getProperty("dataset.file", "");
    private static final int WARM_UP = 40;

    private final Embedder embedder = new LocalEmbedder();
    private final Judge judge = new LocalJudge(embedder);

    @Test
    void tellsGoodRowsFromBadOnes() throws IOException {
        assumeTrue(!FILES.isBlank(), "skipped: name JSONL files by -Ddataset.file=PATH[,PATH]");
        for (String file : FILES.split(",")) {
            List<JsonNode> rows = read(Path.of(file.strip()));
            assertThat(rows).isNotEmpty();
            print("%n%s: %d rows%n", Path.of(file.strip()).getFileName(), rows.size());
            groups(rows).forEach(this::measure);
        }
    }

    private static List<JsonNode> read(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                rows.add(mapper.readTree(line));
            }
        }
        return rows;
    }

    private static Map<String, List<JsonNode>> groups(List<JsonNode> rows) {
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            String name = text(row, "dataset") + " " + text(row, "lang");
            groups.computeIfAbsent(name, n -> new ArrayList<>()).add(row);
            if (row.path("length_matched").asBoolean(false)) {
                groups.computeIfAbsent(name + " length-matched", n -> new ArrayList<>())
                        .add(row);
            }
        }
        return groups;
    }

    private void measure(String name, List<JsonNode> rows) {
        List<JsonNode> labelled = rows.stream()
                .filter(row -> row.has("label") && row.has("answer"))
                .toList();
        report(name + " faithfulness", with(labelled, "contexts"), this::faithfulness);
        report(name + " correctness", with(labelled, "ground_truth"), this::correctness);
        rankContexts(name, with(rows, "context_labels"));
        time(name, rows);
    }

    private static List<JsonNode> with(List<JsonNode> rows, String field) {
        return rows.stream()
                .filter(row -> row.path(field).isArray()
                        ? !row.path(field).isEmpty()
                        : !text(row, field).isBlank())
                .toList();
    }

    private interface Measure {
        double of(JsonNode row);
    }

    private static void report(String name, List<JsonNode> rows, Measure measure) {
        Ranking ranking = new Ranking();
        rows.forEach(row -> ranking.add(measure.of(row), row.path("label").asInt() == 1));
        if (ranking.size() > 0) {
            print(
                    "  %-48s n=%4d  AUROC %.3f  BA at 0.5 %.3f%n",
                    name, ranking.size(), ranking.auroc(), ranking.balancedAccuracy(0.5));
        }
    }

    private double faithfulness(JsonNode row) {
        List<String> statements = judge.ask(new JudgeTask.Statements(text(row, "question"), text(row, "answer")))
                .reply()
                .items();
        Double score = judge.ask(new JudgeTask.Support(text(row, "question"), statements, contexts(row)))
                .reply()
                .calibrated();
        return score == null ? 0 : score;
    }

    private double factual(JsonNode row) {
        String question = text(row, "question");
        List<String> answer = judge.ask(new JudgeTask.Statements(question, text(row, "answer")))
                .reply()
                .items();
        List<String> truth = judge.ask(new JudgeTask.Statements(question, text(row, "ground_truth")))
                .reply()
                .items();
        Double score = judge.ask(new JudgeTask.Classification(question, answer, truth))
                .reply()
                .calibrated();
        return score == null ? 0 : score;
    }

    private double correctness(JsonNode row) {
        List<double[]> vectors = embedder.embed(List.of(text(row, "answer"), text(row, "ground_truth")))
                .reply();
        double cosine = 0;
        for (int i = 0; i < vectors.get(0).length; i++) {
            cosine += vectors.get(0)[i] * vectors.get(1)[i];
        }
        return 0.75 * factual(row) + 0.25 * cosine;
    }

    private void rankContexts(String name, List<JsonNode> rows) {
        if (!rows.isEmpty()) {
            rankContexts(name + " context precision", rows, true);
            rankContexts(name + " same without ground truth", rows, false);
        }
    }

    private void rankContexts(String name, List<JsonNode> rows, boolean withTruth) {
        Ranking all = new Ranking();
        double sum = 0;
        int ranked = 0;
        for (JsonNode row : rows) {
            Ranking own = new Ranking();
            for (int i = 0; i < contexts(row).size(); i++) {
                double score = usefulness(row, contexts(row).get(i), withTruth);
                boolean good = row.path("context_labels").path(i).asInt() == 1;
                own.add(score, good);
                all.add(score, good);
            }
            double precision = own.averagePrecision();
            ranked += Double.isNaN(precision) ? 0 : 1;
            sum += Double.isNaN(precision) ? 0 : precision;
        }
        print(
                "  %-48s n=%4d  MAP %.3f  AUROC %.3f  BA at 0.5 %.3f%n",
                name, rows.size(), sum / ranked, all.auroc(), all.balancedAccuracy(0.5));
    }

    private double usefulness(JsonNode row, String context, boolean withTruth) {
        String truth = withTruth ? text(row, "ground_truth") : "";
        Double risk = judge.ask(new JudgeTask.Usefulness(text(row, "question"), context, truth))
                .reply()
                .risk();
        return risk == null ? 0 : 1 - risk;
    }

    private void time(String name, List<JsonNode> rows) {
        print(
                "  %-48s %.2f ms without, %.2f ms with embeddings%n",
                name + " one call", milliseconds(rows, this::lexical), milliseconds(rows, this::everything));
    }

    private void lexical(JsonNode row) {
        faithfulness(row);
        if (row.has("ground_truth")) {
            factual(row);
            String question = text(row, "question");
            String truth = text(row, "ground_truth");
            judge.ask(new JudgeTask.Attribution(question, truth, contexts(row)));
            contexts(row).forEach(context -> judge.ask(new JudgeTask.Usefulness(question, context, truth)));
        }
    }

    private void everything(JsonNode row) {
        lexical(row);
        embedder.embed(List.of(text(row, "question"), text(row, "answer")));
        if (row.has("ground_truth")) {
            embedder.embed(List.of(text(row, "answer"), text(row, "ground_truth")));
        }
    }

    private static double milliseconds(List<JsonNode> rows, Consumer<JsonNode> call) {
        rows.stream().limit(WARM_UP).forEach(call);
        long start = System.nanoTime();
        rows.forEach(call);
        return (System.nanoTime() - start) / 1e6 / rows.size();
    }

    private static List<String> contexts(JsonNode row) {
        List<String> contexts = new ArrayList<>();
        row.path("contexts").forEach(context -> contexts.add(context.asString()));
        return contexts;
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asString("");
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
