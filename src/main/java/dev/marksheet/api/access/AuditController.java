package dev.marksheet.api.access;

import dev.marksheet.access.Audit;
import dev.marksheet.api.wire.PageTokens;
import dev.marksheet.session.access.AuditEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows who did what, and who was refused what. */
@RestController
class AuditController {

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    /**
     * Something that was done or refused, over the wire.
     *
     * @param attempts how many it stands for: during a flood of attempts, many
     */
    record Entry(
            Instant time,
            @Nullable String keyId,
            @Nullable String keyName,
            String action,
            String target,
            String outcome,
            int status,
            String remoteAddress,
            long attempts) {

        static Entry of(AuditEntry entry) {
            return new Entry(
                    entry.time(),
                    entry.keyId(),
                    entry.keyName(),
                    entry.action(),
                    entry.target(),
                    entry.outcome().wireName(),
                    entry.status(),
                    entry.remoteAddress(),
                    entry.attempts());
        }
    }

    @GetMapping("/api/audit")
    Map<String, Object> entries(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        int size = PageTokens.limit(limit);
        List<AuditEntry> found = audit.newestFirst(pageToken == null ? null : place(pageToken), size);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("audit", found.stream().map(Entry::of).toList());
        page.put(
                "next_page_token",
                found.size() < size ? null : PageTokens.of(found.get(size - 1).id()));
        return page;
    }

    /** Behind anything else than an entry's id there would be entries, or none, that nobody asked for. */
    private static String place(String pageToken) {
        String id = PageTokens.place(pageToken);
        if (!AuditEntry.isId(id)) {
            throw PageTokens.invalid();
        }
        return id;
    }
}
