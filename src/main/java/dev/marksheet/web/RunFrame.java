package dev.marksheet.web;

import dev.marksheet.session.SessionReport;

/**
 * What the frame of a report page needs.
 *
 * @param id the run's id, safe in URLs
 * @param session the session's id as the client gave it: any script, to be escaped
 * @param name what people call it, short enough for a heading
 * @param path where the report stands, below the service's own path
 * @param version grows with every change of the session
 */
public record RunFrame(String id, String session, String name, String path, long version) {

    public static RunFrame of(SessionReport report) {
        return new RunFrame(
                report.run().value(),
                report.session().value(),
                Names.of(report),
                Paths.run(report.run()),
                report.version());
    }
}
