package dev.marksheet.client.junit;

import dev.marksheet.client.GateAnswer;
import dev.marksheet.client.GateVerdict;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Carries out what {@link MarksheetSession} says. Keeps its state in JUnit's store, so one may serve all classes. */
final class MarksheetExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(MarksheetExtension.class);
    private static final int LONGEST_NAME = 500;

    @Override
    public void beforeAll(ExtensionContext context) {
        session(owner(context));
    }

    /** Nested classes come here too; the gate is that of the class which has the session. */
    @Override
    public void afterAll(ExtensionContext context) {
        if (owner(context).equals(context)) {
            assertGate(context, session(context));
        }
    }

    private static void assertGate(ExtensionContext context, ClassSession session) {
        Optional<ClassSession.Outcome> end = session.end();
        if (end.isEmpty()) {
            throw new TestAbortedException("No call was sent to the session " + session.id());
        }
        String report = end.get().report();
        context.publishReportEntry("marksheet.report", report);
        Optional<GateAnswer> gate = end.get().gate();
        if (gate.isEmpty()) {
            System.out.println("Marksheet: no gate is asked for, report " + report);
            return;
        }
        GateVerdict verdict = gate.get().verdict();
        String message = "The gate of the session " + session.id() + " says " + verdict + ":\n"
                + gate.get().text() + "\nReport: " + report;
        switch (verdict) {
            case PASS -> System.out.println("Marksheet: PASS, report " + report);
            case FAIL -> throw new AssertionFailedError(message);
            case UNDECIDED -> {
                // Maven, for one, passes over an aborted class in silence.
                System.out.println("Marksheet: UNDECIDED. " + message);
                throw new TestAbortedException(message);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Marksheet.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new Marksheet(session(owner(context)), name(context));
    }

    /** The test as people find it again: its class, its method, and which of several of a method it is. */
    private static String name(ExtensionContext context) {
        String type = context.getTestClass().map(Class::getSimpleName).orElse("");
        String method = context.getTestMethod().map(m -> "." + m.getName()).orElse("");
        String shown = method.isEmpty() || context.getDisplayName().equals(method.substring(1) + "()")
                ? ""
                : " " + context.getDisplayName();
        String name = type + method + shown.replaceAll("\\p{Cntrl}", " ");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** The class that the session belongs to: the nearest around with the annotation. */
    private static ExtensionContext owner(ExtensionContext context) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            if (at.get().getTestMethod().isEmpty() && asked(at.get()).isPresent()) {
                return at.get();
            }
        }
        throw new IllegalStateException("There is no @MarksheetSession around " + context.getDisplayName());
    }

    private static Optional<MarksheetSession> asked(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getTestClass(), MarksheetSession.class);
    }

    /** Made when it is first asked for: a class that is one instance for all its tests is built before anything else. */
    @SuppressWarnings("deprecation") // its successor came with JUnit 6
    private static ClassSession session(ExtensionContext owner) {
        ClassSession session = owner.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        ClassSession.class,
                        type -> ClassSession.begun(
                                asked(owner).orElseThrow(),
                                new Surroundings(owner::getConfigurationParameter, System::getenv)),
                        ClassSession.class);
        return Objects.requireNonNull(session);
    }
}
