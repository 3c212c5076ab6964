package dev.marksheet.access;

import dev.marksheet.query.Origins;
import dev.marksheet.server.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * The chain of Spring Security, put together by hand: what it has besides (sessions, its own forms and headers) is either
 * ours already or not wanted, and each part costs time at start and with every request.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    Refuser refuser(Refusals refusals) {
        return new Refuser(refusals);
    }

    @Bean
    LoginTokens loginTokens() {
        return new LoginTokens();
    }

    @Bean
    SecurityFilterChain accessChain(
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
        return new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                new SecurityContextHolderFilter(contexts),
                new AuditFilter(audit),
                new HostCheck(mode, properties, refusals),
                new KeyFilter(mode, keys, logins, contexts, refuser, tokens),
                denials,
                new AuthorizationFilter(roles),
                new CallLimits(refusals));
    }

    /** Each filter of the chain would be timed with every request, which takes longer than all that they do. */
    @Bean
    SecurityObservationSettings filtersAreNotTimed() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Lets all requests pass that the server takes: ids of sessions may hold any character, and who may what is decided by
     * the same mappings that hand requests to controllers, so that an odd path can't be read in two ways.
     */
    @Bean
    HttpFirewall oddPathsPass() {
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
