/** Words, languages and digests of texts: what the other nouns are written with. Uses none of them. */
@NullMarked
package dev.marksheet.session.text;

import org.jspecify.annotations.NullMarked;
