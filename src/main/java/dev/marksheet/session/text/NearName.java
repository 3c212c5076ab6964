package dev.marksheet.session.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Finds what somebody may have meant by a name that is not known. Camels, hyphens, dots, blanks and capitals make no other
 * name; a slip of the hand for every three letters may, up to three, since of short names two other letters make another
 * word. Pure.
 */
public final class NearName {

    private static final int LONGEST = 100;
    private static final int MOST_SLIPS = 3;
    private static final int LETTERS_PER_SLIP = 3;
    private static final LevenshteinDistance SLIPS = new LevenshteinDistance(MOST_SLIPS);

    private NearName() {}

    /** The nearest of the known names, the first of several; empty where none is near. */
    public static Optional<String> of(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String letters = letters(name);
        return known.stream()
                .filter(one -> isNear(letters, letters(one)))
                .min(Comparator.comparingInt(one -> slips(letters, letters(one))));
    }

    /** The same as the end of a sentence that says that the name is not known; empty where none is near. */
    public static String question(String name, Collection<String> known) {
        return of(name, known).map(one -> "; did you mean " + one + "?").orElse("");
    }

    /** The name by which spellings are compared. */
    public static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-. ]", "");
    }

    private static boolean isNear(String letters, String known) {
        int slips = slips(letters, known);
        return slips >= 0 && slips * LETTERS_PER_SLIP <= known.length() + 1;
    }

    /** A letter left out, too many, wrong, or in the wrong place; -1 for more than anybody makes. */
    private static int slips(String letters, String known) {
        int slips = SLIPS.apply(letters, known);
        return slips == 2 && Arrays.equals(sorted(letters), sorted(known)) ? 1 : slips;
    }

    private static int[] sorted(String letters) {
        return letters.chars().sorted().toArray();
    }
}
