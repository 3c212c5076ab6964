package dev.marksheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who did what, and who was refused what, is kept, and nobody fills the disk with it. */
class AuditTests extends KeyedService {

    @Autowired
    private Audit audit;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void forgetWhatOtherTestsTried() {
        audit.startWindow(clock.instant());
        audit.newestFirst(null, 1);
        jdbc.sql("delete from audit").update();
    }

    @Test
    void keepsWhatWasDoneAndWhatWasRefused() {
        String key = key("read", "name", "curious");
        client.send("DELETE", "/api/keys/" + id(key), "X-API-Key", key);
        client.submitForm("/login", Map.of("key", "no-key"));

        List<Map<String, Object>> entries = entries();

        assertThat(entries)
                .anySatisfy(made -> assertThat(made)
                        .containsEntry("key_id", "admin")
                        .containsEntry("action", "POST /api/keys")
                        .containsEntry("target", "/api/keys/" + id(key))
                        .containsEntry("outcome", "done"));
        assertThat(entries)
                .anySatisfy(tried -> assertThat(tried)
                        .containsEntry("key_name", "curious")
                        .containsEntry("action", "DELETE /api/keys/{key_id}")
                        .containsEntry("outcome", "refused")
                        .containsEntry("status", 403)
                        .containsEntry("remote_address", "127.0.0.1"));
        assertThat(entries)
                .anySatisfy(tried ->
                        assertThat(tried).containsEntry("action", "POST /login").containsEntry("outcome", "refused"));
        assertThat(entries.toString()).doesNotContain(ADMIN_KEY, key.substring(20), "no-key");
        assertThat(get("/api/audit", key).statusCode()).isEqualTo(403);
    }

    @Test
    void isNotFilledByAFloodOfAttempts() {
        String path = "/api/runs?" + "x".repeat(500);
        for (int i = 0; i < 200; i++) {
            get(path, "mks_0123456789ab_" + "0".repeat(64));
        }

        List<Map<String, Object>> entries = entries();

        List<Map<String, Object>> flood = entries.stream()
                .filter(entry -> "GET ?".equals(entry.get("action")))
                .toList();
        assertThat(flood).hasSizeBetween(1, 60);
        int together = (int) entries.get(0).get("attempts");
        assertThat(entries.get(0).get("action").toString()).startsWith("further attempts since 20");
        assertThat(flood.size() + together).isEqualTo(200);
    }

    private List<Map<String, Object>> entries() {
        return JsonPath.read(get("/api/audit?limit=500", ADMIN_KEY).body(), "$.audit");
    }
}
