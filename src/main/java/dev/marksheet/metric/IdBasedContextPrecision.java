package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The precision of the retrieved context ids. */
@Component
class IdBasedContextPrecision implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
            "id_based_context_precision",
            260,
            List.of(Need.RETRIEVED_CONTEXT_IDS, Need.REFERENCE_CONTEXT_IDS),
            "Share of the retrieved contexts that are reference contexts, by their ids");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        return ContextIds.share(
                call.sample().retrievedContextIds(),
                call.sample().referenceContextIds(),
                DESCRIPTION.name(),
                call.words());
    }
}
