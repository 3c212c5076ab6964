package dev.marksheet.client.junit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known where the tests run: settings, and the commit as continuous integration tells it. */
final class Surroundings {

    /** One for all classes of this process. */
    private static final String THIS_RUN = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                    .withZone(ZoneOffset.UTC)
                    .format(Instant.now())
            + "-" + UUID.randomUUID().toString().substring(0, 4);

    private static final int LONGEST_LABEL = 500;

    /** GitHub, GitLab, Jenkins, Azure, Bitbucket, CircleCI. */
    private static final Map<String, List<String>> OF_THE_COMMIT = Map.of(
            "git_sha",
            List.of(
                    "GITHUB_SHA",
                    "CI_COMMIT_SHA",
                    "GIT_COMMIT",
                    "BUILD_SOURCEVERSION",
                    "BITBUCKET_COMMIT",
                    "CIRCLE_SHA1"),
            "branch",
            List.of(
                    "GITHUB_REF_NAME",
                    "CI_COMMIT_REF_NAME",
                    "GIT_BRANCH",
                    "BUILD_SOURCEBRANCHNAME",
                    "BITBUCKET_BRANCH",
                    "CIRCLE_BRANCH"));

    private final Function<String, Optional<String>> parameters;
    private final Function<String, @Nullable String> environment;

    /**
     * @param parameters JUnit's, which fall back to system properties
     * @param environment the process's
     */
    Surroundings(Function<String, Optional<String>> parameters, Function<String, @Nullable String> environment) {
        this.parameters = parameters;
        this.environment = environment;
    }

    /** A setting: {@code marksheet.url} is {@code MARKSHEET_URL} in the environment. */
    String get(String name, String otherwise) {
        return parameters
                .apply("marksheet." + name)
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(environment.apply("MARKSHEET_" + name.toUpperCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(otherwise);
    }

    /** What tells the sessions of this run from those of others. */
    String run() {
        return get("run", THIS_RUN);
    }

    /** Labels that nobody has written down in the tests. */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        OF_THE_COMMIT.forEach((label, names) -> names.stream()
                .map(environment)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .ifPresent(value -> labels.put(label, value.substring(0, Math.min(value.length(), LONGEST_LABEL)))));
        labels.putAll(pairs(get("labels", "").split(",")));
        return labels;
    }

    /** @throws IllegalArgumentException if one is no pair */
    static Map<String, String> pairs(String... texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip());
            } else if (!text.isBlank()) {
                throw new IllegalArgumentException("\"" + text + "\" is no label: write it as suite=nightly");
            }
        }
        return pairs;
    }
}
