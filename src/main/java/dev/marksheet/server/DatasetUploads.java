package dev.marksheet.server;

import jakarta.servlet.http.HttpServletRequest;

/** The requests that bring a whole file of calls: they go to disk as they come and may be longer than others. */
final class DatasetUploads {

    /** The largest file, in bytes; the form around it may add some. */
    static final int MAX_BYTES = 100 * 1024 * 1024;

    private static final int FORM_BYTES = 64 * 1024;

    /** So many are taken in at the same time. */
    static final int AT_ONCE = 16;

    private DatasetUploads() {}

    static boolean isOne(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return switch (request.getMethod()) {
            case "PUT" -> path.startsWith("/api/datasets/");
            case "POST" -> path.equals("/datasets");
            default -> false;
        };
    }

    /** The longest body of a request, in bytes. */
    static int limit(HttpServletRequest request) {
        if (!isOne(request)) {
            return BodyFilter.MAX_BYTES;
        }
        return request.getMethod().equals("PUT") ? MAX_BYTES : MAX_BYTES + FORM_BYTES;
    }
}
