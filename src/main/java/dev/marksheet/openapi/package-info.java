/**
 * The OpenAPI document: written by hand under {@code resources/openapi}, one file for each part of the API, put together when
 * it is first asked for. A test holds it against the mappings, another one holds answers against it.
 */
@NullMarked
package dev.marksheet.openapi;

import org.jspecify.annotations.NullMarked;
