package dev.marksheet.access;

/** The settings would leave the service to whoever reaches it, or hold a key that is none. */
final class AccessSettingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String wayOut;

    /** @param wayOut what to set instead */
    AccessSettingException(String problem, String wayOut) {
        super(problem);
        this.wayOut = wayOut;
    }

    String wayOut() {
        return wayOut;
    }
}
