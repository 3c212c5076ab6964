package dev.marksheet.metric;

/** Consonants and vowels of a word as Porter (1980) tells them: y is a vowel after a consonant. */
final class WordShape {

    private WordShape() {}

    static boolean isConsonant(String word, int index) {
        char letter = word.charAt(index);
        if (letter == 'y') {
            return index == 0 || !isConsonant(word, index - 1);
        }
        return "aeiou".indexOf(letter) < 0;
    }

    /** How often a consonant follows a vowel. */
    static int measure(String stem) {
        int measure = 0;
        for (int i = 1; i < stem.length(); i++) {
            if (isConsonant(stem, i) && !isConsonant(stem, i - 1)) {
                measure++;
            }
        }
        return measure;
    }

    static boolean hasVowel(String stem) {
        for (int i = 0; i < stem.length(); i++) {
            if (!isConsonant(stem, i)) {
                return true;
            }
        }
        return false;
    }

    static boolean endsInDoubleConsonant(String word) {
        int last = word.length() - 1;
        return last >= 1 && word.charAt(last) == word.charAt(last - 1) && isConsonant(word, last);
    }

    /** Consonant, vowel, consonant other than w, x and y at the end; of two letters, vowel and consonant. */
    static boolean endsShort(String word) {
        int last = word.length() - 1;
        if (last == 1) {
            return !isConsonant(word, 0) && isConsonant(word, 1);
        }
        return last >= 2
                && isConsonant(word, last - 2)
                && !isConsonant(word, last - 1)
                && isConsonant(word, last)
                && "wxy".indexOf(word.charAt(last)) < 0;
    }
}
