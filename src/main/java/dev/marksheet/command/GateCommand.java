package dev.marksheet.command;

import dev.marksheet.gate.GateFormat;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.live.GateAskedWronglyException;
import dev.marksheet.gate.live.GateParameters;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.SessionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** Asks whether a session is good enough: a running service, or what the outputs folder of a stopped one holds. */
final class GateCommand {

    private final Call call;
    private final GateCommandOptions options;
    private final GateFormat format;
    private final @Nullable Duration wait;
    private final Map<String, List<String>> query;

    GateCommand(Call call, GateCommandOptions options) {
        this.call = call;
        this.options = options;
        this.format = call.format(options.output.format, options.output.json);
        this.wait = call.duration("--wait", options.wait);
        this.query = options.gate.query(call);
        options.criteria.forEach(criterion -> GateOptions.add(criterion, query, call));
    }

    /** @return the status to end with */
    int run() {
        String server = options.server.server;
        if (server != null) {
            return there(new GateRequests(
                    call, new ServiceRequests(call, server, options.server.key()), options.session, query));
        }
        if (wait != null) {
            throw call.refusal("wait.server");
        }
        try (ConfigurableApplicationContext context = call.start(false)) {
            return here(context);
        }
    }

    private int there(GateRequests service) {
        GateRequests.Answer answer = service.ask(format, wait == null ? Duration.ZERO : wait);
        write(other -> other == format
                ? answer.text()
                : service.ask(other, Duration.ZERO).text());
        return answer.status();
    }

    private int here(BeanFactory beans) {
        Optional<SessionReport> report = beans.getBean(SessionQueries.class).ofSession(options.session);
        if (report.isEmpty()) {
            throw call.refusal("session.missing", options.session, call.outputs(beans));
        }
        GateResult result = look(beans, report.get());
        GateWriter writer = new GateWriter(beans, call);
        write(other -> writer.text(result, other));
        return Status.of(result.verdict());
    }

    private GateResult look(BeanFactory beans, SessionReport report) {
        Gates gates = beans.getBean(Gates.class);
        try {
            GateParameters parameters = new GateParameters(gates, beans.getBean(MetricCatalog.class), report);
            return gates.look(report.run(), parameters.read(query).question()).orElseThrow();
        } catch (GateAskedWronglyException e) {
            throw new RefusedException(e.faults().stream()
                    .map(fault -> GateOptions.option(fault.parameter()) + " " + fault.message())
                    .toList());
        }
    }

    private void write(Function<GateFormat, String> gate) {
        file(options.output.junit, GateFormat.JUNIT, gate);
        file(options.output.markdown, GateFormat.MARKDOWN, gate);
        call.terminal().out().print(gate.apply(format));
        call.terminal().out().flush();
    }

    private void file(@Nullable Path file, GateFormat written, Function<GateFormat, String> gate) {
        if (file == null) {
            return;
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, gate.apply(written));
        } catch (IOException e) {
            throw call.refusal("write", file, e);
        }
    }
}
