/**
 * The bundled sessions of the profile {@code demo}: sends their calls and says where to look. Nobody enters.
 */
@NullMarked
package dev.marksheet.demo;

import org.jspecify.annotations.NullMarked;
