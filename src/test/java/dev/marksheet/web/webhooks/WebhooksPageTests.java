package dev.marksheet.web.webhooks;

import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.foreignForm;
import static dev.marksheet.web.PageSlice.form;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.session.RunId;
import dev.marksheet.session.WebhookDelivery;
import dev.marksheet.session.access.Role;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import dev.marksheet.webhook.Receiver;
import dev.marksheet.webhook.Webhooks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhooksPageTests {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final Webhooks webhooks = mock(Webhooks.class);
    private final Receiver receiver = mock(Receiver.class);
    private final PageSlice slice = PageSlice.of(new WebhooksController(webhooks, Clock.fixed(NOW, ZoneOffset.UTC)));

    WebhooksPageTests() {
        when(receiver.key()).thenReturn("k1");
        when(receiver.host()).thenReturn("hooks.example");
        when(receiver.formatName()).thenReturn("json");
        when(receiver.events()).thenReturn(Set.of("session.idle", "gate.changed"));
        when(webhooks.receivers()).thenReturn(List.of());
        listed();
    }

    private void listed(WebhookDelivery... deliveries) {
        when(webhooks.list(any(), anyLong(), anyInt())).thenReturn(List.of(deliveries));
    }

    private static WebhookDelivery delivery(
            String state, int attempts, @Nullable Integer status, @Nullable String fault) {
        return new WebhookDelivery(
                17,
                "m1",
                "k1",
                "session.idle",
                new RunId("session-s"),
                "{\"secret\":1}",
                state,
                NOW.minusSeconds(12),
                NOW,
                attempts,
                NOW.plusMillis(60_500),
                null,
                status,
                fault);
    }

    @Test
    void saysHowToNameAReceiverWhereThereIsNone() {
        assertThat(slice.get("/webhooks").body())
                .contains("No receiver is set.", "No message.", "aria-current=\"true\">All<")
                .doesNotContain("<table", "Older messages");
        verify(webhooks).list("", Long.MAX_VALUE, 51);
        assertThat(slice.send(chinese("/webhooks")).body())
                .contains("lang=\"zh-CN\"")
                .doesNotContain("No receiver");
    }

    @Test
    void showsReceiversByTheirHostAlone() {
        when(webhooks.receivers()).thenReturn(List.of(receiver));
        when(webhooks.count(receiver, "pending")).thenReturn(3L);
        when(webhooks.count(receiver, "failed")).thenReturn(1L);

        assertThat(slice.get("/webhooks").body())
                .contains(">hooks.example<", "webhooks[0]", ">json<", ">gate.changed, session.idle<")
                .contains("<td class=\"num\">3</td>", "<td class=\"num\">1</td>");
        verify(receiver, never()).url();
        verify(receiver, never()).secret();
    }

    @Test
    void showsWhatBecameOfAMessageAndNothingOfWhatItTells() {
        when(webhooks.receivers()).thenReturn(List.of(receiver));
        listed(delivery("pending", 2, 500, null));

        assertThat(slice.get("/webhooks").body())
                .contains(">session.idle<", "href=\"/runs/session-s\">session-s<", ">hooks.example<", ">12s ago<")
                .contains("chip warn\">Waiting<", "again at 2026-07-01T10:01:00Z", "HTTP 500")
                .contains("action=\"/webhooks/m1/retry\"")
                .doesNotContain("secret");
    }

    @Test
    void marksMessagesByTheirState() {
        listed(
                delivery("delivered", 1, 204, null),
                delivery("failed", 9, null, "no <b>route</b>"),
                delivery("pending", 0, null, null));

        Page page = slice.get("/webhooks");

        assertThat(page.body())
                .contains("chip live\">Delivered<", "HTTP 204", "chip bad\">Given up<", "no &lt;b&gt;route&lt;/b&gt;")
                .contains("class=\"chip\">Waiting<", "<bdi class=\"name\">k1</bdi>")
                .doesNotContain("again at");
    }

    @Test
    void filtersByStateAndLeadsToOlderOnes() {
        WebhookDelivery[] many =
                Collections.nCopies(51, delivery("failed", 1, 500, null)).toArray(WebhookDelivery[]::new);
        listed(many);

        Page page = slice.get("/webhooks?state=failed&before=99");

        verify(webhooks).list("failed", 99, 51);
        assertThat(page.all("action=\"(/webhooks/m1/retry)\"")).hasSize(50);
        assertThat(page.all("href=\"([^\"]+)\">Older messages"))
                .containsExactly("/webhooks?state=failed&amp;before=17");
        assertThat(page.body()).contains("href=\"/webhooks?state=failed\" aria-current=\"true\"");
    }

    @Test
    void takesNonsenseInTheUrlForNothing() {
        assertThat(slice.get("/webhooks?state=%22%3E&before=-1").status()).isEqualTo(200);
        assertThat(slice.get("/webhooks?before=1234567890123456789").status()).isEqualTo(200);
        verify(webhooks, times(2)).list("", Long.MAX_VALUE, 51);
    }

    @Test
    void offersToSendAgainOnlyToAdministrators() {
        listed(delivery("failed", 1, 500, null));

        assertThat(slice.as(Callers.holding(Role.REVIEW), visit("/webhooks")).body())
                .doesNotContain("/retry\"");
        assertThat(slice.as(Callers.holding(Role.ADMIN), visit("/webhooks")).body())
                .contains("/retry\"");
    }

    @Test
    void sendsAMessageAgain() {
        when(webhooks.again("m1")).thenReturn(true);

        assertThat(slice.send(form("/webhooks/m1/retry")).location()).isEqualTo("/webhooks");
        assertThat(slice.send(form("/webhooks/m2/retry")).status()).isEqualTo(404);
        assertThat(slice.get("/webhooks/m1/retry").location()).isEqualTo("/webhooks");
        verify(webhooks).again("m1");
    }

    @Test
    void sendsNothingForAnotherSite() {
        assertThat(slice.send(foreignForm("/webhooks/m1/retry")).status()).isEqualTo(403);
        verify(webhooks, never()).again(any());
    }
}
