package dev.marksheet.web.report;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.web.LabelLink;
import dev.marksheet.web.RunFrame;
import dev.marksheet.web.WebConfiguration;
import dev.marksheet.web.report.HeadView.Banner;
import dev.marksheet.web.report.HeadView.Fact;
import dev.marksheet.web.report.HeadView.Progress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class HeadTemplateTests {

    private static final RunFrame RUN = new RunFrame("session-s", "s", "s", "/runs/session-s", 7);

    @Test
    void showsHowFarTheCallsHaveCome() {
        HeadView head = view("live", Progress.of(counts(4, 2, 13, 1)), List.of());

        assertThat(render(head))
                .contains("14 of 20 calls have ended · 2 running · 4 queued", "aria-valuenow=\"14\"", ">live<")
                .contains("class=\"done\" height=\"1\" width=\"65.0\"")
                .contains("class=\"lost\" height=\"1\" x=\"65.0\" width=\"5.0\"")
                .contains("class=\"work\" height=\"1\" x=\"70.0\" width=\"10.0\"");
    }

    @Test
    void showsNoProgressOnceAllCallsHaveEnded() {
        assertThat(Progress.of(counts(0, 0, 3, 1))).isNull();
        assertThat(render(view("errors", null, List.of())))
                .contains("with errors")
                .doesNotContain("progressbar");
    }

    @Test
    void showsBannersAndFactsAsWords() {
        String html = render(view("idle", null, List.of(new Banner("bad", "<b>fault</b>"))));

        assertThat(html)
                .contains("class=\"banner bad\">&lt;b&gt;fault&lt;/b&gt;<")
                .contains("<bdi class=\"name\">gpt<", "href=\"/?label=sha:a1\"", "&lt;a1&gt;", ">pinned<");
    }

    private static HeadView view(String state, @Nullable Progress progress, List<Banner> banners) {
        return new HeadView(
                "The verdict.",
                state,
                List.of(new LabelLink("sha", "<a1>", "/?label=sha:a1")),
                true,
                progress,
                banners,
                List.of(),
                List.of(new Fact("Judge", "gpt", true)),
                null);
    }

    private static String render(HeadView head) {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        templates.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.setMessageSource(new WebConfiguration().messageSource());
        engine.setLinkBuilder(new StandardLinkBuilder() {
            @Override
            protected String computeContextPath(
                    IExpressionContext context, String base, @Nullable Map<String, Object> parameters) {
                return "";
            }
        });
        Context context = new Context(Locale.ENGLISH);
        context.setVariable("run", RUN);
        context.setVariable("head", head);
        return engine.process("run/head", Set.of("head"), context);
    }
}
