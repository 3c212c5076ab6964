package dev.marksheet.job;

import dev.marksheet.session.RunId;
import dev.marksheet.session.RunQuery;
import dev.marksheet.session.RunQuery.Place;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.RunList;
import dev.marksheet.store.SessionStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists runs by search, filter and order. Safe for use by many threads at once. */
@Component
public class RunReader {

    private final RunList list;
    private final SessionStore sessions;

    RunReader(RunList list, SessionStore sessions) {
        this.list = list;
        this.sessions = sessions;
    }

    /**
     * A page of runs.
     *
     * @param runs the runs with their figures, in order
     * @param next where the next page starts; null on the last one
     */
    public record Page(List<SessionReport> runs, @Nullable Place next) {}

    /** At most {@code limit} of the runs that a query asks for. */
    public Page page(RunQuery query, int limit) {
        List<Place> places = list.find(query, limit + 1);
        List<SessionReport> runs = sessions.find(places.stream()
                .limit(limit)
                .map(place -> new RunId(place.run()))
                .toList());
        return new Page(runs, places.size() > limit ? places.get(limit - 1) : null);
    }
}
