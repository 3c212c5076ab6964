/** The pages of datasets: what there is, what is in an uploaded file before it is stored, and having it scored. */
@NullMarked
package dev.marksheet.web.datasets;

import org.jspecify.annotations.NullMarked;
