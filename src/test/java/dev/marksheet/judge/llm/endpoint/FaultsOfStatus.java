package dev.marksheet.judge.llm.endpoint;

/** Faults as responses with an error status bring them. */
public final class FaultsOfStatus {

    private FaultsOfStatus() {}

    public static EndpointFault saying(int status, String message) {
        return EndpointFault.ofStatus(status, "{\"error\":{\"message\":\"" + message + "\"}}", null);
    }
}
