package dev.marksheet.command;

import java.time.Duration;
import java.util.Locale;

/** Shows how far calls are: a bar that moves on a screen, a line now and then elsewhere. Used by one thread. */
final class ScoreProgress {

    private static final int WIDTH = 30;
    private static final int PART = 10;
    private static final Duration QUIET = Duration.ofSeconds(10);

    /** Fewer say little. */
    private static final int LEAST_DONE = 3;

    private final Call call;
    private final long begun = System.nanoTime();
    private long first = -1;
    private long toldAt = System.nanoTime();
    private long told = -1;
    private boolean barStands;

    ScoreProgress(Call call) {
        this.call = call;
    }

    /** @param done of how many {@code of} */
    void show(long done, long of) {
        first = first < 0 ? done : first;
        if (of == 0) {
            return;
        }
        if (call.terminal().live()) {
            bar(done, of);
        } else if (isNews(done, of)) {
            told = done;
            toldAt = System.nanoTime();
            line(done, of);
        }
    }

    /** A tenth more, or any more after a while. */
    private boolean isNews(long done, long of) {
        return told < 0
                || done * PART / of > told * PART / of
                || done > told && System.nanoTime() - toldAt > QUIET.toNanos();
    }

    private void line(long done, long of) {
        Duration left = left(done, of);
        call.say(left == null ? "progress" : "progress.left", done, of, left == null ? "" : clock(left));
    }

    private void bar(long done, long of) {
        int filled = (int) (done * WIDTH / of);
        Duration left = left(done, of);
        String text = "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] "
                + call.text(left == null ? "progress" : "progress.left", done, of, left == null ? "" : clock(left));
        call.terminal().err().print("\r" + text + "\u001b[K");
        call.terminal().err().flush();
        barStands = true;
    }

    /** How long the others will take if they go as fast as those of this run; null while that can't be told. */
    private @org.jspecify.annotations.Nullable Duration left(long done, long of) {
        long own = done - first;
        return own < LEAST_DONE || done >= of
                ? null
                : Duration.ofNanos((System.nanoTime() - begun) / own * (of - done));
    }

    private static String clock(Duration duration) {
        long seconds = Math.max(1, duration.toSeconds());
        long hours = seconds / 3600;
        String rest = String.format(Locale.ROOT, "%02d:%02d", seconds / 60 % 60, seconds % 60);
        return hours > 0 ? hours + ":" + rest : rest;
    }

    /** Makes room for another line. */
    void interrupt() {
        if (barStands) {
            call.terminal().err().print("\r\u001b[K");
            barStands = false;
        }
    }

    void end(long done, long of) {
        interrupt();
        if (told != done && of > 0) {
            told = done;
            line(done, of);
        }
    }
}
