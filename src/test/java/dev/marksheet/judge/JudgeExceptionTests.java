package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeExceptionTests {

    private static final Wording CHINESE = Wording.of(JudgeException.FAULTS, Language.ZH);

    private static JudgeException of(@Nullable Throwable cause) {
        return new JudgeException("in a test", false, Usage.NONE, cause);
    }

    private static Throwable wrapped(Throwable cause) {
        return new IllegalArgumentException("outer", new RuntimeException("inner", cause));
    }

    @Test
    void isOfTheStopWhereTheProcessEnds() {
        assertThat(of(new RejectedExecutionException()).stopping()).isTrue();
        assertThat(of(wrapped(new IllegalStateException("Shutdown in progress")))
                        .stopping())
                .isTrue();
        assertThat(of(wrapped(new ExceptionInInitializerError("... Shutdown in progress [in thread 1]")))
                        .stopping())
                .isTrue();
    }

    @Test
    void isNotOfTheStopOtherwise() {
        assertThat(of(null).stopping()).isFalse();
        assertThat(of(new IllegalStateException("Shutdown in progress, they say"))
                        .stopping())
                .isFalse();
        assertThat(of(new ExceptionInInitializerError("no library")).stopping()).isFalse();
        assertThat(of(new UnsupportedOperationException("Shutdown in progress")).stopping())
                .isFalse();
        assertThat(of(wrapped(new IllegalStateException())).stopping()).isFalse();
    }

    @Test
    void isSaidInTheWordsOfACallWhereItIsNotYet() {
        JudgeException ofKey = JudgeException.ofKey("broke_down", true, new IllegalStateException("cause"));
        JudgeException said = of(null);

        JudgeException chinese = ofKey.in(CHINESE);

        assertThat(ofKey).hasMessageStartingWith("the judge broke down");
        assertThat(chinese).hasMessage(CHINESE.text("broke_down")).hasCause(ofKey.getCause());
        assertThat(chinese.retryable()).isTrue();
        assertThat(chinese.in(Wording.of(JudgeException.FAULTS, Language.EN))).isSameAs(chinese);
        assertThat(said.in(CHINESE)).isSameAs(said);
    }

    @Test
    void standsForAnOutageOnlyWhereItIsSaid() {
        JudgeException outage = JudgeException.outage("nobody is served", Usage.NONE, List.of());

        assertThat(outage.outage()).isTrue();
        assertThat(outage.retryable()).isTrue();
        assertThat(of(null).outage()).isFalse();
        assertThat(of(null).retryable()).isFalse();
    }

    @Test
    void asksOnBehalfOfSomebodyForAsLongAsTheWorkLasts() {
        FairShareKey nobody = FairShareKey.current();
        FairShareKey somebody = new FairShareKey("session", 7);
        List<FairShareKey> seen = new ArrayList<>();

        somebody.run(() -> seen.add(FairShareKey.current()));
        try {
            somebody.run(() -> {
                throw new IllegalStateException("in a test");
            });
        } catch (IllegalStateException e) {
            seen.add(FairShareKey.current());
        }

        assertThat(seen).containsExactly(somebody, nobody);
        assertThat(FairShareKey.current()).isSameAs(nobody);
    }
}
