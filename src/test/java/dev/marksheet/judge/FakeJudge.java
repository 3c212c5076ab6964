package dev.marksheet.judge;

import dev.marksheet.session.Usage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A judge without a model: it agrees with everything unless a test has told it what to answer, and remembers what it was
 * asked. Safe for use by many threads at once.
 */
public final class FakeJudge implements Judge {

    /** What every answer costs. */
    public static final Usage COST = Usage.of(1, 0, 10, 5);

    private static final String REASON = "fake";

    private final Map<Class<?>, Function<JudgeTask<?>, Object>> script = new ConcurrentHashMap<>();
    private final List<JudgeTask<?>> asked = new CopyOnWriteArrayList<>();

    /** Answers tasks of {@code type} by {@code answer}, which may throw. */
    public <R, T extends JudgeTask<R>> FakeJudge answering(Class<T> type, Function<? super T, ? extends R> answer) {
        script.put(type, task -> answer.apply(type.cast(task)));
        return this;
    }

    /** Gives up on tasks of {@code type}. */
    public FakeJudge failing(Class<? extends JudgeTask<?>> type, String message) {
        script.put(type, task -> {
            throw new JudgeException(message, true, COST, null);
        });
        return this;
    }

    /** All tasks so far, in the order in which they came. */
    public List<JudgeTask<?>> asked() {
        return List.copyOf(asked);
    }

    /** How many tasks of {@code type} there were. */
    public long count(Class<? extends JudgeTask<?>> type) {
        return asked.stream().filter(type::isInstance).count();
    }

    @Override
    public <R> Judged<R> ask(JudgeTask<R> task) {
        asked.add(task);
        Function<JudgeTask<?>, Object> scripted = script.get(task.getClass());
        Object reply = scripted == null ? usual(task) : scripted.apply(task);
        return new Judged<>(task.replyType().cast(reply), COST);
    }

    private static Object usual(JudgeTask<?> task) {
        if (task instanceof JudgeTask.Support support) {
            return new Reply.Verdicts(yes(support.statements()), null);
        }
        if (task instanceof JudgeTask.Usefulness usefulness) {
            return yes(usefulness.passage());
        }
        if (task instanceof JudgeTask.OnePassSupport || task instanceof JudgeTask.Attribution) {
            return new Reply.Verdicts(List.of(yes(whole(task))), null);
        }
        if (task instanceof JudgeTask.ProbeQuestions probes) {
            return probes(probes);
        }
        if (task instanceof JudgeTask.Classification both) {
            return new Reply.Classes(yes(both.answerStatements()), List.of(), List.of(), null);
        }
        if (task instanceof JudgeTask.Advice) {
            return new Reply.Prose("Fake advice.");
        }
        return task instanceof JudgeTask.Rating || task instanceof JudgeTask.Criterion
                ? number(task)
                : new Reply.StatementList(texts(task));
    }

    private static String whole(JudgeTask<?> task) {
        return task instanceof JudgeTask.OnePassSupport support
                ? support.answer()
                : ((JudgeTask.Attribution) task).reference();
    }

    private static Reply.Verdict yes(String statement) {
        return new Reply.Verdict(statement, true, REASON, null, null);
    }

    private static List<Reply.Verdict> yes(List<String> statements) {
        return statements.stream().map(FakeJudge::yes).toList();
    }

    private static Reply.Probes probes(JudgeTask.ProbeQuestions task) {
        List<Reply.Probe> probes = IntStream.rangeClosed(1, task.count())
                .mapToObj(number -> new Reply.Probe("Probe " + number + "?", false))
                .toList();
        return new Reply.Probes(probes, Reply.ProbeKind.QUESTION);
    }

    private static Reply.Number number(JudgeTask<?> task) {
        if (task instanceof JudgeTask.Rating rating) {
            return new Reply.Number(rating.kind() == JudgeTask.RatingKind.ACCURACY ? 4 : 2, REASON);
        }
        Integer most = ((JudgeTask.Criterion) task).max();
        return new Reply.Number(most == null ? 1 : most, REASON);
    }

    private static List<String> texts(JudgeTask<?> task) {
        if (task instanceof JudgeTask.Statements statements) {
            return List.of(statements.text());
        }
        if (task instanceof JudgeTask.Claims claims) {
            return List.of(claims.text());
        }
        if (task instanceof JudgeTask.KeyQuestions questions) {
            return questions.keyphrases().stream().map(phrase -> phrase + "?").toList();
        }
        if (task instanceof JudgeTask.KeyAnswers answers) {
            return answers.questions().stream().map(question -> "1").toList();
        }
        return task instanceof JudgeTask.Entities entities
                ? List.of(entities.text().split("\\s+"))
                : List.of(((JudgeTask.Keyphrases) task).text().split("\\s+"));
    }
}
