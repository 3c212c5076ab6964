package dev.marksheet;

import dev.marksheet.command.Commands;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MarksheetApplication {

    public static void main(String[] args) {
        String version = MarksheetApplication.class.getPackage().getImplementationVersion();
        if (CommandLine.isCommand(args)) {
            System.exit(Commands.ofProcess(new CommandStart(version != null)).run(args));
        }
        if (CommandLine.answered(args, version, Locale.getDefault(), System.out)) {
            return;
        }
        SpringApplication application = new SpringApplication(MarksheetApplication.class);
        application.addListeners(new PreparedBeans(version != null));
        application.run(args);
    }
}
