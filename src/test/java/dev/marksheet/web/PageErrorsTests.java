package dev.marksheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

class PageErrorsTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/runs");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void asksBrowsersToComeBackWhileTheDatabaseIsAway() {
        request.addHeader("Accept", "text/html");

        ModelAndView page = new PageErrors()
                .resolveException(
                        request, response, null, new DataAccessResourceFailureException("the database is away"));

        assertThat(page).isNotNull();
        assertThat(page.getStatus()).hasToString("503 SERVICE_UNAVAILABLE");
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void takesAFormInABrokenCodingForAMistakeOfItsSender() {
        request.addHeader("Accept", "text/html");

        ModelAndView page =
                new PageErrors().resolveException(request, response, null, new MultipartException("broken"));

        assertThat(page).isNotNull();
        assertThat(page.getStatus()).hasToString("400 BAD_REQUEST");
    }

    @Test
    void leavesProgramsToTheProblemsOfTheApi() {
        request.setRequestURI("/api/runs");
        request.addHeader("Accept", "text/html");

        assertThat(new PageErrors()
                        .resolveException(request, response, null, new DataAccessResourceFailureException("away")))
                .isNull();
    }
}
