package dev.marksheet.job.dataset;

import dev.marksheet.job.SampleRules;
import dev.marksheet.session.dataset.DatasetVersion;
import java.util.List;

/** A file that can't be stored as it is; nothing was. */
public final class DatasetRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient DatasetVersion.Details found;
    private final transient List<SampleRules.Fault> faults;

    /**
     * @param found what was found in the file
     * @param faults what is wrong with it; empty when only rows are
     */
    DatasetRefusedException(DatasetVersion.Details found, List<SampleRules.Fault> faults) {
        super("the file can't be stored as it is");
        this.found = found;
        this.faults = List.copyOf(faults);
    }

    public DatasetVersion.Details found() {
        return found;
    }

    public List<SampleRules.Fault> faults() {
        return faults;
    }
}
