package dev.marksheet.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a request says about itself in a form that nobody behind could read: programs are told, for pages a broken
 * query is as if it were not there.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class RequestGuard extends OncePerRequestFilter {

    private static final int MOST_PARAMETERS = 500;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().startsWith(request.getContextPath() + "/actuator")
                && request.getRequestURI().contains("%")) {
            // No endpoint of operation has such a path, and those that split paths fail over an encoded slash.
            refuse(request, response, HttpStatus.NOT_FOUND, "There is nothing at this path.");
        } else if (!isReadable(request.getHeader(HttpHeaders.CONTENT_TYPE), true)) {
            refuse(
                    request,
                    response,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type must be one type such as application/json.");
        } else if (!isReadable(request.getHeader(HttpHeaders.ACCEPT), false)) {
            refuse(
                    request,
                    response,
                    HttpStatus.NOT_ACCEPTABLE,
                    "Accept must be a list of types such as application/json; answers are UTF-8.");
        } else if (isDecodable(request.getQueryString())) {
            chain.doFilter(request, response);
        } else if (isForPrograms(request)) {
            refuse(
                    request,
                    response,
                    HttpStatus.BAD_REQUEST,
                    "The query must be percent-encoded UTF-8 of the form name=value&name=value.");
        } else {
            chain.doFilter(new WithoutQuery(request), response);
        }
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        Problems.dropBody(request);
        Problems.send(response, status, detail, Map.of());
    }

    private static boolean isForPrograms(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/api") || path.startsWith("/actuator");
    }

    private static boolean isReadable(@Nullable String types, boolean concrete) {
        try {
            return types == null
                    || types.isBlank()
                    || MediaType.parseMediaTypes(types).stream()
                            .allMatch(type -> concrete ? type.isConcrete() : isUtf8(type));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** Answers are UTF-8, whatever else is asked for. */
    private static boolean isUtf8(MediaType type) {
        Charset charset = type.getCharset();
        return charset == null || charset.equals(StandardCharsets.UTF_8);
    }

    private static boolean isDecodable(@Nullable String query) {
        if (query == null) {
            return true;
        }
        String[] parameters = query.split("&", MOST_PARAMETERS + 1);
        if (parameters.length > MOST_PARAMETERS || Stream.of(parameters).anyMatch(part -> part.startsWith("="))) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.allocate(query.length() * 3);
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '%') {
                int high = i + 2 < query.length() ? Character.digit(query.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(query.charAt(i + 2), 16);
                if (low < 0) {
                    return false;
                }
                bytes.put((byte) (high * 16 + low));
                i += 2;
            } else {
                // Tomcat hands bytes that were not encoded on as one character each.
                bytes.put((byte) c);
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The request as if it had no query. */
    private static final class WithoutQuery extends HttpServletRequestWrapper {

        WithoutQuery(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getQueryString() {
            return null;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }
    }
}
