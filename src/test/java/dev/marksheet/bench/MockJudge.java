package dev.marksheet.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OpenAI-compatible endpoint that answers every question at once or after a fixed time, with replies of the form that
 * was asked for. A thread per connection; safe for use by many threads at once.
 */
final class MockJudge implements AutoCloseable {

    private final ServerSocket server;
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong busyNanos = new AtomicLong();
    private volatile long latencyMs;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    MockJudge() {
        try {
            server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void answerAfter(long milliseconds) {
        latencyMs = milliseconds;
    }

    /** Leaves all further requests unanswered until it is opened. */
    void shut() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    /** Requests that have come so far, answered or not. */
    long arrived() {
        return arrived.get();
    }

    /** Requests answered so far. */
    long requests() {
        return requests.get();
    }

    /** Request-seconds so far, in nanoseconds: their growth divided by time is the mean number in flight. */
    long busyNanos() {
        return busyNanos.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "mock-judge");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            while (true) {
                String path = HttpConnection.line(in).split(" ")[1];
                Map<String, String> headers = HttpConnection.headers(in);
                byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
                socket.getOutputStream().write(answer(path, new String(body, StandardCharsets.UTF_8)));
            }
        } catch (IOException | InterruptedException e) {
            // The other side has hung up, or the measurement is over.
        }
    }

    private byte[] answer(String path, String request) throws InterruptedException {
        long start = System.nanoTime();
        arrived.incrementAndGet();
        try {
            gate.await();
            byte[] reply = (path.endsWith("/embeddings") ? MockReplies.embeddings(request) : MockReplies.chat(request))
                    .getBytes(StandardCharsets.UTF_8);
            if (latencyMs > 0) {
                Thread.sleep(latencyMs);
            }
            byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + reply.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] all = new byte[head.length + reply.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(reply, 0, all, head.length, reply.length);
            return all;
        } finally {
            requests.incrementAndGet();
            busyNanos.addAndGet(System.nanoTime() - start);
        }
    }

    @Override
    public void close() {
        open();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
