package dev.marksheet.web.docs;

import dev.marksheet.openapi.OpenApiDocument;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Shows the reference. */
@Controller
class DocsController {

    private final Supplier<DocsView> view;

    DocsController(OpenApiDocument document) {
        this.view = SingletonSupplier.of(() -> new DocsReader(document).read());
    }

    @GetMapping("/docs")
    ModelAndView docs(HttpServletRequest request) {
        ModelAndView page = new ModelAndView("docs");
        page.addObject("docs", view.get());
        page.addObject(
                "base",
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString());
        return page;
    }
}
