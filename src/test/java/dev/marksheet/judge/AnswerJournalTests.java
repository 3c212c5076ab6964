package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.local.LocalJudge;
import dev.marksheet.session.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class AnswerJournalTests {

    private static final String USAGE = JsonMapper.shared().writeValueAsString(FakeJudge.COST);

    static List<JudgeTask<?>> tasks() {
        return List.of(
                new JudgeTask.Statements("Why?", "Because 下雨了。"),
                new JudgeTask.Claims("It rained.", "low", "high"),
                new JudgeTask.Support("Why?", List.of("It rained."), List.of("It rained.", "")),
                new JudgeTask.Usefulness("Why?", "It rained.", ""),
                new JudgeTask.Attribution("Why?", "It rained.", List.of("It rained.")),
                new JudgeTask.ProbeQuestions("It rained.", 3),
                new JudgeTask.Classification("Why?", List.of("It rained."), List.of()),
                new JudgeTask.Entities("Rain"),
                new JudgeTask.Rating(JudgeTask.RatingKind.ACCURACY, 1, 2, "Why?", "a", "b"));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void givesAnEarlierAnswerInsteadOfAskingAgain(JudgeTask<?> task) {
        AnswerJournal before = new AnswerJournal(Map.of());
        Judged<?> answer = before.before(new FakeJudge()).ask(task);

        FakeJudge later = new FakeJudge();
        Judged<?> again = new AnswerJournal(before.takeFresh()).before(later).ask(task);

        assertThat(again).isEqualTo(answer);
        assertThat(later.asked()).isEmpty();
    }

    @Test
    void asksWhatIsNotKept() {
        AnswerJournal before = new AnswerJournal(Map.of());
        before.before(new FakeJudge()).ask(new JudgeTask.Entities("Rain"));

        FakeJudge later = new FakeJudge();
        new AnswerJournal(before.takeFresh()).before(later).ask(new JudgeTask.Entities("Snow"));

        assertThat(later.asked()).containsExactly(new JudgeTask.Entities("Snow"));
    }

    @Test
    void asksAgainWhenAKeptAnswerCannotBeRead() {
        AnswerJournal before = new AnswerJournal(Map.of());
        before.before(new FakeJudge()).ask(new JudgeTask.Entities("Rain"));
        String key = before.takeFresh().keySet().iterator().next();

        FakeJudge later = new FakeJudge();
        new AnswerJournal(Map.of(key, "{\"reply\":{\"items\":7}}"))
                .before(later)
                .ask(new JudgeTask.Entities("Rain"));

        assertThat(later.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {}
            []
            null
            not JSON
            {"reply": {"items": ["Rain"]}}
            {"reply": {"items": ["Rain"]}, "usage": USAGE}
            {"reply": {"items": ["Rain"]}, "words": []}
            {"usage": USAGE, "words": []}
            {"reply": null, "usage": USAGE, "words": []}
            """)
    void asksAgainWhenSomethingOfAKeptAnswerIsMissing(String kept) {
        AnswerJournal before = new AnswerJournal(Map.of());
        before.before(new FakeJudge()).ask(new JudgeTask.Entities("Rain"));
        String key = before.takeFresh().keySet().iterator().next();

        FakeJudge later = new FakeJudge();
        Judged<Reply.StatementList> answer = new AnswerJournal(Map.of(key, kept.replace("USAGE", USAGE)))
                .before(later)
                .ask(new JudgeTask.Entities("Rain"));

        assertThat(later.asked()).hasSize(1);
        assertThat(answer.reply().items()).containsExactly("Rain");
    }

    @Test
    void costsNothingAgainWhereThatIsCountedAlready() {
        AnswerJournal before = new AnswerJournal(Map.of());
        before.before(new FakeJudge()).ask(new JudgeTask.Entities("Rain"));
        Map<String, String> kept = before.takeFresh();

        assertThat(usage(new AnswerJournal(kept, true))).isEqualTo(Usage.SHARED);
        assertThat(usage(new AnswerJournal(kept, false))).isEqualTo(FakeJudge.COST);
    }

    private static Usage usage(AnswerJournal journal) {
        return journal.before(new FakeJudge())
                .ask(new JudgeTask.Entities("Rain"))
                .usage();
    }

    @Test
    void handsEachAnswerOutForStoringOnce() {
        AnswerJournal answers = new AnswerJournal(Map.of());
        Judge judge = answers.before(new FakeJudge());

        judge.ask(new JudgeTask.Entities("Rain"));
        assertThat(answers.takeFresh()).hasSize(1);
        judge.ask(new JudgeTask.Entities("Snow"));
        assertThat(answers.takeFresh()).hasSize(1);
        assertThat(answers.takeFresh()).isEmpty();
    }

    @Test
    void keepsNothingThatCostNothing() {
        AnswerJournal answers = new AnswerJournal(Map.of());

        answers.before(new LocalJudge(new FakeEmbedder())).ask(new JudgeTask.Statements("Why?", "It rained."));

        assertThat(answers.takeFresh()).isEmpty();
    }
}
