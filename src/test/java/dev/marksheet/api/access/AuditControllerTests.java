package dev.marksheet.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Audit;
import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.api.wire.PageTokens;
import dev.marksheet.session.access.AuditEntry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditControllerTests {

    private static final String PATH = "/api/audit";
    private static final String ID = "1782900000000-0a1b2c3d";

    private final Audit audit = mock(Audit.class);
    private final ApiSlice slice = ApiSlice.of(new AuditController(audit));

    AuditControllerTests() {
        when(audit.newestFirst(any(), anyInt())).thenReturn(List.of());
    }

    private static AuditEntry entry(AuditEntry.Outcome outcome, int status) {
        return new AuditEntry(
                ID,
                Instant.parse("2026-07-01T10:00:00Z"),
                null,
                null,
                "DELETE /api/keys/{key_id}",
                "/api/keys/k1",
                outcome,
                status,
                "192.0.2.1",
                3);
    }

    @Test
    void tellsWhoDidWhatAndWhatBecameOfIt() {
        when(audit.newestFirst(any(), anyInt())).thenReturn(List.of(entry(AuditEntry.Outcome.REFUSED, 403)));

        Answer answer = slice.get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.body()).isEqualTo("""
                {"audit":[{"time":"2026-07-01T10:00:00Z","key_id":null,"key_name":null,\
                "action":"DELETE /api/keys/{key_id}","target":"/api/keys/k1","outcome":"refused","status":403,\
                "remote_address":"192.0.2.1","attempts":3}],"next_page_token":null}""");
        verify(audit).newestFirst(null, 50);
    }

    @Test
    void goesOnBehindTheLastEntryOfAPage() {
        when(audit.newestFirst(any(), anyInt())).thenReturn(List.of(entry(AuditEntry.Outcome.DONE, 204)));

        String token =
                slice.get(PATH + "?limit=1").json().get("next_page_token").asString();
        slice.get(PATH + "?limit=500&page_token=" + token);

        verify(audit).newestFirst(ID, 500);
    }

    @Test
    void refusesLimitsAndTokensThatAreNone() {
        for (String limit : List.of("0", "501", "many")) {
            assertThat(slice.get(PATH + "?limit=" + limit).faults()).as(limit).containsExactly("limit");
        }
        for (String token : List.of("", "%21", "bm8", PageTokens.of(ID + "0"), PageTokens.of("1782900000000"))) {
            Answer answer = slice.get(PATH + "?page_token=" + token);
            assertThat(answer.status()).as(token).isEqualTo(422);
            assertThat(answer.faults()).containsExactly("page_token");
        }
        verify(audit, never()).newestFirst(any(), anyInt());
    }

    @Test
    void onlyReads() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            assertThat(slice.send(ApiSlice.request(method, PATH)).status())
                    .as(method)
                    .isEqualTo(405);
        }
    }
}
