package dev.marksheet.web.webhooks;

import dev.marksheet.session.WebhookDelivery;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.SameOrigin;
import dev.marksheet.web.Words;
import dev.marksheet.webhook.Webhooks;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The page about webhooks, and its button. */
@Controller
class WebhooksController {

    private static final String PAGE = "/webhooks";
    private static final int SHOWN = 50;
    private static final List<String> STATES = List.of("pending", "failed", "delivered");

    private final Webhooks webhooks;
    private final Clock clock;

    WebhooksController(Webhooks webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** A row of the table of receivers. */
    record ReceiverRow(int number, String host, String format, String events, long pending, long failed) {}

    @GetMapping(PAGE)
    ModelAndView page(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String before,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences) {
        String chosen = STATES.contains(state) ? state : "";
        long from = before.matches("\\d{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE;
        List<WebhookDelivery> found = webhooks.list(chosen, from, SHOWN + 1);
        List<WebhookDelivery> shown = found.subList(0, Math.min(SHOWN, found.size()));
        Instant now = clock.instant();
        Wording words = Words.in(preferences.language());
        ModelAndView page = new ModelAndView("webhooks");
        page.addObject("receivers", receivers());
        page.addObject(
                "deliveries",
                shown.stream()
                        .map(delivery -> DeliveryView.of(delivery, webhooks.receivers(), now, words))
                        .toList());
        page.addObject("states", STATES);
        page.addObject("state", chosen);
        page.addObject("older", found.size() > SHOWN ? shown.get(SHOWN - 1).seq() : null);
        return page;
    }

    private List<ReceiverRow> receivers() {
        return webhooks.receivers().stream()
                .map(receiver -> new ReceiverRow(
                        receiver.number(),
                        receiver.host(),
                        receiver.formatName(),
                        String.join(", ", receiver.events().stream().sorted().toList()),
                        webhooks.count(receiver, "pending"),
                        webhooks.count(receiver, "failed")))
                .toList();
    }

    @PostMapping(PAGE + "/{id}/retry")
    String again(@PathVariable String id, HttpServletRequest request) {
        if (!SameOrigin.sent(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        if (!webhooks.again(id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:" + PAGE;
    }

    /** Where a visitor comes who chooses a language above a message that could not be sent again. */
    @GetMapping(PAGE + "/{id}/retry")
    String form(@PathVariable String id) {
        return "redirect:" + PAGE;
    }
}
