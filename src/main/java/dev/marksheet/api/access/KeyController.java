package dev.marksheet.api.access;

import dev.marksheet.access.AccessMode;
import dev.marksheet.access.KeyRing;
import dev.marksheet.api.wire.Links;
import dev.marksheet.api.wire.NotFoundException;
import dev.marksheet.api.wire.PageTokens;
import dev.marksheet.session.access.AccessKey;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Makes keys, lists them and ends them. */
@RestController
class KeyController {

    private static final String KEYLESS = "The service runs without keys, so a first one made here would lock everybody"
            + " out. Start it with marksheet.access.admin-key, then make others with that one.";

    private final AccessMode mode;
    private final KeyRing keys;
    private final KeyChecks checks;

    KeyController(AccessMode mode, KeyRing keys, KeyChecks checks) {
        this.mode = mode;
        this.keys = keys;
        this.checks = checks;
    }

    @PostMapping("/api/keys")
    ResponseEntity<KeyBody> make(@RequestBody KeyBody.Wish wish) {
        AccessKey.Terms terms = checks.terms(wish);
        if (!mode.isKeyed()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, KEYLESS);
        }
        KeyRing.Made made = keys.make(terms);
        return ResponseEntity.created(URI.create(Links.key(made.key().id())))
                .cacheControl(CacheControl.noStore())
                .body(KeyBody.of(made));
    }

    @GetMapping("/api/keys")
    Map<String, Object> keys(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        int size = PageTokens.limit(limit);
        String[] place = (pageToken == null ? Long.MAX_VALUE + ":" : PageTokens.place(pageToken)).split(":", 2);
        if (place.length != 2) {
            throw PageTokens.invalid();
        }
        List<AccessKey> found = keys.newestFirst(PageTokens.number(place[0]), place[1], size);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("keys", found.stream().map(KeyBody::of).toList());
        page.put("next_page_token", found.size() < size ? null : PageTokens.of(place(found.get(size - 1))));
        return page;
    }

    private static String place(AccessKey last) {
        return last.createdAt().toEpochMilli() + ":" + last.id();
    }

    /** Ends a key at once and for good; one that has ended already stays so. */
    @DeleteMapping("/api/keys/{key_id}")
    ResponseEntity<Void> revoke(@PathVariable("key_id") String id) {
        if (!keys.revoke(id)) {
            throw new NotFoundException(
                    "There is no key " + id + " that anybody can use. GET /api/keys lists all keys.");
        }
        return ResponseEntity.noContent().build();
    }
}
