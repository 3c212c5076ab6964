package dev.marksheet.access;

import dev.marksheet.session.text.Sha256;
import dev.marksheet.store.access.LoginStore;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Logins of browsers: a cookie holds a token drawn anew at every login, the database its hash and the key it stands for.
 * A login ends with its time, at the logout, and with its key; all nodes know it. Safe for use by many threads at once.
 */
@Component
public final class Logins {

    static final String COOKIE = "marksheet_login";

    private static final int TOKEN_BYTES = 32;

    private final LoginStore store;
    private final KeyRing keys;
    private final Clock clock;
    private final Duration time;
    private final SecureRandom random = new SecureRandom();

    Logins(LoginStore store, KeyRing keys, AccessProperties properties, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.time = properties.loginTime();
    }

    /** Logs the browser in that has sent a key; says whether the key opens anything. A login of before ends. */
    public boolean begin(String key, HttpServletRequest request, HttpServletResponse response) {
        Optional<Caller> holder = keys.holder(key);
        if (holder.isEmpty() || holder.get().keyId() == null) {
            return false;
        }
        forget(request);
        byte[] drawn = new byte[TOKEN_BYTES];
        random.nextBytes(drawn);
        String token = HexFormat.of().formatHex(drawn);
        Instant now = clock.instant();
        LoginStore.Login login = new LoginStore.Login(holder.get().keyId(), hash(key));
        store.begin(hash(token), login, now, now.plus(time)).join();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(token, time, request));
        holder.get().sends(request);
        return true;
    }

    /** Ends the login of the browser, if it has one. */
    public void end(HttpServletRequest request, HttpServletResponse response) {
        forget(request);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request));
    }

    private void forget(HttpServletRequest request) {
        String token = token(request);
        if (token != null) {
            store.end(hash(token)).join();
        }
    }

    /** Who is logged in; empty if nobody is. */
    Optional<Caller> find(HttpServletRequest request) {
        String token = token(request);
        return token == null ? Optional.empty() : find(token);
    }

    /** Who is logged in by this token; empty if nobody is. */
    Optional<Caller> find(String token) {
        String hash = hash(token);
        return store.find(hash, clock.instant())
                .flatMap(login -> keys.holder(login.keyId(), login.keyHash()))
                .map(caller -> caller.viewing(hash));
    }

    /** What the forms of this login carry, so that no other site's form passes for one of ours. */
    static String csrf(HttpServletRequest request) {
        return hash("csrf " + token(request));
    }

    private static String hash(String text) {
        return Sha256.hex(text, TOKEN_BYTES);
    }

    static @Nullable String token(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private static String cookie(String value, Duration age, HttpServletRequest request) {
        String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        return ResponseCookie.from(COOKIE, value)
                .path(path)
                .maxAge(age)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(isOverTls(request))
                .build()
                .toString();
    }

    /** Also where a proxy ends TLS. Who only pretends it does harm to nobody but himself. */
    private static boolean isOverTls(HttpServletRequest request) {
        String forwarded = request.getHeader("X-Forwarded-Proto");
        return request.isSecure()
                || forwarded != null
                        && forwarded.strip().toLowerCase(Locale.ROOT).startsWith("https");
    }
}
