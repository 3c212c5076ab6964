package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a reply is read, and what ends it. */
class ReplyBodyTests {

    private static final int MIB = 1 << 20;

    private final List<String> upstream = new ArrayList<>();
    private final HttpResponse.BodySubscriber<byte[]> reader = ReplyBody.upTo(4).apply(null);
    private final CompletableFuture<byte[]> body = reader.getBody().toCompletableFuture();

    private static int bound(String path, String body) {
        return ReplyBody.bound(HttpRequest.builder()
                .method(HttpMethod.POST)
                .url("http://host/v1" + path)
                .body(body)
                .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|4",
                "{\"max_tokens\": 65536}|4",
                "{\"max_tokens\": 131072}|8",
                "{\"max_completion_tokens\":131072}|8",
                "{\"max_tokens\": 9999999}|64",
                "{\"text\": \"\\\"max_tokens\\\": 131072\"}|4",
                "{\"stream\": true}|16",
                "{\"stream\": false}|4",
                "{\"stream\": true, \"max_tokens\": 131072}|32"
            })
    void aReplyMayBeAsLongAsWasAskedFor(String body, int mebibytes) {
        assertThat(bound("/chat/completions", body)).isEqualTo(mebibytes * MIB);
    }

    @Test
    void vectorsMayBeAsManyAsTextsWereSent() {
        assertThat(bound("/embeddings", "{\"input\": [\"a\"]}")).isEqualTo(4 * MIB + (256 << 10));
        assertThat(bound("/embeddings", "{\"input\": [\"a\",\"b\", \"c\"]}")).isEqualTo(4 * MIB + 3 * (256 << 10));
        assertThat(bound("/embeddings", "\"a\",".repeat(500) + "\"a\"")).isEqualTo(64 * MIB);
    }

    private void subscribe() {
        reader.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                upstream.add("request");
            }

            @Override
            public void cancel() {
                upstream.add("cancel");
            }
        });
    }

    private void come(String... pieces) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (String piece : pieces) {
            buffers.add(ByteBuffer.wrap(piece.getBytes()));
        }
        reader.onNext(buffers);
    }

    @Test
    void readsUpToTheBound() {
        subscribe();
        come("ab", "c");
        come("d");
        reader.onComplete();

        assertThat(body.join()).containsExactly('a', 'b', 'c', 'd');
        assertThat(upstream).containsExactly("request");
    }

    @Test
    void endsTheExchangeAtOneByteMore() {
        subscribe();
        come("abc", "de");
        come("never read");
        reader.onComplete();

        assertThat(upstream).containsExactly("request", "cancel");
        assertThat(body)
                .isCompletedExceptionally()
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withMessageContaining("more than 4 bytes");
    }

    @Test
    void aConnectionThatBreaksBreaksTheReply() {
        subscribe();
        reader.onError(new IllegalStateException("broke"));

        assertThat(body).isCompletedExceptionally();
    }
}
