package dev.marksheet.job.record;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The judge's advice in prose.
 *
 * @param model Model that writes it; empty for the diagnosis by rules alone. Default: the judge's model, when that is
 *     not the local one.
 */
@ConfigurationProperties("marksheet.advice")
record AdviceProperties(@Nullable String model) {}
