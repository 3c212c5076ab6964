package dev.marksheet.web.keys;

import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.foreignForm;
import static dev.marksheet.web.PageSlice.form;
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
import dev.marksheet.session.access.AccessKey;
import dev.marksheet.session.access.Role;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class KeysPageTests {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final AccessMode mode = mock(AccessMode.class);
    private final KeyRing keys = mock(KeyRing.class);
    private final PageSlice slice = PageSlice.of(new KeysController(mode, keys, Clock.fixed(NOW, ZoneOffset.UTC)));

    KeysPageTests() {
        when(mode.isKeyed()).thenReturn(true);
        when(keys.newestFirst(anyLong(), any(), anyInt())).thenReturn(List.of());
        when(keys.make(any()))
                .thenAnswer(call -> new KeyRing.Made(key("made", call.getArgument(0), null), "mks_made_secret"));
    }

    private static AccessKey.Terms terms(String name, Role role, @Nullable String prefix, @Nullable Instant expires) {
        return new AccessKey.Terms(name, role, prefix, expires, null, null);
    }

    private static AccessKey key(String id, AccessKey.Terms terms, @Nullable Instant revoked) {
        return new AccessKey(id, terms, "the-hash-of-" + id, NOW.minusSeconds(60), null, revoked);
    }

    /** The fields that are marked when these are sent beside a right name and role. */
    private List<String> refused(String... fields) {
        Page page = slice.send(form("/keys", with("name", "ci", with("role", "read", fields))));
        assertThat(page.status()).as(String.join(" ", fields)).isEqualTo(422);
        verify(keys, never()).make(any());
        return page.all("class=\"problem\">([^<]+)<");
    }

    /** The fields with one more in front, unless it is there. */
    private static String[] with(String name, String value, String... fields) {
        return List.of(fields).contains(name)
                ? fields
                : Stream.concat(Stream.of(name, value), Stream.of(fields)).toArray(String[]::new);
    }

    private AccessKey.Terms made() {
        ArgumentCaptor<AccessKey.Terms> terms = ArgumentCaptor.forClass(AccessKey.Terms.class);
        verify(keys).make(terms.capture());
        return terms.getValue();
    }

    @Test
    void listsKeysWithWhatTheyOpenAndNeverTheirHashes() {
        AccessKey used = new AccessKey(
                "k1",
                new AccessKey.Terms("ci <b>", Role.REVIEW, "team-a/", Instant.parse("2030-01-31T00:00:00Z"), 600, 5000),
                "the-hash-of-k1",
                NOW.minusSeconds(120),
                NOW.minusSeconds(5),
                null);
        when(keys.newestFirst(anyLong(), any(), anyInt()))
                .thenReturn(List.of(
                        used,
                        key("k2", terms("own", Role.SUBMIT, null, null), null),
                        key("k3", terms("all", Role.READ, null, null), NOW.minusSeconds(1)),
                        key("k4", terms("gone", Role.READ, null, NOW), null)));

        Page page = slice.get("/keys");

        assertThat(page.body())
                .contains("ci &lt;b&gt;", "mks_k1_…", "begin with team-a/", "600 calls a minute", "5,000 open calls")
                .contains(">2m ago<", ">5s ago<", ">2030-01-31 00:00 UTC<", ">those it made<", ">all<")
                .contains(">Revoked<", ">Expired<", "href=\"/keys/k1/revoke\"", "href=\"/keys/k4/revoke\"")
                .doesNotContain("the-hash-of", "<b>", "href=\"/keys/k3/revoke\"");
        verify(keys).newestFirst(Long.MAX_VALUE, "", 51);
    }

    @Test
    void offersAnEmptyFormWhereThereIsNoKey() {
        assertThat(slice.get("/keys").body())
                .contains("No key yet", "action=\"/keys\"", "name=\"name\" required maxlength=\"100\" value=\"\"")
                .doesNotContain("role=\"alert\"", "<table", "made-key");
        assertThat(slice.send(chinese("/keys")).body())
                .contains("lang=\"zh-CN\"")
                .doesNotContain("No key yet");
    }

    @Test
    void makesNoKeysWhereNoneAreAskedFor() {
        when(mode.isKeyed()).thenReturn(false);

        assertThat(slice.get("/keys").body()).contains("asks for no key").doesNotContain("action=\"/keys\"");
        Page page = slice.send(form("/keys", "name", "ci", "role", "read"));
        assertThat(page.status()).isEqualTo(409);
        verify(keys, never()).make(any());
    }

    @Test
    void leadsToOlderKeysOnlyWhereThereAreSome() {
        AccessKey key = key("k1", terms("a", Role.READ, null, null), null);
        when(keys.newestFirst(anyLong(), any(), anyInt())).thenReturn(Collections.nCopies(51, key));
        Page page = slice.get("/keys?before=12&id=k9");
        assertThat(page.all("href=\"([^\"]+)\">Older keys"))
                .containsExactly("/keys?before=" + NOW.minusSeconds(60).toEpochMilli() + "&amp;id=k1");
        assertThat(page.all("mks_(k1)_")).hasSize(50);
        verify(keys).newestFirst(12, "k9", 51);

        when(keys.newestFirst(anyLong(), any(), anyInt())).thenReturn(Collections.nCopies(50, key));
        assertThat(slice.get("/keys?before=1e9&id=%00").body()).doesNotContain("Older keys");
        verify(keys).newestFirst(Long.MAX_VALUE, "", 51);
    }

    @Test
    void makesAKeyAndShowsItOnce() {
        Page page = slice.send(form(
                "/keys",
                "name",
                " nightly ",
                "role",
                "submit",
                "prefix",
                "a b/",
                "expires",
                "2026-07-02",
                "minute",
                " 600 ",
                "open",
                "1"));

        assertThat(page.status()).isEqualTo(201);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.location()).isEqualTo("/api/keys/made");
        assertThat(page.body())
                .contains("value=\"mks_made_secret\"", "The key of nightly.")
                .doesNotContain("role=\"alert\"");
        assertThat(made())
                .isEqualTo(new AccessKey.Terms(
                        "nightly", Role.SUBMIT, "a b/", Instant.parse("2026-07-02T00:00:00Z"), 600, 1));
    }

    @Test
    void takesWhatIsLeftBlankForNoBound() {
        slice.send(
                form("/keys", "name", "n", "role", "admin", "prefix", "", "expires", " ", "minute", "", "open", " "));

        assertThat(made()).isEqualTo(terms("n", Role.ADMIN, null, null));
    }

    @Test
    void saysBesideEachFieldWhatIsWrongWithIt() {
        Page page = slice.send(
                form("/keys", "name", " ", "role", "king", "expires", "soon", "minute", "0", "open", "x\">"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.all("class=\"problem\">([^<]+)<"))
                .containsExactly(
                        "1 to 100 characters.",
                        "Choose one.",
                        "A day to come, such as 2030-01-31.",
                        "A whole number from 1 to 100000.",
                        "A whole number from 1 to 100000.");
        assertThat(page.body()).contains("role=\"alert\"", "value=\"x&quot;&gt;\"", "value=\"soon\"");
        assertThat(slice.send(form("/keys")).status()).isEqualTo(422);
        verify(keys, never()).make(any());
    }

    @Test
    void takesNamesPrefixesAndLimitsUpToTheirBounds() {
        String hundred = "n".repeat(100);
        assertThat(refused("name", hundred + "n")).containsExactly("1 to 100 characters.");
        assertThat(refused("name", "a\tb")).hasSize(1);
        assertThat(refused("prefix", "p".repeat(201))).hasSize(1);
        assertThat(refused("minute", "100001")).hasSize(1);
        assertThat(refused("open", "1000000")).hasSize(1);
        assertThat(refused("open", "-1")).hasSize(1);

        String[] most = {
            "name", hundred, "role", "read", "prefix", "p".repeat(200), "minute", "100000", "open", "100000"
        };
        assertThat(slice.send(form("/keys", most)).status()).isEqualTo(201);
    }

    @Test
    void refusesEndsThatAreNotToCome() {
        for (String wrong : List.of("2026-07-01", "2026-06-30", "2026-02-30", "9999-01-01", "1.1.2030")) {
            assertThat(refused("expires", wrong)).as(wrong).containsExactly("A day to come, such as 2030-01-31.");
        }
    }

    @Test
    void refusesAPrefixToAnAdministrator() {
        Page page = slice.send(form("/keys", "name", "n", "role", "admin", "prefix", "a"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("none for an administrator");
    }

    @Test
    void makesNoKeyForAnotherSite() {
        assertThat(slice.send(foreignForm("/keys", "name", "n", "role", "read").header("Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
        assertThat(slice.send(foreignForm("/keys/k1/revoke")).status()).isEqualTo(403);
        verify(keys, never()).make(any());
        verify(keys, never()).revoke(any());
    }

    @Test
    void asksBeforeAKeyIsRevoked() {
        when(keys.ofId("k1")).thenReturn(Optional.of(key("k1", terms("ci <b>", Role.READ, null, null), null)));
        when(keys.ofId("k2")).thenReturn(Optional.of(key("k2", terms("x", Role.READ, null, null), NOW)));

        assertThat(slice.get("/keys/k1/revoke").body())
                .contains("Revoke this key?", "ci &lt;b&gt;", "action=\"/keys/k1/revoke\"", "Leave it")
                .doesNotContain("the-hash-of");
        assertThat(slice.get("/keys/k2/revoke").body())
                .contains("has been revoked already")
                .doesNotContain(">Revoke it<");
        assertThat(slice.get("/keys/nobody/revoke").status()).isEqualTo(404);
        verify(keys, never()).revoke(any());
    }

    @Test
    void revokesAKeyOnceThatIsWanted() {
        when(keys.revoke("k1")).thenReturn(true);
        when(keys.ofId("k2")).thenReturn(Optional.of(key("k2", terms("x", Role.READ, null, null), NOW)));

        assertThat(slice.send(form("/keys/k1/revoke")).location()).isEqualTo("/keys");
        assertThat(slice.send(form("/keys/k2/revoke")).location())
                .as("one that has ended stays so")
                .isEqualTo("/keys");
        assertThat(slice.send(form("/keys/nobody/revoke")).status()).isEqualTo(404);
        verify(keys).revoke("k1");
    }
}
