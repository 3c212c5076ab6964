package dev.marksheet.job.record;

import java.io.UncheckedIOException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Tells faults that pass when the disk or the database is mended from those that come with the call itself. */
public final class StorageFaults {

    private StorageFaults() {}

    /** Whether disk or database refuse. Not when the database takes everything but these values. */
    public static boolean isRefusal(Throwable fault) {
        return isByDatabase(fault) || fault instanceof UncheckedIOException;
    }

    /** Whether the database refuses, which every call meets; a file may be in the way of one session alone. */
    public static boolean isByDatabase(Throwable fault) {
        return (fault instanceof DataAccessException && !(fault instanceof DataIntegrityViolationException))
                || fault instanceof TransactionException;
    }
}
