/**
 * Who may do what: whether the service is open, which addresses it answers to, keys and their roles, logins by a browser,
 * limits, and the audit. Spring Security's filters carry it; controllers and pages ask {@link Caller}.
 */
@NullMarked
package dev.marksheet.access;

import org.jspecify.annotations.NullMarked;
