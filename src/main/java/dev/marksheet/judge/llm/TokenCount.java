package dev.marksheet.judge.llm;

/**
 * About how many tokens models make of texts: each family cuts them otherwise, so a count to the last one would be no truer.
 * Pure.
 */
final class TokenCount {

    /** Of words in Latin letters, four characters a token. */
    private static final double LATIN = 0.25;

    /** Of Chinese, Japanese and Korean, some five characters are four tokens. */
    private static final double IDEOGRAPH = 0.8;

    private static final double OTHER = 0.4;
    private static final int LAST_LATIN = 0x24F;

    private TokenCount() {}

    static long about(String text) {
        double tokens = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= LAST_LATIN) {
                tokens += LATIN;
            } else {
                tokens += Character.isIdeographic(c) ? IDEOGRAPH : OTHER;
            }
        }
        return Math.round(Math.ceil(tokens));
    }
}
