package dev.marksheet.command;

import dev.marksheet.job.record.RunFilesReader;
import dev.marksheet.report.RunFiles;
import dev.marksheet.report.ScoresFile;
import dev.marksheet.session.RunId;
import dev.marksheet.web.export.ExportPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** The files that a command was told to write. */
final class ResultFiles {

    private static final String EXPORT = "export.html";

    private final Call call;
    private final ScoreOptions options;
    private final List<Path> written = new ArrayList<>();

    ResultFiles(Call call, ScoreOptions options) {
        this.call = call;
        this.options = options;
    }

    /** Makes the folders that are missing, before the work that is to be written there. */
    void prepare() {
        folder(options.out);
        Stream.of(options.output.junit, options.output.markdown).forEach(this::parent);
    }

    private void parent(@Nullable Path file) {
        if (file != null) {
            if (Files.isDirectory(file)) {
                throw call.refusal("write.folder", file);
            }
            folder(file.toAbsolutePath().getParent());
        }
    }

    private void folder(@Nullable Path folder) {
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw call.refusal("write", folder, e);
        }
    }

    void write(BeanFactory beans, ScoreResult result) {
        ResultWriter writer = new ResultWriter(beans, call);
        try {
            if (options.out != null) {
                run(options.out, beans, result.report().run());
            }
            text(options.output.junit, options.output.junit == null ? "" : writer.junit(result));
            text(options.output.markdown, options.output.markdown == null ? "" : writer.markdown(result));
        } catch (IOException e) {
            throw call.refusal("write", String.valueOf(e.getMessage()), e);
        }
        if (!written.isEmpty()) {
            call.say("written", written.stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
    }

    private void run(Path folder, BeanFactory beans, RunId run) throws IOException {
        RunFilesReader reader = beans.getBean(RunFilesReader.class);
        Path scores = folder.resolve(RunFiles.SCORES);
        try (ScoresFile file = reader.scores(run);
                OutputStream out = Files.newOutputStream(scores)) {
            file.transferTo(out);
        }
        written.add(scores);
        for (String name : List.of(RunFiles.SUMMARY, RunFiles.ADVICE, RunFiles.METADATA)) {
            text(folder.resolve(name), reader.document(run, name));
        }
        text(folder.resolve(EXPORT), beans.getBean(ExportPage.class).of(run, call.language()));
    }

    private void text(@Nullable Path file, String text) throws IOException {
        if (file != null) {
            Files.writeString(file, text);
            written.add(file);
        }
    }
}
