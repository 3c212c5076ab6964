package dev.marksheet.web.export;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import dev.marksheet.web.RunFrame;
import dev.marksheet.web.Site;
import dev.marksheet.web.Visitor;
import dev.marksheet.web.gate.GatePanels;
import dev.marksheet.web.report.Advice;
import dev.marksheet.web.report.Charts;
import dev.marksheet.web.report.Head;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ITemplateResolver;

/** A report as one HTML file that opens from disk, for whoever asks without a request. Safe for use by many threads at once. */
@Component
public final class ExportPage {

    private final SessionQueries sessions;
    private final Head head;
    private final GatePanels gates;
    private final Charts charts;
    private final Advice advice;
    private final ExportCalls calls;
    private final SingletonSupplier<SpringTemplateEngine> engine;
    private final SingletonSupplier<ExportFile> file = SingletonSupplier.of(ExportFile::new);

    ExportPage(
            SessionQueries sessions,
            Head head,
            GatePanels gates,
            Charts charts,
            Advice advice,
            ExportCalls calls,
            MessageSource messages,
            ITemplateResolver templates) {
        this.sessions = sessions;
        this.head = head;
        this.gates = gates;
        this.charts = charts;
        this.advice = advice;
        this.calls = calls;
        this.engine = SingletonSupplier.of(() -> engine(messages, templates));
    }

    private static SpringTemplateEngine engine(MessageSource messages, ITemplateResolver templates) {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateEngineMessageSource(messages);
        engine.setTemplateResolver(templates);
        engine.setLinkBuilder(new Links());
        return engine;
    }

    /** Where the file's links would lead in a service that stands at the root; the file itself keeps none of them. */
    private static final class Links extends StandardLinkBuilder {

        @Override
        protected String computeContextPath(
                IExpressionContext context, String base, @Nullable Map<String, Object> parameters) {
            return "";
        }
    }

    /** @throws java.util.NoSuchElementException if there is no such run */
    public String of(RunId run, Language language) {
        SessionReport report = sessions.find(run).orElseThrow();
        Locale locale = language == Language.ZH ? Locale.CHINESE : Locale.ENGLISH;
        Context context = new Context(locale, model(report, language));
        context.setVariable("site", Site.of(language));
        return file.obtain().of(engine.obtain().process("export", context));
    }

    /** What the template shows. */
    Map<String, @Nullable Object> model(SessionReport report, Language language) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("visitor", Visitor.READER);
        model.put("run", RunFrame.of(report));
        model.put("head", head.of(report, language));
        model.put("gate", gates.of(report, language));
        model.put("advice", advice.of(report, language));
        model.put("charts", charts.of(report));
        model.put("calls", calls.table(report));
        model.put("details", calls.details(report));
        return model;
    }
}
