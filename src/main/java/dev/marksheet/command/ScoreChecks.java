package dev.marksheet.command;

import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.live.GateAskedWronglyException;
import dev.marksheet.gate.live.GateParameters;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.job.ModelRule;
import dev.marksheet.judge.Judges;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.Selection;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.query.TextPairs;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.SessionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** Holds what was asked against the rules before anything is stored; all that is wrong is told at once. */
final class ScoreChecks {

    private final Call call;
    private final ScoreOptions options;
    private final BeanFactory beans;
    private final List<String> faults = new ArrayList<>();

    /**
     * What is to be done.
     *
     * @param gate what is asked of the session; null for nothing
     */
    record Order(
            SessionId session,
            RescoreOrder.Changes changes,
            @Nullable GateQuestion gate) {}

    ScoreChecks(Call call, ScoreOptions options, BeanFactory beans) {
        this.call = call;
        this.options = options;
        this.beans = beans;
    }

    /**
     * @param session the id of the session where none was given
     * @throws RefusedException if something breaks a rule
     */
    Order order(String session) {
        SessionId id = session(options.session == null ? session : options.session);
        RescoreOrder.Changes changes = changes();
        settings();
        GateQuestion gate = id == null ? null : gate(report(id));
        if (id == null || !faults.isEmpty()) {
            throw new RefusedException(faults);
        }
        return new Order(id, changes, gate);
    }

    private @Nullable SessionId session(String id) {
        try {
            return new SessionId(id);
        } catch (IllegalArgumentException e) {
            faults.add("--session: " + e.getMessage());
            return null;
        }
    }

    private RescoreOrder.Changes changes() {
        MetricCatalog catalog = beans.getBean(MetricCatalog.class);
        Judges judges = beans.getBean(Judges.class);
        int before = faults.size();
        catalog.check(options.metrics, Map.of()).forEach(fault -> faults.add("--metrics: " + fault.message()));
        model("--judge-model", options.judgeModel, judges.hasEndpoint());
        model("--embedding-model", options.embeddingModel, judges.hasEmbeddingEndpoint());
        Selection selection =
                faults.size() > before ? new Selection(List.of(), Map.of()) : catalog.select(options.metrics, Map.of());
        return new RescoreOrder.Changes(
                options.judgeModel,
                options.embeddingModel,
                options.metrics.isEmpty() ? List.of() : selection.metrics(),
                selection.parameters());
    }

    private void model(String option, @Nullable String named, boolean served) {
        String fault = named == null ? null : ModelRule.fault(named, served);
        if (fault != null) {
            faults.add(option + ": " + fault);
        }
    }

    private void settings() {
        if (options.name != null && !SessionSettings.isName(options.name)) {
            faults.add("--name: " + call.text("name"));
        }
        TextPairs.Fault fault = TextPairs.fault(options.labels, SessionSettings.MAX_LABELS);
        if (fault != null) {
            faults.add("--label " + fault.key() + ": " + fault.message());
        }
        if (options.budget != null && !(options.budget >= 0)) {
            faults.add("--budget: " + call.text("budget"));
        }
    }

    private SessionReport report(SessionId session) {
        return beans.getBean(SessionQueries.class)
                .find(RunId.of(session))
                .orElseGet(() -> SessionReport.empty(session));
    }

    private @Nullable GateQuestion gate(SessionReport report) {
        Optional<GateQuestion> set = GateQuestion.of(report.settings());
        Map<String, List<String>> query = options.gate.query(call);
        if (!options.gate.isAsked() && set.isEmpty()) {
            query.keySet().stream()
                    .findFirst()
                    .ifPresent(name -> faults.add(call.text("gate.none", GateOptions.option(name))));
            return null;
        }
        try {
            return new GateParameters(beans.getBean(Gates.class), beans.getBean(MetricCatalog.class), report)
                    .read(query)
                    .question();
        } catch (GateAskedWronglyException e) {
            e.faults().forEach(fault -> faults.add(GateOptions.option(fault.parameter()) + " " + fault.message()));
            return null;
        }
    }
}
