package dev.marksheet.metric;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How contexts are put to a judge.
 *
 * @param contextsTogether whether the usefulness of all contexts is asked in one request instead of one each: fewer requests,
 *     but the judge sees the contexts side by side, so the scores are not those of RAGAS
 */
@ConfigurationProperties("marksheet")
record ContextProperties(@DefaultValue("false") boolean contextsTogether) {}
