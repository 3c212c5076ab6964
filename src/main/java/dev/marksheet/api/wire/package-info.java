/** What several endpoints read and write alike: faults by field, page tokens, links, lists. Every room of {@code api} enters. */
@NullMarked
package dev.marksheet.api.wire;

import org.jspecify.annotations.NullMarked;
