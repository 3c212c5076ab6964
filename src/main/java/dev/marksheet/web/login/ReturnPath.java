package dev.marksheet.web.login;

import java.net.URI;
import java.util.Locale;

/** Where a visitor goes after the login: back to one of our own pages, whatever a link says. Pure. */
final class ReturnPath {

    private static final int LONGEST = 2000;
    private static final String START = "/";

    private ReturnPath() {}

    /**
     * The path, below the one that the service stands at, if it is one of ours; else that of the first page.
     *
     * @param wanted may be anything
     */
    static String of(String wanted) {
        return isOurs(wanted) ? wanted : START;
    }

    /** What browsers read as another host, a backslash being a slash to them, is none. */
    private static boolean isOurs(String wanted) {
        if (!wanted.startsWith("/")
                || wanted.startsWith("//")
                || wanted.length() > LONGEST
                || wanted.chars().anyMatch(c -> c <= ' ' || c >= 0x7F || c == '\\')) {
            return false;
        }
        try {
            URI uri = URI.create(wanted);
            return uri.getRawAuthority() == null
                    && uri.getScheme() == null
                    && uri.equals(uri.normalize())
                    && !uri.getRawPath().contains("//")
                    && !leadsUp(uri.getRawPath())
                    && !uri.getRawPath().startsWith("/log");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether it leaves the path that the service stands at; browsers read an escaped dot as a dot. */
    private static boolean leadsUp(String path) {
        return path.startsWith("/..") || path.toLowerCase(Locale.ROOT).contains("%2e");
    }
}
