package dev.marksheet.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One kept-alive HTTP/1.1 connection to a port of this machine: far cheaper than a general client, so that the load takes
 * little of the processors that it shares with what it measures. For one thread.
 */
final class HttpConnection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    /** @param body the body as text; empty when it was only counted */
    record Response(int status, Map<String, String> headers, String body, long length) {

        String text(String field) {
            String start = "\"" + field + "\":\"";
            int from = body.indexOf(start);
            if (from < 0) {
                throw new IllegalStateException("no " + field + " in " + status + " " + body);
            }
            return body.substring(from + start.length(), body.indexOf('"', from + start.length()));
        }

        long number(String field) {
            String start = "\"" + field + "\":";
            int from = body.indexOf(start) + start.length();
            int to = from;
            while (Character.isDigit(body.charAt(to))) {
                to++;
            }
            return Long.parseLong(body.substring(from, to));
        }
    }

    HttpConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(120_000);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Response get(String path, String... headers) {
        return send("GET", path, "", true, headers);
    }

    /** Reads the whole answer and keeps none of it. */
    Response count(String path) {
        return send("GET", path, "", false);
    }

    Response post(String path, String json) {
        return send("POST", path, json, true, "Content-Type: application/json");
    }

    Response delete(String path) {
        return send("DELETE", path, "", true);
    }

    private Response send(String method, String path, String body, boolean keep, String... headers) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        try {
            socket.getOutputStream().write(all);
            return receive(keep);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response receive(boolean keep) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        Map<String, String> headers = headers(in);
        StringBuilder body = new StringBuilder();
        long length = 0;
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            int size;
            while ((size = Integer.parseInt(line(in), 16)) > 0) {
                length += piece(size, keep, body);
                line(in);
            }
            line(in);
        } else if (status != 304 && status != 204) {
            length = piece(Integer.parseInt(headers.getOrDefault("content-length", "0")), keep, body);
        }
        return new Response(status, headers, body.toString(), length);
    }

    private int piece(int size, boolean keep, StringBuilder body) throws IOException {
        if (keep) {
            body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
        } else {
            in.skipNBytes(size);
        }
        return size;
    }

    /** The header lines up to the empty one, names in lower case. */
    static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        String line;
        while (!(line = line(in)).isEmpty()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = in.read()) != '\n') {
            if (c < 0) {
                throw new EOFException("the connection ended");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
