package dev.marksheet.server;

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

    private final Refusals refusals;

    RequestGuard(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean decodable = isDecodable(request.getQueryString());
        HttpStatus refusal = refusal(request, decodable);
        if (refusal != null) {
            refusals.refuse(request, response, refusal, detail(refusal));
        } else {
            chain.doFilter(decodable ? request : new WithoutQuery(request), response);
        }
    }

    private static @Nullable HttpStatus refusal(HttpServletRequest request, boolean decodable) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.startsWith("/actuator") && path.contains("%")) {
            // No endpoint of operation has such a path, and those that split paths fail over an encoded slash.
            return HttpStatus.NOT_FOUND;
        }
        if (!isReadable(request.getHeader(HttpHeaders.CONTENT_TYPE), true)) {
            return HttpStatus.UNSUPPORTED_MEDIA_TYPE;
        }
        if (!isReadable(request.getHeader(HttpHeaders.ACCEPT), false)) {
            return HttpStatus.NOT_ACCEPTABLE;
        }
        boolean forPrograms = path.startsWith("/api") || path.startsWith("/actuator");
        return forPrograms && !decodable ? HttpStatus.BAD_REQUEST : null;
    }

    private static String detail(HttpStatus refusal) {
        return switch (refusal) {
            case UNSUPPORTED_MEDIA_TYPE ->
                "Content-Type must be one type such as application/json; one of parts needs its boundary.";
            case NOT_ACCEPTABLE -> "Accept must be a list of types such as application/json; answers are UTF-8.";
            case BAD_REQUEST -> "The query must be percent-encoded UTF-8 of the form name=value&name=value.";
            default -> "There is nothing at this path.";
        };
    }

    private static boolean isReadable(@Nullable String types, boolean concrete) {
        try {
            return types == null
                    || types.isBlank()
                    || MediaType.parseMediaTypes(types).stream()
                            .allMatch(type -> concrete ? isWhole(type) : isUtf8(type));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** A form of parts must say how they are told apart; the server reads them wherever a parameter is asked for. */
    private static boolean isWhole(MediaType type) {
        boolean parts = type.getType().equals("multipart");
        return type.isConcrete() && (!parts || type.getParameter("boundary") != null);
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
        ByteBuffer bytes = decoded(query);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The bytes of the query; one that no UTF-8 has in place of what is no byte. */
    private static ByteBuffer decoded(String query) {
        ByteBuffer bytes = ByteBuffer.allocate(query.length());
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '%') {
                boolean whole = i + 2 < query.length();
                int high = whole ? Character.digit(query.charAt(i + 1), 16) : -1;
                int low = whole ? Character.digit(query.charAt(i + 2), 16) : -1;
                bytes.put((byte) (high < 0 || low < 0 ? 0xFF : high * 16 + low));
                i += high < 0 || low < 0 ? 0 : 2;
            } else {
                // Tomcat hands bytes that were not encoded on as one character each.
                bytes.put((byte) c);
            }
        }
        return bytes.flip();
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
