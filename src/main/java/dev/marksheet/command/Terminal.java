package dev.marksheet.command;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes.
 *
 * @param out for results
 * @param err for everything else
 * @param live whether somebody looks at {@code err} while it is written, on a screen where a line can be written anew
 */
record Terminal(PrintStream out, PrintStream err, boolean live) {

    private static final Path ERROR_OUTPUT = Path.of("/proc/self/fd/2");

    /** That of this process. From then on, whatever else is written to standard output goes to standard error. */
    static Terminal ofProcess() {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        System.setOut(err);
        System.setErr(err);
        String kind = System.getenv("TERM");
        boolean live = System.getenv("CI") == null && !"dumb".equals(kind) && isScreen();
        return new Terminal(out, err, live);
    }

    /** Files and pipes are read as UTF-8 by whoever reads them; a screen has its own encoding. */
    private static PrintStream stream(FileDescriptor descriptor) {
        Console console = System.console();
        Charset charset = console == null ? StandardCharsets.UTF_8 : console.charset();
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }

    /** Java knows of a screen only where input and output are both one; Linux knows of each. */
    private static boolean isScreen() {
        String target = target(ERROR_OUTPUT);
        return target == null
                ? System.console() != null
                : target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    }

    private static @Nullable String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
