package dev.marksheet.metric;

/** What the configuration says about metrics can't be used. */
final class MetricSettingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String property;
    private final String wayOut;

    /**
     * @param property the property at fault, such as {@code marksheet.criteria[0].levels}
     * @param wayOut what to set instead
     */
    MetricSettingException(String property, String problem, String wayOut) {
        super(property + " " + problem);
        this.property = property;
        this.wayOut = wayOut;
    }

    String property() {
        return property;
    }

    String wayOut() {
        return wayOut;
    }
}
