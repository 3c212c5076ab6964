package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The recall of the retrieved context ids. */
@Component
class IdBasedContextRecall implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
            "id_based_context_recall",
            270,
            List.of(Need.RETRIEVED_CONTEXT_IDS, Need.REFERENCE_CONTEXT_IDS),
            "Share of the reference contexts that were retrieved, by their ids");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        return ContextIds.share(
                call.sample().referenceContextIds(),
                call.sample().retrievedContextIds(),
                DESCRIPTION.name(),
                call.words());
    }
}
