package dev.marksheet.web;

import dev.marksheet.access.Caller;
import dev.marksheet.job.removal.SessionDeleted;
import dev.marksheet.session.text.Language;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
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

    /** Those who watch ask at once. What another process has deleted is not shown for longer. */
    private static final long LIFETIME = Duration.ofSeconds(5).toNanos();

    /** @param viewer tells apart those who are shown what is for nobody else, such as the token of their forms */
    private record Key(String url, Language language, String viewer) {}

    private record Fragment(long version, String type, byte[] body, String tag, long keptAt) {}

    // Guarded by itself.
    private final Map<Key, Fragment> fragments = latest();

    /** Those that are not kept, so that nobody waits for another's rendering of them. Guarded by the fragments. */
    private final Map<Key, Boolean> tooLarge = latest();

    private static <V> Map<Key, V> latest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
                return size() > MAX_FRAGMENTS;
            }
        };
    }

    /** Lets one request render while those for the same fragment wait for it. */
    private final ReentrantLock[] rendering =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String version = request.getHeader(VERSION);
        return version == null
                || request.getHeader("HX-Request") == null
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
                Preferences.of(request).language(),
                Caller.of(request).viewer());
        Fragment fragment = find(key, version);
        if (fragment == null && isTooLarge(key)) {
            chain.doFilter(request, response);
            return;
        }
        ContentCachingResponseWrapper rendered = null;
        if (fragment == null) {
            rendered = new ContentCachingResponseWrapper(response);
            fragment = render(key, version, request, rendered, chain);
        }
        // Sent after the lock is free: a client may be slow to take it.
        if (fragment != null) {
            send(fragment, request, response);
        } else if (rendered != null) {
            rendered.copyBodyToResponse();
        }
    }

    private @Nullable Fragment render(
            Key key,
            long version,
            HttpServletRequest request,
            ContentCachingResponseWrapper rendered,
            FilterChain chain)
            throws ServletException, IOException {
        ReentrantLock lock = rendering[Math.floorMod(key.hashCode(), LOCKS)];
        lock.lock();
        try {
            Fragment fragment = find(key, version);
            if (fragment != null) {
                return fragment;
            }
            chain.doFilter(request, rendered);
            return keep(key, request, rendered);
        } finally {
            lock.unlock();
        }
    }

    @EventListener
    void forget(SessionDeleted deleted) {
        synchronized (fragments) {
            fragments.keySet().removeIf(key -> key.url().contains(deleted.run().value()));
        }
    }

    private boolean isTooLarge(Key key) {
        synchronized (fragments) {
            return tooLarge.containsKey(key);
        }
    }

    private @Nullable Fragment find(Key key, long version) {
        synchronized (fragments) {
            Fragment fragment = fragments.get(key);
            return fragment == null || fragment.version() < version || System.nanoTime() - fragment.keptAt() > LIFETIME
                    ? null
                    : fragment;
        }
    }

    /** Keeps what was rendered; null when that is something else than a fragment, or too large to be kept. */
    private @Nullable Fragment keep(Key key, HttpServletRequest request, ContentCachingResponseWrapper rendered) {
        byte[] body = rendered.getContentAsByteArray();
        // What was really shown counts: a version that was only asked for could be one that never was.
        long shown = ShownVersion.in(request);
        if (rendered.getStatus() != HttpServletResponse.SC_OK || shown < 0) {
            return null;
        }
        synchronized (fragments) {
            if (body.length > MAX_BYTES) {
                tooLarge.put(key, true);
                return null;
            }
            String type = rendered.getContentType() == null ? "text/html;charset=UTF-8" : rendered.getContentType();
            // Weak, as it may be sent compressed.
            String tag = "W/\"" + DigestUtils.md5DigestAsHex(body) + '"';
            Fragment fragment = new Fragment(shown, type, body, tag, System.nanoTime());
            fragments.put(key, fragment);
            return fragment;
        }
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
