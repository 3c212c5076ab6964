package dev.marksheet.access;

import dev.marksheet.store.access.KeyStore;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Whether requests need a key: decided at start and the same from then on. Without any key a service that others can reach
 * does not start. Immutable; safe for use by many threads at once.
 */
@Component
public final class AccessMode {

    private static final Logger LOG = LoggerFactory.getLogger(AccessMode.class);
    private static final int SHORTEST_KEY = 24;

    private static final String MAKE_ONE = """
            Make a key and start with it:

                MARKSHEET_ACCESS_ADMIN_KEY=$(openssl rand -hex 32); echo "$MARKSHEET_ACCESS_ADMIN_KEY"
                export MARKSHEET_ACCESS_ADMIN_KEY

            It opens the pages at /login and makes keys for others: POST /api/keys. Or bind the service to this machine\
             alone (--server.address=127.0.0.1), or say that everybody who reaches it may do everything\
             (--marksheet.access.open=true).""";

    private final boolean keyed;
    private final boolean checksHosts;

    /** @throws AccessSettingException if the service would be open to others, or the admin key is too weak */
    AccessMode(AccessProperties properties, ObjectProvider<ServerProperties> server, KeyStore keys) {
        String adminKey = properties.adminKey();
        if (adminKey != null) {
            check(adminKey);
        }
        this.keyed = adminKey != null || keys.hasAny();
        if (!keyed && !properties.open()) {
            server.ifAvailable(AccessMode::checkAddress);
        }
        this.checksHosts = !keyed && !properties.open();
        if (keyed && properties.open()) {
            LOG.warn("marksheet.access.open has no effect: there are keys, so every request needs one");
        }
    }

    private static void check(String adminKey) {
        if (adminKey.length() < SHORTEST_KEY || adminKey.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            throw new AccessSettingException(
                    "marksheet.access.admin-key can't be a key: it must have at least " + SHORTEST_KEY
                            + " characters, all of them printable ASCII without spaces.",
                    MAKE_ONE);
        }
    }

    private static void checkAddress(ServerProperties server) {
        InetAddress address = server.getAddress();
        if (address == null || !address.isLoopbackAddress()) {
            throw new AccessSettingException(
                    "The service is bound to " + spelt(address)
                            + ", where others reach it, and there is no key: everybody could read and change everything.",
                    MAKE_ONE);
        }
    }

    private static String spelt(@Nullable InetAddress address) {
        return address == null || address.isAnyLocalAddress() ? "all addresses" : address.getHostAddress();
    }

    /** Whether every request but a few needs a key; else everybody may do everything. */
    public boolean isKeyed() {
        return keyed;
    }

    /** Whether only requests for this machine's own names are answered. */
    boolean checksHosts() {
        return checksHosts;
    }
}
