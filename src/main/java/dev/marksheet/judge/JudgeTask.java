package dev.marksheet.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question put to a judge. A task is a value: two equal tasks have the same answer, so that a call asks each only
 * once.
 *
 * @param <R> the reply
 */
public sealed interface JudgeTask<R> {

    /** The type of the reply. */
    Class<R> replyType();

    /** The passages that the question is about; empty when it is about none. */
    default List<String> passages() {
        return List.of();
    }

    /** Split {@code text}, an answer to {@code question}, into statements that can be understood alone. */
    record Statements(String question, String text) implements JudgeTask<Reply.StatementList> {
        @Override
        public Class<Reply.StatementList> replyType() {
            return Reply.StatementList.class;
        }
    }

    /**
     * Split {@code text} into claims.
     *
     * @param atomicity {@code low} or {@code high}: how finely to split
     * @param coverage {@code low} or {@code high}: how much of the text to keep
     */
    record Claims(String text, String atomicity, String coverage) implements JudgeTask<Reply.StatementList> {
        @Override
        public Class<Reply.StatementList> replyType() {
            return Reply.StatementList.class;
        }
    }

    /** Tell of each statement, made in answer to {@code question}, whether the passages support it; same order. */
    record Support(String question, List<String> statements, List<String> passages)
            implements JudgeTask<Reply.Verdicts> {
        public Support {
            statements = List.copyOf(statements);
            passages = List.copyOf(passages);
        }

        @Override
        public Class<Reply.Verdicts> replyType() {
            return Reply.Verdicts.class;
        }
    }

    /**
     * Split {@code answer}, given to {@code question}, into statements and tell of each whether the passages support it:
     * {@link Statements} and {@link Support} in one.
     */
    record OnePassSupport(String question, String answer, List<String> passages) implements JudgeTask<Reply.Verdicts> {
        public OnePassSupport {
            passages = List.copyOf(passages);
        }

        @Override
        public Class<Reply.Verdicts> replyType() {
            return Reply.Verdicts.class;
        }
    }

    /** Tell whether {@code passage} is useful for arriving at {@code reference} as the answer to {@code question}. */
    record Usefulness(String question, String passage, String reference) implements JudgeTask<Reply.Verdict> {
        @Override
        public Class<Reply.Verdict> replyType() {
            return Reply.Verdict.class;
        }

        @Override
        public List<String> passages() {
            return List.of(passage);
        }
    }

    /** The same as {@link Usefulness}, of each passage by itself, in one question; same order. */
    record UsefulnessOfAll(String question, List<String> passages, String reference)
            implements JudgeTask<Reply.Verdicts> {
        public UsefulnessOfAll {
            passages = List.copyOf(passages);
        }

        @Override
        public Class<Reply.Verdicts> replyType() {
            return Reply.Verdicts.class;
        }
    }

    /** Split {@code reference} into sentences and tell of each whether it can be attributed to the passages. */
    record Attribution(String question, String reference, List<String> passages) implements JudgeTask<Reply.Verdicts> {
        public Attribution {
            passages = List.copyOf(passages);
        }

        @Override
        public Class<Reply.Verdicts> replyType() {
            return Reply.Verdicts.class;
        }
    }

    /** Write {@code count} questions that {@code answer} answers, and tell whether it is noncommittal. */
    record ProbeQuestions(String answer, int count) implements JudgeTask<Reply.Probes> {
        @Override
        public Class<Reply.Probes> replyType() {
            return Reply.Probes.class;
        }
    }

    /** Sort the statements of an answer and of its reference into true positives, false positives, false negatives. */
    record Classification(String question, List<String> answerStatements, List<String> referenceStatements)
            implements JudgeTask<Reply.Classes> {
        public Classification {
            answerStatements = List.copyOf(answerStatements);
            referenceStatements = List.copyOf(referenceStatements);
        }

        @Override
        public Class<Reply.Classes> replyType() {
            return Reply.Classes.class;
        }
    }

    /** List the named entities of {@code text}. */
    record Entities(String text) implements JudgeTask<Reply.StatementList> {
        @Override
        public Class<Reply.StatementList> replyType() {
            return Reply.StatementList.class;
        }
    }

    /** What a {@link Rating} rates. */
    enum RatingKind {
        /** An answer against a reference, on 0, 2, 4. */
        ACCURACY,
        /** Contexts against a question, on 0, 1, 2. */
        RELEVANCE,
        /** An answer against its contexts, on 0, 1, 2. */
        GROUNDEDNESS
    }

    /**
     * Rate {@code text} against {@code reference} on the scale of {@code kind}.
     *
     * @param judge 1 or 2: which of two differently worded judges to be
     * @param attempt from 1; makes a repeated question a different task, so that it is asked anew
     * @param question the question; empty where the kind has none
     */
    record Rating(RatingKind kind, int judge, int attempt, String question, String text, String reference)
            implements JudgeTask<Reply.Number> {
        @Override
        public Class<Reply.Number> replyType() {
            return Reply.Number.class;
        }
    }

    /**
     * Judge a sample by a criterion in plain words.
     *
     * @param definition what to judge
     * @param levels the text of each level of a rubric by its number, or empty
     * @param min the lowest legal score, or null when any integer is
     * @param max the highest legal score, or null
     * @param fields the sample's fields to show, by their RAGAS names
     * @param language the language to ask in, {@code en} or {@code zh}; null for the call's
     * @param vote from 1; one of several independent votes
     */
    record Criterion(
            String definition,
            Map<Integer, String> levels,
            @Nullable Integer min,
            @Nullable Integer max,
            Map<String, String> fields,
            @Nullable String language,
            int vote)
            implements JudgeTask<Reply.Number> {
        @Override
        public Class<Reply.Number> replyType() {
            return Reply.Number.class;
        }
    }

    /** List the key phrases of {@code text}: people, organisations, places, dates, money, percentages. */
    record Keyphrases(String text) implements JudgeTask<Reply.StatementList> {
        @Override
        public Class<Reply.StatementList> replyType() {
            return Reply.StatementList.class;
        }
    }

    /** Write yes/no questions about the key phrases that {@code text} answers with yes. */
    record KeyQuestions(String text, List<String> keyphrases) implements JudgeTask<Reply.StatementList> {
        public KeyQuestions {
            keyphrases = List.copyOf(keyphrases);
        }

        @Override
        public Class<Reply.StatementList> replyType() {
            return Reply.StatementList.class;
        }
    }

    /** Answer each question from {@code summary} alone: "1" when it says yes, else "0"; same order. */
    record KeyAnswers(String summary, List<String> questions) implements JudgeTask<Reply.StatementList> {
        public KeyAnswers {
            questions = List.copyOf(questions);
        }

        @Override
        public Class<Reply.StatementList> replyType() {
            return Reply.StatementList.class;
        }
    }

    /**
     * Write advice in {@code language} ({@code en} or {@code zh}) for a team.
     *
     * @param figures a session's figures, in our own words
     * @param worst its calls with the lowest scores, worst first
     */
    record Advice(String figures, List<WorstCall> worst, String language) implements JudgeTask<Reply.Prose> {

        public Advice {
            worst = List.copyOf(worst);
        }

        /**
         * A call that is worth reading.
         *
         * @param call its name in the reports
         * @param answer the answer's beginning
         * @param scores by metric, as they are written in reports
         * @param why what was found about the low ones, in the judge's words
         */
        public record WorstCall(
                String call, String question, String answer, Map<String, String> scores, List<String> why) {

            public WorstCall {
                scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
                why = List.copyOf(why);
            }
        }

        @Override
        public Class<Reply.Prose> replyType() {
            return Reply.Prose.class;
        }
    }
}
