package dev.marksheet.judge.llm.endpoint;

import dev.langchain4j.http.client.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads the body of a reply, up to a bound that follows from what was asked: some endpoints never stop. */
final class ReplyBody {

    /** More than any model writes when it is left to itself, thoughts included. */
    private static final int USUAL = 4 << 20;

    /** A token in JSON, with room for escapes. */
    private static final int BYTES_OF_TOKEN = 64;

    /** A vector of 8,192 decimal numbers. */
    private static final int BYTES_OF_VECTOR = 256 << 10;

    private static final int MOST = 64 << 20;

    /** A stream says each token in an event of its own. */
    private static final int STREAM = 16 << 20;

    // Inside a text of the request the quote marks would be escaped.
    private static final Pattern ROOM = Pattern.compile("\"max_(?:completion_)?tokens\"\\s*:\\s*(\\d{1,7})");
    private static final Pattern STREAMED = Pattern.compile("\"stream\"\\s*:\\s*true");
    private static final Pattern NEXT_TEXT = Pattern.compile("\",\\s{0,8}\"");

    private ReplyBody() {}

    /** The most bytes of a reply to {@code request}. */
    static int bound(HttpRequest request) {
        String body = request.body() == null ? "" : request.body();
        if (request.url().endsWith("/embeddings")) {
            long texts = NEXT_TEXT
                            .matcher(body)
                            .results()
                            .limit(MOST / BYTES_OF_VECTOR)
                            .count()
                    + 1;
            return (int) Math.min(MOST, USUAL + texts * BYTES_OF_VECTOR);
        }
        Matcher room = ROOM.matcher(body);
        long asked = room.find() ? Long.parseLong(room.group(1)) : 0;
        boolean streamed = STREAMED.matcher(body).find();
        int usual = streamed ? STREAM : USUAL;
        return (int) Math.min(MOST, Math.max(usual, asked * BYTES_OF_TOKEN * (usual / USUAL)));
    }

    /** More came than the bound allows. */
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1;

        TooLarge(int bound) {
            super("more than " + bound + " bytes");
        }
    }

    static HttpResponse.BodyHandler<byte[]> upTo(int bound) {
        return info -> new Bounded(BodySubscribers.ofByteArray(), bound);
    }

    /**
     * The text of a response; one that is compressed though nobody asked for it is read all the same.
     *
     * @throws IOException if it can't be decompressed, or is larger than the bound then
     */
    static String text(HttpResponse<byte[]> response, int bound) throws IOException {
        String encoding =
                response.headers().firstValue("content-encoding").orElse("").toLowerCase(Locale.ROOT);
        byte[] body = response.body();
        if (encoding.contains("gzip")) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = in.readNBytes(bound + 1);
            }
            if (body.length > bound) {
                throw new TooLarge(bound);
            }
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Ends the exchange when too much has come. */
    private static final class Bounded implements BodySubscriber<byte[]> {

        private final BodySubscriber<byte[]> inner;
        private final int bound;
        private long seen;
        private Flow.Subscription subscription = new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {}
        };

        Bounded(BodySubscriber<byte[]> inner, int bound) {
            this.inner = inner;
            this.bound = bound;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return inner.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            inner.onSubscribe(given);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            if (seen > bound) {
                return;
            }
            seen += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
            if (seen > bound) {
                subscription.cancel();
                inner.onError(new TooLarge(bound));
            } else {
                inner.onNext(buffers);
            }
        }

        @Override
        public void onError(Throwable failure) {
            inner.onError(failure);
        }

        @Override
        public void onComplete() {
            if (seen <= bound) {
                inner.onComplete();
            }
        }
    }
}
