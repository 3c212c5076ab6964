package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of Porter's paper (Program 14, 1980), rule by rule, and where NLTK goes its own way. */
class PorterStemmerTests {

    @ParameterizedTest
    @CsvSource({
        "caresses, caress", "caress, caress", "cats, cat", "feed, feed", "agreed, agre", "plastered, plaster",
        "bled, bled", "motoring, motor", "sing, sing", "conflated, conflat", "troubled, troubl", "sized, size",
        "hopping, hop", "tanned, tan", "falling, fall", "hissing, hiss", "failing, fail", "filing, file"
    })
    void takesPluralsAndParticiplesOff(String word, String stem) {
        assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
    }

    @ParameterizedTest
    @CsvSource({
        "relational, relat", "conditional, condit", "rational, ration", "digitizer, digit", "operator, oper",
        "feudalism, feudal", "decisiveness, decis", "hopefulness, hope", "callousness, callous", "sensibiliti, sensibl",
        "triplicate, triplic", "formative, form", "formalize, formal", "electrical, electr", "hopeful, hope",
        "goodness, good"
    })
    void takesDoubleSuffixesOff(String word, String stem) {
        assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
    }

    @ParameterizedTest
    @CsvSource({
        "revival, reviv",
        "allowance, allow",
        "inference, infer",
        "airliner, airlin",
        "adjustable, adjust",
        "defensible, defens",
        "irritant, irrit",
        "replacement, replac",
        "adjustment, adjust",
        "dependent, depend",
        "adoption, adopt",
        "communism, commun",
        "activate, activ",
        "effective, effect",
        "probate, probat",
        "rate, rate",
        "cease, ceas",
        "controll, control",
        "roll, roll"
    })
    void takesSingleSuffixesAndTheLastEOff(String word, String stem) {
        assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
    }

    @ParameterizedTest
    @CsvSource({
        "dies, die",
        "ties, tie",
        "dying, die",
        "lying, lie",
        "skies, sky",
        "sky, sky",
        "news, news",
        "innings, inning",
        "happy, happi",
        "enjoy, enjoy"
    })
    void followsNltkWhereItDiffersFromThePaper(String word, String stem) {
        assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
    }

    @ParameterizedTest
    @CsvSource({
        "an, an",
        "is, is",
        "used, use",
        "aged, age",
        "added, ad",
        "radically, radic",
        "finally, final",
        "hopefully, hope"
    })
    void leavesShortWordsAloneAndStripsEndingsInTurn(String word, String stem) {
        assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
    }

    @ParameterizedTest
    @CsvSource({
        "yes, 0, true",
        "toy, 2, true",
        "ay, 1, true",
        "eye, 1, true",
        "syzygy, 1, false",
        "syzygy, 5, false",
        "by, 1, false"
    })
    void takesAYForAVowelAfterAConsonant(String word, int index, boolean consonant) {
        assertThat(WordShape.isConsonant(word, index)).isEqualTo(consonant);
    }

    @ParameterizedTest
    @CsvSource({
        "up, true",
        "be, false",
        "hop, true",
        "fail, false",
        "snow, false",
        "box, false",
        "tray, false",
        "a, false"
    })
    void knowsShortEnds(String word, boolean isShort) {
        assertThat(WordShape.endsShort(word)).isEqualTo(isShort);
    }

    @ParameterizedTest
    @CsvSource({"ll, true", "fall, true", "tree, false", "l, false", "fail, false"})
    void knowsDoubleConsonants(String word, boolean isDouble) {
        assertThat(WordShape.endsInDoubleConsonant(word)).isEqualTo(isDouble);
    }

    /** As NLTK has it, which RAGAS uses: short words on -ied keep their e, and a y of two letters stays. */
    @ParameterizedTest
    @CsvSource({
        "tied, tie",
        "died, die",
        "cried, cri",
        "spied, spi",
        "bys, by",
        "fly, fli",
        "say, say",
        "formally, formal",
        "rationally, ration",
        "ally, alli"
    })
    void goesTheWaysOfNltkForShortWordsAndForAlly(String word, String stem) {
        assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
    }
}
