package dev.marksheet.api;

import dev.marksheet.query.RescoreQueries;

/** How far an order has come that fills a session with the calls of another, over the wire. */
record RescoreStandingBody(String runId, String state) {

    static RescoreStandingBody of(RescoreQueries.Standing standing) {
        return new RescoreStandingBody(standing.source().value(), standing.state());
    }
}
