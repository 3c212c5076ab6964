/** Sessions and runs over HTTP: lists, reports, settings, events, files. Nobody enters but by HTTP. */
@NullMarked
package dev.marksheet.api.session;

import org.jspecify.annotations.NullMarked;
