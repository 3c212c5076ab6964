package dev.marksheet.web;

import dev.marksheet.session.Language;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Renders a fragment once for all who watch. A page that was told of a change asks for its fragments with the version that
 * they must show at least; whoever asks first has them rendered, the others get the same bytes, or are told by the tag
 * that nothing changed. Keeps a bounded number of them.
 */
@Component
class SharedFragments extends OncePerRequestFilter {

    /** Names the least version that a fragment must show. */
    static final String VERSION = "X-Version";

    private static final int MAX_FRAGMENTS = 64;
    private static final int MAX_BYTES = 128 * 1024;
    private static final int LOCKS = 64;

    private record Key(String url, Language language) {}

    private record Fragment(long version, String type, byte[] body, String tag) {}

    // Guarded by itself.
    private final Map<Key, Fragment> fragments = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Fragment> eldest) {
            return size() > MAX_FRAGMENTS;
        }
    };

    /** Lets one request render while those for the same fragment wait for it. */
    private final ReentrantLock[] rendering =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String version = request.getHeader(VERSION);
        return version == null
                || !version.matches("[0-9]{1,15}")
                || !request.getMethod().equals("GET")
                || Pages.isForPrograms(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long version = Long.parseLong(request.getHeader(VERSION));
        String query = request.getQueryString();
        Key key = new Key(
                request.getRequestURI() + (query == null ? "" : "?" + query),
                Preferences.of(request).language());
        Fragment fragment = find(key, version);
        if (fragment == null) {
            ReentrantLock lock = rendering[Math.floorMod(key.hashCode(), LOCKS)];
            lock.lock();
            try {
                fragment = find(key, version);
                if (fragment == null) {
                    fragment = render(key, request, response, chain);
                }
            } finally {
                lock.unlock();
            }
        }
        if (fragment != null) {
            send(fragment, request, response);
        }
    }

    private @Nullable Fragment find(Key key, long version) {
        synchronized (fragments) {
            Fragment fragment = fragments.get(key);
            return fragment == null || fragment.version() < version ? null : fragment;
        }
    }

    /** Renders it; null when that gave something else than a fragment, which has then been sent. */
    private @Nullable Fragment render(
            Key key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper wrapper = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, wrapper);
        byte[] body = wrapper.getContentAsByteArray();
        // What was really shown counts: a version that was only asked for could be one that never was.
        long shown = ShownVersion.in(request);
        if (wrapper.getStatus() != HttpServletResponse.SC_OK || body.length > MAX_BYTES || shown < 0) {
            wrapper.copyBodyToResponse();
            return null;
        }
        String type = wrapper.getContentType() == null ? "text/html;charset=UTF-8" : wrapper.getContentType();
        Fragment fragment = new Fragment(shown, type, body, '"' + DigestUtils.md5DigestAsHex(body) + '"');
        synchronized (fragments) {
            fragments.put(key, fragment);
        }
        return fragment;
    }

    private static void send(Fragment fragment, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(HttpHeaders.VARY, "HX-Request, Cookie, Accept-Language");
        if (!new ServletWebRequest(request, response).checkNotModified(fragment.tag())) {
            response.setContentType(fragment.type());
            response.setContentLength(fragment.body().length);
            response.getOutputStream().write(fragment.body());
        }
    }
}
