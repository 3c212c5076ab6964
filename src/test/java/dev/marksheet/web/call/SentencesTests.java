package dev.marksheet.web.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentencesTests {

    private static final String ENGLISH =
            "The bridge opened in 1894.  It carries\nfour lanes of traffic! Tolls ended long ago.";
    private static final String CHINESE = "水箱容量为1.2升。水位不得超过最高刻度；请勿加奶。";

    @Test
    void findsWhatStandsThereWordForWordWhateverItsCaseAndLineBreaks() {
        assertThat(found(ENGLISH, "the bridge opened in 1894.")).contains("The bridge opened in 1894");
        assertThat(found(ENGLISH, "It carries four lanes of traffic.")).contains("It carries\nfour lanes of traffic");
        assertThat(found(CHINESE, "水位不得超过最高刻度")).contains("水位不得超过最高刻度");
    }

    @Test
    void givesAParaphraseToTheSentenceThatSharesItsWords() {
        assertThat(found(ENGLISH, "The bridge carries four lanes of traffic"))
                .contains("It carries\nfour lanes of traffic!");
        assertThat(found(CHINESE, "水位不得超过水箱最高刻度")).contains("水位不得超过最高刻度；请勿加奶。");
    }

    @Test
    void findsNoPlaceForWhatIsNotThere() {
        assertThat(found(ENGLISH, "Painters maintain it every summer")).isEmpty();
        assertThat(found(ENGLISH, " . ")).isEmpty();
        assertThat(found("", "anything")).isEmpty();
    }

    private static Optional<String> found(String text, String statement) {
        return new Sentences(text).find(statement).map(p -> text.substring(p.start(), p.end()));
    }
}
