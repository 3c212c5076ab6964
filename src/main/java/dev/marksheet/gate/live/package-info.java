/**
 * Gates over stored sessions: reads the calls, remembers how far each gate has come, and tells those who wait when there is
 * a verdict. {@code api} and {@code web} ask; nothing is changed here.
 */
@NullMarked
package dev.marksheet.gate.live;

import org.jspecify.annotations.NullMarked;
