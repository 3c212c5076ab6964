package dev.marksheet.dataset;

import java.nio.CharBuffer;
import java.util.Set;
import java.util.TreeSet;

/** Counts the lines of a file that are sound in an encoding and those that are not. Not for use by several threads. */
final class LineSurvey {

    private static final int MOST_KEPT = 1000;

    private final Set<Integer> brokenLines = new TreeSet<>();
    private int line = 1;
    private boolean lineFeedIsRead;
    private boolean foreign;
    private boolean isBroken;
    private long brokenBytes;
    private int brokenCount;
    private int foreignCount;

    void sound(CharBuffer text) {
        while (text.hasRemaining()) {
            char c = text.get();
            if (c == '\r' || c == '\n' && !lineFeedIsRead) {
                endLine();
            } else if (c > 0x7F) {
                foreign = true;
            }
            lineFeedIsRead = c == '\r';
        }
    }

    void broken(int bytes) {
        isBroken = true;
        brokenBytes += bytes;
        lineFeedIsRead = false;
    }

    void end() {
        endLine();
    }

    private void endLine() {
        if (isBroken) {
            brokenCount++;
            if (brokenLines.size() < MOST_KEPT) {
                brokenLines.add(line);
            }
        } else if (foreign) {
            foreignCount++;
        }
        isBroken = false;
        foreign = false;
        line++;
    }

    int brokenCount() {
        return brokenCount;
    }

    Set<Integer> broken() {
        return Set.copyOf(brokenLines);
    }

    /** Whether it is rather another encoding than this one with a broken byte: a character elsewhere takes two. */
    boolean mayBeOther() {
        return brokenBytes > 1 && brokenCount > foreignCount;
    }
}
