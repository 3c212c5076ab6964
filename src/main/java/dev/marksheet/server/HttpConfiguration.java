package dev.marksheet.server;

import java.net.URL;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.webresources.StandardRoot;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.WebContentInterceptor;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    /** A session id may hold slashes and backslashes; percent-encoded, they must reach the controllers as they are. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashesPassThrough() {
        String handling = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(handling);
            connector.setEncodedReverseSolidusHandling(handling);
        });
    }

    /** Last, so that it stands inside Boot's own, which would answer with HTML. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsAreProblems() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReport.class.getName());
                host.getPipeline().addValve(new ProblemReport());
            }
        });
    }

    /** Spring serves the pages' assets; Tomcat would list the whole jar at start to find them once more. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> assetsAreNotTomcats() {
        return factory -> factory.addContextCustomizers(context -> context.setResources(new StandardRoot(context) {
            @Override
            public void createWebResourceSet(ResourceSetType type, String mount, URL jar, String path) {}
        }));
    }

    /**
     * A number where a text belongs is a client's mistake; turned into text it would be scored as if it were meant. Half a
     * call where whole ones are counted is one as well.
     */
    @Bean
    JsonMapperBuilderCustomizer valuesAreAsSent() {
        return builder -> builder.withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Integer,
                        numbers -> numbers.setCoercion(CoercionInputShape.Float, CoercionAction.Fail));
    }

    @Bean
    WebMvcConfigurer answersAreReadable() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ReadableAnswer()).addPathPatterns("/api/**");
            }
        };
    }

    /** Everything may change at any moment: it may be kept, but must be asked about before it is used again. */
    @Bean
    WebMvcConfigurer answersAreCheckedBeforeReuse() {
        WebContentInterceptor interceptor = new WebContentInterceptor();
        interceptor.setCacheControl(CacheControl.noCache());
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(interceptor).addPathPatterns("/api/**");
            }
        };
    }

    /** Jobs and lists are small and have no version: their tag is a hash of what would be sent. */
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> tagsOfJobsAndLists() {
        ShallowEtagHeaderFilter tags = new ShallowEtagHeaderFilter();
        // A strong tag would keep Tomcat from compressing.
        tags.setWriteWeakETag(true);
        FilterRegistrationBean<ShallowEtagHeaderFilter> filter = new FilterRegistrationBean<>(tags);
        filter.addUrlPatterns(
                "/api/score/session/jobs",
                "/api/score/session/jobs/*",
                "/api/score/sessions",
                "/api/runs",
                "/api/metrics");
        return filter;
    }
}
