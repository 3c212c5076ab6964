package dev.marksheet.access;

import dev.marksheet.query.Origins;
import dev.marksheet.server.Refusals;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.support.csrf.CsrfRequestDataValueProcessor;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/**
 * The chain of Spring Security, put together by hand, also what Spring Boot would configure: what it has besides (sessions,
 * its own forms and headers) is either ours already or not wanted, and each part costs time at start and with every request.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    /** After what bounds and names requests, before what serves them: where Spring Boot has Spring Security. */
    private static final int ORDER = -100;

    @Bean
    Refuser refuser(Refusals refusals) {
        return new Refuser(refusals);
    }

    @Bean
    LoginTokens loginTokens() {
        return new LoginTokens();
    }

    @Bean
    FilterChainProxy accessChain(
            AccessMode mode,
            AccessProperties properties,
            KeyRing keys,
            Logins logins,
            LoginTokens tokens,
            Refuser refuser,
            Refusals refusals,
            Origins origins,
            Audit audit,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();
        ExceptionTranslationFilter denials = new ExceptionTranslationFilter(refuser, new NullRequestCache());
        denials.setAccessDeniedHandler(refuser);
        RoleCheck roles = new RoleCheck(mode, new Endpoints(mappings), new Reach(origins));
        FilterChainProxy chain = new FilterChainProxy(new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                new SecurityContextHolderFilter(contexts),
                new AuditFilter(audit),
                new HostCheck(mode, properties, refusals),
                new KeyFilter(mode, keys, logins, contexts, refuser, tokens),
                denials,
                new AuthorizationFilter(roles),
                new CallLimits(refusals)));
        chain.setFirewall(oddPathsPass());
        return chain;
    }

    /** A failure's page is no request of its own: whoever failed was let in, or is being refused. */
    @Bean
    FilterRegistrationBean<FilterChainProxy> accessFilter(FilterChainProxy chain) {
        FilterRegistrationBean<FilterChainProxy> filter = new FilterRegistrationBean<>(chain);
        filter.setName("access");
        filter.setOrder(ORDER);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        return filter;
    }

    /**
     * Lets all requests pass that the server takes: ids of sessions may hold any character, and who may what is decided by
     * the same mappings that hand requests to controllers, so that an odd path can't be read in two ways.
     */
    private static HttpFirewall oddPathsPass() {
        return new HttpFirewall() {
            @Override
            public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
                return new FirewalledRequest(request) {
                    @Override
                    public void reset() {}
                };
            }

            @Override
            public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
                return response;
            }
        };
    }

    /** Puts the token of the login into every form that a template opens by {@code th:action}. */
    @Bean
    RequestDataValueProcessor requestDataValueProcessor() {
        return new CsrfRequestDataValueProcessor();
    }

    @Bean
    WebMvcConfigurer tokensOfForms(LoginTokens tokens) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                // Who logs in has no form of that login yet.
                registry.addInterceptor(tokens).excludePathPatterns("/login");
            }
        };
    }
}
