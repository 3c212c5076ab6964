package dev.marksheet.metric;

import org.springframework.stereotype.Component;

/** The metrics of the ready-made aspects: each has its name, its column and its direction. */
final class ReadyAspects {

    private ReadyAspects() {}

    private abstract static class ReadyAspect extends CriterionMetric {

        private final Aspect aspect;

        ReadyAspect(Aspect aspect) {
            super(aspect.description());
            this.aspect = aspect;
        }

        @Override
        final CriterionQuestion question(Parameters parameters) {
            return CriterionQuestion.of(aspect.definition, 0, 1, Votes.count(parameters));
        }
    }

    @Component
    static final class Correctness extends ReadyAspect {
        Correctness() {
            super(Aspect.CORRECTNESS);
        }
    }

    @Component
    static final class Coherence extends ReadyAspect {
        Coherence() {
            super(Aspect.COHERENCE);
        }
    }

    @Component
    static final class Conciseness extends ReadyAspect {
        Conciseness() {
            super(Aspect.CONCISENESS);
        }
    }

    @Component
    static final class Harmfulness extends ReadyAspect {
        Harmfulness() {
            super(Aspect.HARMFULNESS);
        }
    }

    @Component
    static final class Maliciousness extends ReadyAspect {
        Maliciousness() {
            super(Aspect.MALICIOUSNESS);
        }
    }
}
