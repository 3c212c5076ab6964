package dev.marksheet.server;

import dev.marksheet.dataset.SpooledFile;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a form that has been taken in, by the server's own reader of such forms: the server itself could only read
 * it from the connection. A form that breaks off ends where it does.
 */
final class FormParts {

    private static final Logger LOG = LoggerFactory.getLogger(FormParts.class);

    private static final int MOST_PARTS = 100;

    /** The longest text of a field beside a file, in bytes. */
    private static final int LONGEST_BESIDE_FILES = 64 * 1024;

    private final List<Part> parts = new ArrayList<>();
    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    private FormParts() {}

    /** @param filesOnDisk whether files are put there and fields are short; else all is held */
    static FormParts read(String contentType, InputStream body, boolean filesOnDisk) {
        FormParts form = new FormParts();
        try {
            FileItemIterator items = new FileUpload().getItemIterator(new Body(contentType, body));
            while (items.hasNext() && form.parts.size() < MOST_PARTS) {
                form.add(items.next(), filesOnDisk);
            }
        } catch (IOException e) {
            LOG.debug("A form breaks off", e);
        }
        return form;
    }

    private void add(FileItemStream item, boolean filesOnDisk) throws IOException {
        String name = item.getFieldName();
        if (name == null) {
            return;
        }
        if (item.isFormField()) {
            try (InputStream in = item.openStream()) {
                byte[] bytes = in.readNBytes(filesOnDisk ? LONGEST_BESIDE_FILES : Integer.MAX_VALUE);
                fields.computeIfAbsent(name, n -> new ArrayList<>()).add(new String(bytes, StandardCharsets.UTF_8));
                parts.add(new FormPart(name, null, item.getContentType(), bytes, null));
            }
        } else if (filesOnDisk) {
            parts.add(new FormPart(name, item.getName(), item.getContentType(), new byte[0], spooled(item)));
        } else {
            try (InputStream in = item.openStream()) {
                parts.add(new FormPart(name, item.getName(), item.getContentType(), in.readAllBytes(), null));
            }
        }
    }

    private static SpooledFile spooled(FileItemStream item) throws IOException {
        SpooledFile file = SpooledFile.create();
        byte[] buffer = new byte[32 * 1024];
        try (InputStream in = item.openStream()) {
            for (int some = in.read(buffer); some >= 0; some = in.read(buffer)) {
                file.add(buffer, some);
            }
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    List<Part> parts() {
        return parts;
    }

    Map<String, List<String>> fields() {
        return fields;
    }

    void drop() {
        for (Part part : parts) {
            try {
                part.delete();
            } catch (IOException e) {
                LOG.debug("A file of a form can't be deleted", e);
            }
        }
    }

    private record Body(String contentType, InputStream body) implements UploadContext {

        /** Not told: what came is what there is. */
        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }
    }

    private record FormPart(
            String name,
            @Nullable String file,
            @Nullable String type,
            byte[] bytes,
            @Nullable SpooledFile spooled) implements Part {

        @Override
        public InputStream getInputStream() {
            return spooled == null ? new ByteArrayInputStream(bytes) : spooled.open();
        }

        @Override
        public @Nullable String getContentType() {
            return type;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public @Nullable String getSubmittedFileName() {
            return file;
        }

        @Override
        public long getSize() {
            return spooled == null ? bytes.length : spooled.size();
        }

        @Override
        public void write(String path) throws IOException {
            throw new IOException("parts are written nowhere");
        }

        @Override
        public void delete() throws IOException {
            if (spooled != null) {
                spooled.close();
            }
        }

        @Override
        public @Nullable String getHeader(String header) {
            return header.equalsIgnoreCase("Content-Disposition")
                    ? "form-data; name=\"part\"" + (file == null ? "" : "; filename=\"file\"")
                    : null;
        }

        @Override
        public Collection<String> getHeaders(String header) {
            String value = getHeader(header);
            return value == null ? List.of() : List.of(value);
        }

        @Override
        public Collection<String> getHeaderNames() {
            return List.of("Content-Disposition");
        }
    }
}
