package dev.marksheet.session.text;

/** The language that prompts, heuristics and reports follow. */
public enum Language {
    EN,
    ZH;

    private static final double HAN_SHARE = 0.2;

    /** Chinese when at least a fifth of the letters of the texts are Han characters, else English. */
    public static Language of(Iterable<String> texts) {
        long letters = 0;
        long han = 0;
        for (String text : texts) {
            letters += text.codePoints().filter(Character::isLetter).count();
            han += text.codePoints()
                    .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                    .count();
        }
        return letters > 0 && han >= HAN_SHARE * letters ? ZH : EN;
    }

    /** @throws IllegalArgumentException if no language has this wire name */
    public static Language ofWireName(String name) {
        return switch (name) {
            case "en" -> EN;
            case "zh" -> ZH;
            default -> throw new IllegalArgumentException("must be en or zh");
        };
    }

    /** The name in JSON, file names and pages: {@code en} or {@code zh}. */
    public String wireName() {
        return this == ZH ? "zh" : "en";
    }
}
