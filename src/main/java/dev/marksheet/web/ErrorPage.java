package dev.marksheet.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Answers what failed outside of all controllers: with a page for browsers, with a problem document for programs. */
@Controller
class ErrorPage implements ErrorController {

    static final String PATH = "/error";

    @RequestMapping(PATH)
    Object error(HttpServletRequest request) {
        HttpStatus status = status(request);
        if (!Pages.isForBrowsers(request)) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    status,
                    status.is5xxServerError()
                            ? "Something went wrong here; the log of the service says what."
                            : "The request can't be answered: " + status.getReasonPhrase() + ".");
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        ModelAndView page = new ModelAndView("error");
        page.setStatus(status);
        page.addObject("status", status.value());
        return page;
    }

    /** Nothing has failed where the path itself is asked for: there is nothing here. */
    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return status == null || !status.isError() ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
}
