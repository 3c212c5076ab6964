package dev.marksheet.web.report;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The data of charts as JSON for a {@code data-} attribute, which the template escapes. */
@Component
class ChartJson {

    private final JsonMapper mapper;

    ChartJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }
}
