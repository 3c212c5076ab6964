package dev.marksheet.report;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the reports go.
 *
 * @param outputsDir Folder that holds all that is kept: the embedded database and the files of the runs.
 */
@ConfigurationProperties("marksheet")
record ReportProperties(@DefaultValue("outputs") Path outputsDir) {}
