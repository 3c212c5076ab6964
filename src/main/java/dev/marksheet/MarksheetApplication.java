package dev.marksheet;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MarksheetApplication {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(MarksheetApplication.class);
        boolean jar = MarksheetApplication.class.getPackage().getImplementationVersion() != null;
        application.addListeners(new PreparedBeans(jar));
        application.run(args);
    }
}
