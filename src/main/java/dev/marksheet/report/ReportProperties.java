package dev.marksheet.report;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the reports go.
 *
 * @param outputsDir Folder that holds all that is kept: the embedded database and the files of the runs.
 * @param outputsShared With PostgreSQL: whether the folder is on a volume that all nodes share, so that they keep the
 *     runs' files there. Without, downloads are made from the database and no node keeps files.
 */
@ConfigurationProperties("marksheet")
record ReportProperties(
        @DefaultValue("outputs") Path outputsDir,
        @DefaultValue("false") boolean outputsShared) {}
