package dev.marksheet.server;

import dev.marksheet.dataset.SpooledFile;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * A request whose body has been taken in. It is read once, and what was read is let go of at once, so that it is not held
 * beside what is made of it.
 */
final class ReceivedBody extends HttpServletRequestWrapper {

    private static final int MOST_FIELDS = 100;

    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private final @Nullable SpooledFile file;
    private @Nullable Map<String, String[]> parameters;
    private @Nullable FormParts parts;

    private ReceivedBody(HttpServletRequest request, @Nullable SpooledFile file) {
        super(request);
        this.file = file;
    }

    static ReceivedBody of(HttpServletRequest request) throws IOException {
        boolean large = DatasetUploads.isOne(request);
        ReceivedBody body = new ReceivedBody(request, large ? SpooledFile.create() : null);
        body.setAttribute(SpooledFile.ATTRIBUTE, body.file);
        return body;
    }

    /** Whether it is put on disk and not held. */
    boolean isOnDisk() {
        return file != null;
    }

    /** Where the body comes from. */
    ServletInputStream source() throws IOException {
        return super.getInputStream();
    }

    void add(byte[] bytes, int length) throws IOException {
        if (file == null) {
            pieces.add(Arrays.copyOf(bytes, length));
        } else {
            file.add(bytes, length);
        }
    }

    void drop() {
        pieces.clear();
        if (parts != null) {
            parts.drop();
        }
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Pieces();
    }

    @Override
    public Collection<Part> getParts() {
        return parts().parts();
    }

    @Override
    public @Nullable Part getPart(String name) {
        return getParts().stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private FormParts parts() {
        if (parts == null) {
            InputStream body = file == null ? new Pieces() : file.open();
            parts = FormParts.read(getContentType(), body, file != null);
        }
        return parts;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(new Pieces(), StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    /** Those of the query and, of a form, its fields. */
    @Override
    public Map<String, String[]> getParameterMap() {
        if (parameters == null) {
            parameters = isForm(this) ? withFields() : super.getParameterMap();
        }
        return parameters;
    }

    /** Whether its body holds parameters. Tomcat refuses broken ones with a fault of ours. */
    static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE) || isOfParts(request);
    }

    private static boolean isOfParts(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    private Map<String, String[]> withFields() {
        Map<String, String[]> all = new LinkedHashMap<>(super.getParameterMap());
        fields().forEach((name, values) -> all.putIfAbsent(name, values.toArray(String[]::new)));
        return Collections.unmodifiableMap(all);
    }

    private Map<String, List<String>> fields() {
        if (isOfParts(this)) {
            return parts().fields();
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        if (file != null) {
            return fields;
        }
        String form = new String(new Pieces().readAllBytes(), StandardCharsets.UTF_8);
        for (String field : form.split("&", MOST_FIELDS)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            String value = equals < 0 ? "" : field.substring(equals + 1);
            fields.computeIfAbsent(decoded(name), n -> new ArrayList<>()).add(decoded(value));
        }
        return fields;
    }

    /** What is wrongly encoded stands for itself. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private final class Pieces extends ServletInputStream {

        private byte[] piece = {};
        private int place;

        @Override
        public int read() {
            return isFinished() ? -1 : piece[place++] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (isFinished()) {
                return -1;
            }
            int some = Math.min(length, piece.length - place);
            System.arraycopy(piece, place, bytes, offset, some);
            place += some;
            return some;
        }

        @Override
        public byte[] readAllBytes() {
            try {
                return super.readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean isFinished() {
            while (place == piece.length) {
                byte[] next = pieces.poll();
                if (next == null) {
                    return true;
                }
                piece = next;
                place = 0;
            }
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body has been taken in");
        }
    }
}
