package dev.marksheet.openapi;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the document in both spellings. */
@RestController
class OpenApiController {

    private static final CacheControl CACHED = CacheControl.maxAge(Duration.ofMinutes(10));
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");

    private final OpenApiDocument document;

    OpenApiController(OpenApiDocument document) {
        this.document = document;
    }

    @GetMapping("/openapi.json")
    ResponseEntity<String> json(HttpServletRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CACHED)
                .contentType(MediaType.APPLICATION_JSON)
                .body(document.json(server(request)));
    }

    @GetMapping("/openapi.yaml")
    ResponseEntity<String> yaml(HttpServletRequest request) {
        return ResponseEntity.ok().cacheControl(CACHED).contentType(YAML).body(document.yaml(server(request)));
    }

    /** As the container decoded it: a path that could end the text is percent-encoded. */
    private static String server(HttpServletRequest request) {
        String path = request.getContextPath();
        return path.isEmpty() ? "/" : path.replaceAll("[^A-Za-z0-9/._~%-]", "");
    }
}
