/** Keys, logins and the audit, in tables. {@code access} enters. */
@NullMarked
package dev.marksheet.store.access;

import org.jspecify.annotations.NullMarked;
