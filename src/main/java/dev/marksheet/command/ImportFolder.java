package dev.marksheet.command;

import dev.marksheet.job.Importer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Takes an outputs folder of the Python program over: {@code import OLD_OUTPUTS}. */
final class ImportFolder {

    private final Call call;
    private final ImportOptions options;

    ImportFolder(Call call, ImportOptions options) {
        this.call = call;
        this.options = options;
    }

    /** @return the status to end with */
    int run() {
        try (ConfigurableApplicationContext context = call.start(false)) {
            Importer.Counts counts = counts(context);
            call.terminal()
                    .out()
                    .println(
                            options.json ? context.getBean(JsonMapper.class).writeValueAsString(counts) : text(counts));
            return Status.PASS;
        }
    }

    private Importer.Counts counts(ConfigurableApplicationContext context) {
        try {
            return context.getBean(Importer.class).run(options.folder);
        } catch (IllegalStateException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private String text(Importer.Counts counts) {
        return call.text(
                "imported",
                options.folder,
                counts.sessions(),
                counts.scored() + counts.failed(),
                counts.scored(),
                counts.failed(),
                counts.there(),
                counts.open());
    }
}
