package dev.marksheet;

import dev.marksheet.command.Commands;
import dev.marksheet.store.database.PostgresqlEnvironment;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Starts what a command works with: the beans of the service without its web server, each made when it is first needed. No
 * port is opened, and the log says no more than what is wrong.
 */
final class CommandStart implements Commands.Starter {

    /** A file on the command line is no place for a service's patience: what a call has learnt by then is kept anyway. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "logging.level.root", "warn",
            // Of a start that fails it tells a second time, at length.
            "logging.level.org.springframework.context.support", "error",
            "marksheet.job.grace", "2s");

    /** Spring MVC's, which looks at the folders of pages as soon as the context stands. */
    private static final String RESOURCE_URLS = "mvcResourceUrlProvider";

    private final boolean prepared;

    /** @param prepared whether the build wrote bean definitions down */
    CommandStart(boolean prepared) {
        this.prepared = prepared;
    }

    @Override
    public ConfigurableApplicationContext start(boolean works, List<String> settings) {
        SpringApplication application = new SpringApplication(MarksheetApplication.class);
        application.setMainApplicationClass(MarksheetApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(DEFAULTS);
        application.addListeners(new PreparedBeans(prepared));
        application.addInitializers(
                context -> context.addBeanFactoryPostProcessor(CommandStart::leaveOutWhatNeedsAServer));
        // Of nodes that share a PostgreSQL this is none.
        application.addInitializers(context -> {
            if (!works || context.getEnvironment().matchesProfiles(PostgresqlEnvironment.PROFILE)) {
                context.getBeanFactory()
                        .registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new Idle());
            }
        });
        return application.run(settings.toArray(String[]::new));
    }

    /** Prepared definitions are those of a service. All but this one are never asked for; it listens to every start. */
    private static void leaveOutWhatNeedsAServer(ConfigurableListableBeanFactory beans) {
        if (beans instanceof BeanDefinitionRegistry registry && registry.containsBeanDefinition(RESOURCE_URLS)) {
            registry.removeBeanDefinition(RESOURCE_URLS);
        }
    }

    /** Sets nothing going: to look at what is kept is not to go on with it. */
    private static final class Idle implements LifecycleProcessor, Lifecycle {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
