package dev.marksheet.api;

import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Problem documents for requests that reach no controller, such as unknown paths and wrong methods. Controllers' own
 * problems are {@link ApiExceptionHandler}'s, which is asked first.
 */
@RestControllerAdvice
class RoutingExceptionHandler extends ResponseEntityExceptionHandler {}
