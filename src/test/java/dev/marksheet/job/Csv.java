package dev.marksheet.job;

import dev.marksheet.ServiceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads {@code scores.csv} as a program would. */
final class Csv {

    private Csv() {}

    /** The rows of a session whose id is plain, downloaded. */
    static List<CSVRecord> rows(ServiceClient client, String session) throws IOException {
        byte[] csv =
                client.download("/api/runs/session-" + session + "/scores.csv").body();
        return rows(new String(csv, StandardCharsets.UTF_8));
    }

    static List<CSVRecord> rows(String csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(csv, format)) {
            return parser.getRecords();
        }
    }
}
