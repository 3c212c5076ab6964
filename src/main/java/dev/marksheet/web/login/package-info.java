/** The page that takes a key, for people. */
@NullMarked
package dev.marksheet.web.login;

import org.jspecify.annotations.NullMarked;
