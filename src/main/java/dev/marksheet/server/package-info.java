/**
 * What the server lets in and waits for, whatever is asked: the size and time of bodies and answers, odd requests, the drain
 * on stopping. Filters and settings of Tomcat; nobody calls them, {@code access} may refuse by {@link Problems}.
 */
@NullMarked
package dev.marksheet.server;

import org.jspecify.annotations.NullMarked;
