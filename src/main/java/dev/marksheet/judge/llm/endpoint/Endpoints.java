package dev.marksheet.judge.llm.endpoint;

/**
 * The endpoint that judges and the one that embeds, each with its own limit of requests, its own outages and its own probe.
 * They are one and the same unless embeddings have an address or a key of their own.
 */
public record Endpoints(Endpoint judge, Endpoint embeddings) implements AutoCloseable {

    @Override
    public void close() {
        judge.close();
        embeddings.close();
    }
}
