package dev.marksheet.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.marksheet.access.Caller;
import dev.marksheet.access.Callers;
import jakarta.servlet.Filter;
import java.net.URI;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.test.web.servlet.setup.StandaloneMockMvcBuilder;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Controllers of pages behind our own filters, their templates really rendered: no server, no context, no database. Paths
 * are sent as they are written. Safe for use by one thread.
 */
public final class PageSlice {

    private static final SpringTemplateEngine ENGINE = engine();

    private final Object[] controllers;
    private final MockMvc everybody;
    private final Filter[] last;

    private PageSlice(Object[] controllers, Filter... last) {
        this.controllers = controllers;
        this.last = last;
        this.everybody = mvc(Callers.anybody());
    }

    /** These controllers, where no keys are asked for. */
    public static PageSlice of(Object... controllers) {
        return new PageSlice(controllers);
    }

    /** The same with filters that stand nearest to the controllers. */
    public PageSlice behind(Filter... filters) {
        return new PageSlice(controllers, filters);
    }

    private MockMvc mvc(Caller caller) {
        StandaloneMockMvcBuilder builder = MockMvcBuilders.standaloneSetup(controllers)
                .setHandlerExceptionResolvers(new PageErrors(), new DefaultHandlerExceptionResolver())
                .setLocaleResolver(new WebConfiguration().localeResolver())
                .addMappedInterceptors(new String[] {"/runs/**"}, new ShownVersion())
                .setViewResolvers(views());
        Stream.concat(
                        Stream.of(new SecurityHeadersFilter(), Callers.filter(caller), new PreferencesFilter()),
                        Stream.of(last))
                .forEach(builder::addFilters);
        return builder.build();
    }

    private static ThymeleafViewResolver views() {
        ThymeleafViewResolver views = new ThymeleafViewResolver();
        views.setTemplateEngine(ENGINE);
        views.setCharacterEncoding("UTF-8");
        views.setProducePartialOutputWhileProcessing(false);
        return views;
    }

    /** Parsing the templates is what takes time, so that all slices of a process share them. */
    private static SpringTemplateEngine engine() {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        templates.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        engine.setTemplateEngineMessageSource(new WebConfiguration().messageSource());
        return engine;
    }

    /** A browser's request that asks for English. */
    public static MockHttpServletRequestBuilder visit(String uri) {
        return MockMvcRequestBuilders.get(URI.create(uri))
                .accept(MediaType.TEXT_HTML)
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en");
    }

    /** The same that asks for Chinese. */
    public static MockHttpServletRequestBuilder chinese(String uri) {
        return MockMvcRequestBuilders.get(URI.create(uri))
                .accept(MediaType.TEXT_HTML)
                .header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN,zh;q=0.9");
    }

    /** A form that a browser sends from one of our own pages, with these names and values in turn. */
    public static MockHttpServletRequestBuilder form(String uri, String... fields) {
        return foreignForm(uri, fields).header("Sec-Fetch-Site", "same-origin");
    }

    /** A form of which the browser does not say that it comes from here. */
    public static MockHttpServletRequestBuilder foreignForm(String uri, String... fields) {
        MockHttpServletRequestBuilder form = post(URI.create(uri))
                .accept(MediaType.TEXT_HTML)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en");
        for (int i = 0; i < fields.length; i += 2) {
            form.param(fields[i], fields[i + 1]);
        }
        return form;
    }

    public Page get(String uri) {
        return send(visit(uri));
    }

    public Page send(RequestBuilder request) {
        return send(everybody, request);
    }

    /** The answer to somebody else. */
    public Page as(Caller caller, RequestBuilder request) {
        return send(mvc(caller), request);
    }

    private static Page send(MockMvc mvc, RequestBuilder request) {
        try {
            return new Page(mvc.perform(request).andReturn().getResponse());
        } catch (Exception e) {
            throw new AssertionError("the request was not answered: " + e, e);
        }
    }
}
