package dev.marksheet.judge.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How much an English word says, from its rank in the vocabulary of the MiniLM tokenizer, which is ordered by
 * frequency; no corpus is needed. The vocabulary (some 2 MB) is read once.
 */
final class InverseDocumentFrequency {

    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final double LEAST = 0.05;
    // Whole words start at this id; before it the vocabulary holds single characters and markers.
    private static final int FIRST_WORD = 1995;
    private static final int SMOOTHING = 50;
    private static final int VOCABULARY_SIZE = 30522;
    private static final double MOST = logRank(VOCABULARY_SIZE);

    private InverseDocumentFrequency() {}

    /**
     * Reads the vocabulary beside what else goes on. Who needs it meanwhile waits; none of the virtual threads that may
     * need it should read the jar.
     */
    static void readAhead() {
        Thread thread = new Thread(() -> of(""), "vocabulary");
        thread.setDaemon(true);
        thread.start();
    }

    /** The weight of a word, 0.05 for the most frequent ones to 1 for the rarest and the unknown. */
    static double of(String lowerCaseWord) {
        Integer id = Vocabulary.RANKS.get(lowerCaseWord);
        return id == null ? 1 : Math.max(LEAST, Math.min(1, logRank(id) / MOST));
    }

    private static double logRank(int id) {
        return Math.log(Math.max(1, id - FIRST_WORD + SMOOTHING) / (double) SMOOTHING);
    }

    /** Loaded by the JVM on first use, by one thread. */
    private static final class Vocabulary {

        private static final Map<String, Integer> RANKS = read();

        private static Map<String, Integer> read() {
            try (InputStream in = InverseDocumentFrequency.class.getResourceAsStream(TOKENIZER)) {
                if (in == null) {
                    throw new IllegalStateException(TOKENIZER + " is not on the class path");
                }
                try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
                    return words(json);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<String, Integer> words(JsonParser json) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.PROPERTY_NAME && "vocab".equals(json.currentName())) {
                    json.nextToken();
                    return entries(json);
                }
            }
            throw new IllegalStateException(TOKENIZER + " holds no vocabulary");
        }

        private static Map<String, Integer> entries(JsonParser json) {
            Map<String, Integer> ranks = new HashMap<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String word = json.currentName();
                json.nextToken();
                int id = json.getIntValue();
                if (id >= FIRST_WORD && Character.isLetter(word.charAt(0))) {
                    ranks.put(word, id);
                }
            }
            return ranks;
        }
    }
}
