/** REST controllers, wire records and problem documents. */
@NullMarked
package dev.marksheet.api;

import org.jspecify.annotations.NullMarked;
