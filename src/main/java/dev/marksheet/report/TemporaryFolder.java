package dev.marksheet.report;

import java.io.IOException;
import java.nio.file.Files;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/** Looks, before anything else is done, whether there is a folder for the files that the libraries unpack. */
final class TemporaryFolder implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            Files.delete(Files.createTempFile("marksheet-", null));
        } catch (IOException e) {
            throw new TemporaryFolderException(e);
        }
    }
}
