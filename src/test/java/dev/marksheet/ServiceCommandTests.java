package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.command.Commands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** The commands that ask a running service. */
class ServiceCommandTests extends RunningService {

    private CommandRun run(Locale locale, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server=" + client.base() + "/");
        return bare(locale, all.toArray(String[]::new));
    }

    private static CommandRun bare(Locale locale, String... arguments) {
        Commands.Starter none = (works, settings) -> {
            throw new IllegalStateException("whoever asks a service starts nothing");
        };
        return CommandRun.of(locale, none, arguments);
    }

    @Test
    void endWithTheVerdictOfTheService() {
        String session = "command asks / 一";
        IntStream.range(0, 30)
                .mapToObj(i -> client.submit(call(session)))
                .toList()
                .forEach(client::ended);

        CommandRun passed = run(Locale.ENGLISH, "gate", session, "faithfulness=0.5", "--wait=30");
        CommandRun failed = run(Locale.ENGLISH, "gate", session, "faithfulness=0.99", "--json");
        CommandRun undecided = run(Locale.CHINA, "gate", session, "faithfulness=0.95");

        assertThat(passed.out()).as(passed.err()).startsWith("PASS  faithfulness ");
        assertThat(passed.status()).isZero();
        assertThat(JsonMapper.shared().readTree(failed.out()).get("verdict").asString())
                .isEqualTo("FAIL");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(undecided.out()).contains("未决");
        assertThat(undecided.status()).isEqualTo(3);
    }

    @Test
    @Timeout(60)
    void waitForNothingWhenAllExpectedCallsHaveEnded() {
        client.ended(client.submit(call("command-all-there")));

        CommandRun undecided =
                run(Locale.ENGLISH, "gate", "command-all-there", "faithfulness=0.5", "--expect=1", "--wait=10m");

        assertThat(undecided.out()).as(undecided.err()).startsWith("UNDECIDED  faithfulness ");
        assertThat(undecided.status()).isEqualTo(3);
    }

    @Test
    void sayWhatTheServiceRefuses() {
        client.ended(client.submit(call("command-refused")));

        CommandRun metric = run(Locale.ENGLISH, "gate", "command-refused", "faithfulnes=0.5");
        CommandRun session = run(Locale.ENGLISH, "gate", "command-nobody", "faithfulness=0.5");

        assertThat(List.of(metric.status(), session.status())).containsOnly(2);
        assertThat(metric.err()).contains("did you mean faithfulness");
        assertThat(session.err()).contains("command-nobody");
        assertThat(metric.out()).isEmpty();
    }

    @Test
    void nameAnAddressThatNobodyAnswersAt() {
        CommandRun nobody = bare(Locale.ENGLISH, "gate", "s", "faithfulness=0.5", "--server=http://127.0.0.1:1");
        CommandRun none = bare(Locale.ENGLISH, "gate", "s", "faithfulness=0.5", "--server=localhost");

        assertThat(List.of(nobody.status(), none.status())).containsOnly(2);
        assertThat(nobody.err()).contains("http://127.0.0.1:1 can't be reached");
        assertThat(none.err()).contains("must be the address of a service");
    }

    @Test
    void haveTheServiceCopyAllThatItKeeps() {
        CommandRun ended = run(Locale.ENGLISH, "backup");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(Path.of(ended.out().lines().findFirst().orElseThrow(), "marksheet.db"))
                .isNotEmptyFile();
    }
}
