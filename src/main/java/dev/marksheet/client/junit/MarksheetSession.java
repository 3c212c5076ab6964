package dev.marksheet.client.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a session of a Marksheet service: its tests take a {@link Marksheet} as a parameter and send what the
 * system under test answers; when all of them have run, the gate is the class's last assertion. FAIL fails the class,
 * UNDECIDED aborts it, PASS prints the report's address. Nested classes belong to the session.
 *
 * <p>The service is found by {@code marksheet.url} and {@code marksheet.key}: each a system property or a configuration
 * parameter of JUnit, else the environment's {@code MARKSHEET_URL} and {@code MARKSHEET_KEY}, else the attribute. A key needs
 * the role {@code review}. The labels {@code git_sha} and {@code branch} are set where the environment of a CI tells them,
 * and those in {@code marksheet.labels} ({@code a=b,c=d}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(MarksheetExtension.class)
public @interface MarksheetSession {

    /** The session's id. */
    String value();

    /**
     * Whether every run of the tests has a session of its own: the id is followed by {@code marksheet.run} or
     * {@code MARKSHEET_RUN}, by the time and a few letters where neither is set. Otherwise the session goes on from run to
     * run, and its gate with it.
     */
    boolean unique() default false;

    /** The service's address where nothing else names one. */
    String url() default "http://127.0.0.1:8080";

    /** The key where nothing else gives one; for examples: a key does not belong into a source. */
    String key() default "";

    /** Criteria such as {@code faithfulness=0.85}. Without any the gate that is set for the session, if one is. */
    String[] gate() default {};

    /** The session that this one must not be worse than; none when empty. */
    String baseline() default "";

    /** By how much it may be worse. */
    double margin() default Double.NaN;

    /** The least share of scores among those that the judge was asked for, 0 to 1. */
    double minCoverage() default Double.NaN;

    /** The probability of a wrong verdict that is accepted. */
    double alpha() default Double.NaN;

    /**
     * How many calls will come, from whomever. Without it those that the tests have sent, if the session has no others; a
     * verdict on a session that goes on can't count on an end.
     */
    long expect() default 0;

    /** How long the gate waits for calls to be scored. */
    int waitSeconds() default 600;

    /** Labels such as {@code suite=nightly}. */
    String[] labels() default {};

    /** Metrics of calls that name none; those that the service is set to when empty. */
    String[] metrics() default {};

    /** Whether the class is aborted instead of failed when no service answers. */
    boolean optional() default false;
}
