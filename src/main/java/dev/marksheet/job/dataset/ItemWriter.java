package dev.marksheet.job.dataset;

import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.store.DatasetStore;
import dev.marksheet.threads.Futures;
import java.util.ArrayList;
import java.util.List;

/** Stores rows in small batches, so that other writers get their turns and few are in memory. Not for several threads. */
final class ItemWriter implements AutoCloseable {

    private static final int BATCH = 200;
    private static final int BATCH_CHARS = 512 * 1024;

    private final DatasetStore store;
    private final String version;
    private final List<DatasetVersion.Item> batch = new ArrayList<>();
    private long chars;

    ItemWriter(DatasetStore store, String version) {
        this.store = store;
        this.version = version;
    }

    void add(DatasetVersion.Item item) {
        batch.add(item);
        chars += item.content().length();
        if (batch.size() == BATCH || chars > BATCH_CHARS) {
            write();
        }
    }

    private void write() {
        Futures.join(store.add(version, List.copyOf(batch)));
        batch.clear();
        chars = 0;
    }

    @Override
    public void close() {
        if (!batch.isEmpty()) {
            write();
        }
    }
}
