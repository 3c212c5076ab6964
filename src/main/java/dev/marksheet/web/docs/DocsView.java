package dev.marksheet.web.docs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reference as the template shows it. */
record DocsView(String title, String description, List<Group> groups, List<Shape> shapes) {

    /** What belongs together. */
    record Group(String name, String description, List<Operation> operations) {}

    /**
     * An endpoint.
     *
     * @param id also its anchor
     * @param curl a command that calls it, behind the service's address; with {@code $B} before the path
     */
    record Operation(
            String id,
            String method,
            String path,
            String summary,
            @Nullable String description,
            List<Line> parameters,
            @Nullable String body,
            @Nullable String bodyExample,
            List<Answer> answers,
            String curl) {}

    /**
     * A parameter or a member.
     *
     * @param place where a parameter stands; empty for a member
     */
    record Line(String name, String place, String type, boolean required, String description) {}

    /** What may come back. */
    record Answer(
            String status,
            String description,
            String type,
            @Nullable String shape,
            @Nullable String example) {}

    /** A schema with a name. */
    record Shape(String name, String type, @Nullable String description, List<Line> members) {}
}
