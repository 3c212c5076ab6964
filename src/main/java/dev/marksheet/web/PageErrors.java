package dev.marksheet.web;

import dev.marksheet.job.LargeTextsBusyException;
import dev.marksheet.job.record.RunGoneException;
import dev.marksheet.session.OutOfReachException;
import dev.marksheet.session.TooManyOpenCallsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers a browser's failed request with a page of our own; leaves the API's to the problem documents. What went wrong
 * inside stays in the log.
 */
@Component
class PageErrors implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(PageErrors.class);

    /** Before Spring's own resolvers, which stand at 0 and would answer with a problem document. */
    private static final int ORDER = -1;

    private static final String RETRY_SECONDS = "5";

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception ex) {
        if (!isPage(handler) && !Pages.isForBrowsers(request)) {
            return null;
        }
        HttpStatusCode status = status(ex);
        if (isRefusedByDatabase(ex)) {
            LOG.error("The database refused a page: {}", ex.getMessage());
        } else if (status.is5xxServerError() && !(ex instanceof LargeTextsBusyException)) {
            LOG.error("A page failed", ex);
        }
        if (ex instanceof ErrorResponse refusal) {
            refusal.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        ModelAndView page = new ModelAndView("error");
        page.setStatus(status);
        page.addObject("status", status.value());
        return page;
    }

    private static boolean isPage(@Nullable Object handler) {
        return handler instanceof HandlerMethod method
                && method.getBeanType().getPackageName().startsWith(PageErrors.class.getPackageName());
    }

    private static boolean isRefusedByDatabase(Exception ex) {
        return ex instanceof DataAccessException || ex instanceof TransactionException;
    }

    private static HttpStatusCode status(Exception ex) {
        if (ex instanceof UnknownRunException || ex instanceof RunGoneException || ex instanceof OutOfReachException) {
            return HttpStatus.NOT_FOUND;
        }
        if (ex instanceof TooManyOpenCallsException) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        if (ex instanceof TypeMismatchException || ex instanceof MultipartException) {
            return HttpStatus.BAD_REQUEST;
        }
        if (isRefusedByDatabase(ex) || ex instanceof LargeTextsBusyException) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        return ex instanceof ErrorResponse response ? response.getStatusCode() : HttpStatus.INTERNAL_SERVER_ERROR;
    }
}
