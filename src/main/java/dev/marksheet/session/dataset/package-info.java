/** Versions of datasets and how far one is fed, as they are kept: the nouns of {@code dataset}. */
@NullMarked
package dev.marksheet.session.dataset;

import org.jspecify.annotations.NullMarked;
