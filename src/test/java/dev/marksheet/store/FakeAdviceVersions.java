package dev.marksheet.store;

import dev.marksheet.session.AdviceVersion;
import dev.marksheet.session.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Remembers what was to be kept, and fails where a test says so. */
@SuppressWarnings("NullAway")
public final class FakeAdviceVersions extends AdviceVersions {

    private final List<AdviceVersion> kept = new ArrayList<>();
    private @Nullable Throwable refusal;

    public FakeAdviceVersions() {
        super(null, null);
    }

    public List<AdviceVersion> kept() {
        return kept;
    }

    public void refuseWith(Throwable newRefusal) {
        refusal = newRefusal;
    }

    @Override
    public CompletableFuture<Void> keep(RunId run, AdviceVersion version) {
        kept.add(version);
        return refusal == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(refusal);
    }
}
