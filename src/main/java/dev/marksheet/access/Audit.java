package dev.marksheet.access;

import dev.marksheet.session.access.AuditEntry;
import dev.marksheet.session.access.AuditEntry.Outcome;
import dev.marksheet.store.access.AuditStore;
import jakarta.annotation.PreDestroy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps who did what, and who tried what and was refused. Anybody can have himself refused, as fast as the network goes: so
 * many attempts within a minute have entries of their own, the others one together, and only the latest of them all are
 * kept. Safe for use by many threads at once.
 */
@Component
public final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_A_WINDOW = 60;
    private static final int REFUSED_KEPT = 100_000;
    private static final int SWEEP_EVERY = 1000;
    private static final int LONGEST = 300;

    private final AuditStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    // Guarded by this.
    private Instant windowStart = Instant.EPOCH;
    private int inWindow;
    private long beyond;
    private int sinceSweep;

    private volatile CompletableFuture<Void> latest = CompletableFuture.completedFuture(null);

    Audit(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Keeps what a caller did or tried, in the background. */
    void keep(Caller caller, String action, String target, Outcome outcome, int status, String remoteAddress) {
        Instant now = clock.instant();
        if (outcome != Outcome.REFUSED || hasRoom(now)) {
            append(new AuditEntry(
                    id(now),
                    now,
                    caller.keyId(),
                    caller.name(),
                    cut(action),
                    cut(target),
                    outcome,
                    status,
                    remoteAddress,
                    1));
        }
    }

    private synchronized boolean hasRoom(Instant now) {
        if (windowStart.plus(WINDOW).isBefore(now)) {
            startWindow(now);
        }
        if (inWindow >= MOST_A_WINDOW) {
            beyond++;
            return false;
        }
        inWindow++;
        if (++sinceSweep >= SWEEP_EVERY) {
            sinceSweep = 0;
            store.keepRefused(REFUSED_KEPT);
        }
        return true;
    }

    /** Has the next refusals entries of their own again. */
    synchronized void startWindow(Instant now) {
        tellBeyond(now);
        windowStart = now;
        inWindow = 0;
    }

    private CompletableFuture<Void> tellBeyond(Instant now) {
        if (beyond == 0) {
            return CompletableFuture.completedFuture(null);
        }
        AuditEntry sum = new AuditEntry(
                id(now), now, null, null, "further attempts since " + windowStart, "", Outcome.REFUSED, 0, "", beyond);
        beyond = 0;
        return append(sum);
    }

    private CompletableFuture<Void> append(AuditEntry entry) {
        CompletableFuture<Void> appended = store.append(entry);
        latest = appended;
        return appended.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("{} by {} can't be kept in the audit", entry.action(), entry.keyId(), failure);
            }
        });
    }

    /** Entries, the newest first: see {@link AuditStore#newestFirst}. */
    public List<AuditEntry> newestFirst(@Nullable String before, int limit) {
        if (before == null) {
            flush();
            latest.exceptionally(failure -> null).join();
        }
        return store.newestFirst(before, limit);
    }

    @PreDestroy
    void flush() {
        CompletableFuture<Void> told;
        synchronized (this) {
            told = tellBeyond(clock.instant());
        }
        told.exceptionally(failure -> null).join();
    }

    private String id(Instant now) {
        return String.format(Locale.ROOT, "%013d-%08x", now.toEpochMilli(), random.nextInt());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
