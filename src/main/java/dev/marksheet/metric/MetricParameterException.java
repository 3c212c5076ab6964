package dev.marksheet.metric;

/** A parameter that a metric doesn't take, or a value that it can't use. The message names the metric, the parameter and the rule. */
public final class MetricParameterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String metric;
    private final String parameter;

    MetricParameterException(String metric, String parameter, String rule) {
        super(metric + ": " + parameter + " " + rule);
        this.metric = metric;
        this.parameter = parameter;
    }

    /** The metric's catalogue name. */
    public String metric() {
        return metric;
    }

    /** The parameter's name as it was given. */
    public String parameter() {
        return parameter;
    }
}
