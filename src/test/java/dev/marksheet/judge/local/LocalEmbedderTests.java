package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalEmbedderTests {

    private static final LocalEmbedder EMBEDDER = new LocalEmbedder();

    @Test
    void placesRelatedTextsNearerThanUnrelatedOnes() {
        List<double[]> english = embed("Where do cats sleep?", "Kittens rest on the sofa.", "Interest rates rose.");
        List<double[]> chinese = embed("猫在哪里睡觉？", "小猫睡在沙发上。", "央行上调了利率。");

        assertThat(cosine(english, 0, 1)).isGreaterThan(cosine(english, 0, 2) + 0.2);
        assertThat(cosine(chinese, 0, 1)).isGreaterThan(cosine(chinese, 0, 2) + 0.1);
    }

    @Test
    void givesVectorsOfLengthOneAndOneDimensionForMixedLanguages() {
        List<double[]> vectors = embed("云岭茶厂创建于哪一年？", "1953", "a tea factory", "", "🎉");

        assertThat(vectors).extracting(vector -> vector.length).containsOnly(512);
        assertThat(IntStream.range(0, vectors.size()))
                .allSatisfy(i -> assertThat(cosine(vectors, i, i)).isCloseTo(1, within(1e-6)));
        assertThat(embed("a tea factory", "茶"))
                .extracting(vector -> vector.length)
                .containsOnly(384);
    }

    @Test
    void takesTheModelOfTheCallForEachOfItsTexts() {
        Embedder chinese = EMBEDDER.in(Language.ZH);

        assertThat(chinese.embed(List.of("2.3%")).reply().get(0)).hasSize(512);
        assertThat(chinese.embed(List.of("增长了多少？")).reply().get(0)).hasSize(512);
    }

    @Test
    void aModelThatCanNotBeLoadedIsNotTriedAgainForAMinute() {
        AtomicInteger tries = new AtomicInteger();
        AtomicLong nanos = new AtomicLong();
        LocalEmbedder broken = new LocalEmbedder(
                (name, firstToken) -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("cannot load " + name);
                },
                nanos::get);
        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> broken.embed(List.of("tea")))
                    .isInstanceOf(JudgeException.class)
                    .hasMessageContaining("local embedding model failed");
        }
        assertThat(tries).hasValue(1);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThatThrownBy(() -> broken.embed(List.of("tea"))).isInstanceOf(JudgeException.class);
        assertThat(tries).hasValue(2);
    }

    @Test
    void cutsTextsLongerThanTheModelReads() {
        assertThat(embed("word ".repeat(20_000), "x".repeat(100_000))).hasSize(2);
    }

    @Test
    void givesTheSameVectorsToManyThreads() {
        double[] alone = embed("The market opened in May.").get(0);

        assertThat(IntStream.range(0, 32)
                        .parallel()
                        .mapToObj(i -> embed("The market opened in May.").get(0)))
                .allSatisfy(vector -> assertThat(vector).containsExactly(alone, within(1e-6)));
    }

    private static List<double[]> embed(String... texts) {
        return EMBEDDER.embed(List.of(texts)).reply();
    }

    private static double cosine(List<double[]> vectors, int i, int j) {
        double dot = 0;
        for (int k = 0; k < vectors.get(i).length; k++) {
            dot += vectors.get(i)[k] * vectors.get(j)[k];
        }
        return dot;
    }
}
