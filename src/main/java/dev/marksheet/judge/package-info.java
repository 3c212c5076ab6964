/** The only way out to models: judge tasks, the judges that answer them, limits, retries and faults. */
@NullMarked
package dev.marksheet.judge;

import org.jspecify.annotations.NullMarked;
