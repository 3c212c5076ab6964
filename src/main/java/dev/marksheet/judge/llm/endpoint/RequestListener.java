package dev.marksheet.judge.llm.endpoint;

/** Is told of every request that is sent to a model, on the thread that waited for it. Must be quick and throw nothing. */
public interface RequestListener {

    /** Nobody listens. */
    RequestListener NONE = new RequestListener() {
        @Override
        public void ended(String model, String outcome, long nanos) {}

        @Override
        public void spent(String model, long inputTokens, long outputTokens, double cost) {}
    };

    /**
     * One request has ended, retries are requests of their own.
     *
     * @param outcome {@code ok}, or the {@linkplain EndpointFault.Kind kind} of fault in small letters
     * @param nanos from its sending to its end, in nanoseconds
     */
    void ended(String model, String outcome, long nanos);

    /**
     * An answer was paid for.
     *
     * @param cost in the currency of the configured prices; 0 where the model has none
     */
    void spent(String model, long inputTokens, long outputTokens, double cost);
}
