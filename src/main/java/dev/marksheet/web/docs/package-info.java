/** The reference of the API, made from the OpenAPI document. No other room enters. */
@NullMarked
package dev.marksheet.web.docs;

import org.jspecify.annotations.NullMarked;
