package dev.marksheet.judge.llm.endpoint;

import dev.langchain4j.exception.ContentFilteredException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what langchain4j throws over a reply from what went wrong in our own code. */
final class ForeignFailure {

    private static final List<String> READERS = List.of("dev.langchain4j.", "com.fasterxml.jackson.", "tools.jackson.");

    private ForeignFailure() {}

    /** The fault within {@code failure}; null when it is a failure of ours and says nothing about the endpoint. */
    static @Nullable EndpointFault in(RuntimeException failure) {
        Throwable innermost = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof EndpointFault fault) {
                return fault;
            }
            if (t instanceof ContentFilteredException refusal) {
                return EndpointFault.refusal(String.valueOf(refusal.getMessage()));
            }
            innermost = t;
        }
        return isOverAReply(innermost)
                ? EndpointFault.of(EndpointFault.Kind.SERVER_ERROR, "fault.no_completion")
                : null;
    }

    /** Whether it was thrown by those who read replies, or by the JDK on their behalf. */
    private static boolean isOverAReply(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            String name = frame.getClassName();
            if (READERS.stream().anyMatch(name::startsWith)) {
                return true;
            }
            if (name.startsWith("dev.marksheet.")) {
                return false;
            }
        }
        return false;
    }
}
