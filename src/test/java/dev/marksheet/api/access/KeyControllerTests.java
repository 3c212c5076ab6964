package dev.marksheet.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.access.AccessMode;
import dev.marksheet.access.KeyRing;
import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.session.access.AccessKey;
import dev.marksheet.session.access.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class KeyControllerTests {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
    private static final AccessKey.Terms TERMS =
            new AccessKey.Terms("ci", Role.SUBMIT, "team/", Instant.parse("2030-01-31T12:00:00Z"), 600, null);
    private static final AccessKey KEY = new AccessKey("k1", TERMS, "the-hash", NOW, null, null);

    private static final List<String> FIELDS = List.of(
            "id",
            "key",
            "name",
            "role",
            "session_prefix",
            "created_at",
            "last_used_at",
            "expires_at",
            "revoked_at",
            "calls_per_minute",
            "max_open_calls");

    private final AccessMode mode = mock(AccessMode.class);
    private final KeyRing keys = mock(KeyRing.class);
    private final ApiSlice slice =
            ApiSlice.of(new KeyController(mode, keys, new KeyChecks(Clock.fixed(NOW, ZoneOffset.UTC))));

    KeyControllerTests() {
        when(mode.isKeyed()).thenReturn(true);
        when(keys.make(any())).thenReturn(new KeyRing.Made(KEY, "mks_k1_secret"));
        when(keys.newestFirst(anyLong(), any(), anyInt())).thenReturn(List.of());
    }

    private AccessKey.Terms made() {
        ArgumentCaptor<AccessKey.Terms> terms = ArgumentCaptor.forClass(AccessKey.Terms.class);
        verify(keys).make(terms.capture());
        return terms.getValue();
    }

    private List<String> refused(String json) {
        Answer answer = slice.post("/api/keys", json);
        assertThat(answer.status()).as(json).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        verify(keys, never()).make(any());
        return answer.faults();
    }

    @Test
    void makesAKeyAndShowsItOnceToNobodyWhoKeepsIt() {
        Answer answer = slice.post("/api/keys", """
                {"name": " ci ", "role": "submit", "session_prefix": "team/", "calls_per_minute": 600,
                 "expires_at": "2030-01-31T13:00:00.123456+01:00"}""");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/keys/k1");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.fields()).containsExactlyElementsOf(FIELDS);
        assertThat(answer.json().get("key").asString()).isEqualTo("mks_k1_secret");
        assertThat(answer.json().get("max_open_calls").isNull()).isTrue();
        assertThat(answer.body()).doesNotContain("the-hash");
        assertThat(made())
                .isEqualTo(new AccessKey.Terms(
                        "ci", Role.SUBMIT, "team/", Instant.parse("2030-01-31T12:00:00.123Z"), 600, null));
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThat(refused("""
                {"name": " ", "role": "king", "session_prefix": "", "expires_at": "soon", "calls_per_minute": 0,
                 "max_open_calls": 100001, "prefix": "x"}"""))
                .containsExactly(
                        "prefix", "name", "role", "session_prefix", "expires_at", "calls_per_minute", "max_open_calls");
        assertThat(refused("{}")).containsExactly("name", "role");
        assertThat(refused("{\"name\": \"n\", \"role\": \"read\", \"b\": 1, \"others\": {}, \"a\": 1}"))
                .containsExactly("b", "others", "a");
        assertThat(refused("{\"name\": \"n\", \"role\": \"admin\", \"session_prefix\": \"a\"}"))
                .containsExactly("session_prefix");
    }

    @Test
    void takesEachValueAtItsBoundAndNoneBehindIt() {
        String terms = "{\"name\": \"%s\", \"role\": \"read\", \"session_prefix\": \"%s\", \"max_open_calls\": %d}";
        assertThat(refused(terms.formatted("n".repeat(101), "p".repeat(201), 100_001)))
                .containsExactly("name", "session_prefix", "max_open_calls");
        assertThat(refused("{\"name\": \"n\", \"role\": \"read\", \"expires_at\": \"2026-07-01T10:00:00Z\"}"))
                .containsExactly("expires_at");

        assertThat(slice.post("/api/keys", terms.formatted("n".repeat(100), "p".repeat(200), 100_000))
                        .status())
                .isEqualTo(201);
        assertThat(slice.post(
                                "/api/keys",
                                "{\"name\": \"n\", \"role\": \"read\", \"expires_at\": \"2026-07-01T10:00:00.001Z\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void readsNoBodyThatIsOfAnotherKind() {
        for (String[] odd : new String[][] {
            {"{\"name\": 7, \"role\": \"read\"}", "name", "a string"},
            {"{\"name\": \"n\", \"role\": \"read\", \"max_open_calls\": \"7\"}", "max_open_calls", "a whole number"},
            {"{\"name\": \"n\", \"role\": \"read\", \"max_open_calls\": 1.5}", "max_open_calls", "a whole number"},
        }) {
            Answer answer = slice.post("/api/keys", odd[0]);
            assertThat(answer.status()).as(odd[0]).isEqualTo(400);
            assertThat(answer.faults()).as(odd[0]).containsExactly(odd[1]);
            assertThat(answer.detail()).as(odd[0]).contains(odd[2]);
        }
        Answer large =
                slice.post("/api/keys", "{\"name\": \"n\", \"role\": \"read\", \"max_open_calls\": -2147483649}");
        assertThat(large.status()).isEqualTo(400);
        assertThat(large.detail()).isEqualTo("max_open_calls is too large a number");
        assertThat(large.faults()).containsExactly("max_open_calls");
        for (String broken : List.of("{", "[]", "", "{\"name\": \"a\", \"name\": \"b\"}")) {
            assertThat(slice.post("/api/keys", broken).status()).as(broken).isEqualTo(400);
        }
        verify(keys, never()).make(any());
    }

    @Test
    void makesNoKeyForThoseWhoTakeNoJson() {
        assertThat(slice.send(ApiSlice.request("POST", "/api/keys")
                                .contentType("application/json")
                                .accept("text/csv")
                                .content("{\"name\": \"n\", \"role\": \"read\"}"))
                        .status())
                .isEqualTo(406);
        verify(keys, never()).make(any());
    }

    @Test
    void makesNoFirstKeyThatWouldLockEverybodyOut() {
        when(mode.isKeyed()).thenReturn(false);

        Answer answer = slice.post("/api/keys", "{\"name\": \"n\", \"role\": \"read\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("marksheet.access.admin-key");
        verify(keys, never()).make(any());
    }

    @Test
    void listsKeysWithoutTheirSecrets() {
        when(keys.newestFirst(anyLong(), any(), anyInt())).thenReturn(List.of(KEY));

        Answer answer = slice.get("/api/keys");

        verify(keys).newestFirst(Long.MAX_VALUE, "", 50);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.fields()).containsExactly("keys", "next_page_token");
        assertThat(answer.json().get("next_page_token").isNull()).isTrue();
        assertThat(answer.json().get("keys").get(0).has("key")).isFalse();
        assertThat(answer.json().at("/keys/0/created_at").asString()).isEqualTo("2026-07-01T10:00:00Z");
        assertThat(answer.body()).doesNotContain("the-hash");
    }

    @Test
    void goesOnBehindTheLastKeyOfAPage() {
        when(keys.newestFirst(anyLong(), any(), anyInt())).thenReturn(List.of(KEY));

        String token =
                slice.get("/api/keys?limit=1").json().get("next_page_token").asString();
        slice.get("/api/keys?limit=500&page_token=" + token);

        verify(keys).newestFirst(NOW.toEpochMilli(), "k1", 500);
    }

    @Test
    void refusesLimitsAndTokensThatAreNone() {
        for (String query : List.of("limit=0", "limit=501", "limit=many", "limit=99999999999")) {
            assertThat(slice.get("/api/keys?" + query).faults()).as(query).containsExactly("limit");
        }
        for (String token : List.of("%21", "bm8", "eDp5", "MToA")) {
            Answer answer = slice.get("/api/keys?page_token=" + token);
            assertThat(answer.status()).as(token).isEqualTo(422);
            assertThat(answer.faults()).containsExactly("page_token");
        }
        verify(keys, never()).newestFirst(anyLong(), any(), anyInt());
    }

    @Test
    void endsAKey() {
        when(keys.revoke("k1")).thenReturn(true);

        Answer ended = slice.delete("/api/keys/k1");
        Answer unknown = slice.delete("/api/keys/k2");

        assertThat(ended.status()).isEqualTo(204);
        assertThat(ended.body()).isEmpty();
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.detail()).contains("There is no key k2", "GET /api/keys");
    }
}
