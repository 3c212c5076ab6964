package dev.marksheet.api.again;

import dev.marksheet.query.RescoreQueries;

/** How far an order has come that fills a session with the calls of another, over the wire. */
public record RescoreStandingBody(String runId, String state) {

    public static RescoreStandingBody of(RescoreQueries.Standing standing) {
        return new RescoreStandingBody(standing.source().value(), standing.state());
    }
}
