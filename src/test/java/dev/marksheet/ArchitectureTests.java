package dev.marksheet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.util.stream.Stream;

@AnalyzeClasses(
        packages = "dev.marksheet",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTests.Written.class})
class ArchitectureTests {

    /** Leaves out what the build of the jar generates beside our classes: definitions of beans. */
    static final class Written implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("__") && !location.contains("$$");
        }
    }

    @ArchTest
    static final ArchRule statisticsUseNoOtherPackage =
            onlyUses("statistics").because("a mean is a mean, whatever was scored");

    @ArchTest
    static final ArchRule sessionUsesStatisticsOnly = onlyUses("session", "statistics")
            .because("the nouns must be readable and testable without the machine around them");

    @ArchTest
    static final ArchRule judgeUsesSessionOnly = onlyUses("judge", "session", "statistics")
            .because("a judge answers questions and knows nothing of metrics or storage");

    @ArchTest
    static final ArchRule promptsAndEndpointsDoNotKnowEachOther = slices().matching("dev.marksheet.judge.llm.(*)..")
            .should()
            .notDependOnEachOther()
            .because("what is asked does not change with who is asked");

    @ArchTest
    static final ArchRule theTwoJudgesDoNotKnowEachOther = slices().matching("dev.marksheet.judge.(*)..")
            .should()
            .notDependOnEachOther()
            .because("either can be understood, changed and left out without the other");

    @ArchTest
    static final ArchRule metricUsesSessionAndJudge = onlyUses("metric", "session", "statistics", "judge")
            .because("arithmetic over verdicts must not depend on where scores are kept");

    @ArchTest
    static final ArchRule adviceUsesSessionAndJudge = onlyUses("advice", "session", "statistics", "judge")
            .because("a diagnosis is drawn from figures, wherever they were read");

    @ArchTest
    static final ArchRule examUsesSessionJudgeAndMetric = onlyUses("exam", "session", "statistics", "judge", "metric")
            .because("an exam asks a judge as a call does and keeps nothing");

    @ArchTest
    static final ArchRule storeUsesSessionOnly = onlyUses("store", "session", "statistics")
            .because("the database keeps nouns and is not asked what they mean");

    @ArchTest
    static final ArchRule datasetUsesSessionOnly = onlyUses("dataset", "session", "statistics")
            .because("a file is read in the same way by the service and by a command that has none");

    @ArchTest
    static final ArchRule reportUsesSessionOnly = onlyUses("report", "session", "statistics")
            .because("the files are a projection of nouns, whoever made them");

    @ArchTest
    static final ArchRule jobUsesWhatStandsAboveIt = onlyUses(
                    "job",
                    "session",
                    "statistics",
                    "dataset",
                    "judge",
                    "metric",
                    "exam",
                    "advice",
                    "store",
                    "query",
                    "report",
                    "threads")
            .because("the life of a call must not depend on how people look at it");

    @ArchTest
    static final ArchRule backupCopiesWhatStoreAndReportHold = onlyUses(
                    "backup", "session", "statistics", "store", "query", "report")
            .because("a copy must not depend on what is done with the calls");

    @ArchTest
    static final ArchRule watchAsksQueries = onlyUses("watch", "session", "statistics", "query", "threads")
            .because("whoever looks on must not be able to touch the life of a call");

    @ArchTest
    static final ArchRule queryReadsWhatTheStoreHolds = onlyUses("query", "session", "statistics", "store")
            .because("to look at calls is not to change them; what is not yet visible the store's mapping leaves out");

    @ArchTest
    static final ArchRule gateIsArithmetic = classes()
            .that()
            .resideInAPackage("dev.marksheet.gate")
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackage("dev.marksheet..")
                    .or(resideInAnyPackage(
                            "dev.marksheet.gate", "dev.marksheet.session..", "dev.marksheet.statistics..")))
            .because("a verdict must follow from the scores alone, wherever they were read");

    @ArchTest
    static final ArchRule liveGatesOnlyLook = onlyUses(
                    "gate", "session", "statistics", "judge", "metric", "query", "watch", "threads")
            .because("to judge a session is not to change it");

    @ArchTest
    static final ArchRule apiChangesThroughJobAndReadsThroughQuery = onlyUses(
                    "api",
                    "session",
                    "statistics",
                    "dataset",
                    "judge",
                    "metric",
                    "gate",
                    "job",
                    "backup",
                    "query",
                    "report",
                    "watch",
                    "access")
            .because("a controller that writes past the job package could break the life of a call");

    @ArchTest
    static final ArchRule serverKnowsNoController = onlyUses("server", "job", "dataset")
            .because("what is too large, too slow or too odd is so whatever was asked");

    @ArchTest
    static final ArchRule accessKnowsNoController = onlyUses("access", "session", "store", "query", "server")
            .because("who may what must not depend on how it is done");

    @ArchTest
    static final ArchRule webChangesThroughJobAndReadsThroughQuery = onlyUses(
                    "web",
                    "session",
                    "statistics",
                    "dataset",
                    "metric",
                    "gate",
                    "job",
                    "query",
                    "report",
                    "access",
                    "webhook",
                    "openapi")
            .because("pages show what the reports show and ask no judge");

    @ArchTest
    static final ArchRule commandDoesWhatTheApiDoes = onlyUses(
                    "command",
                    "session",
                    "statistics",
                    "dataset",
                    "judge",
                    "metric",
                    "gate",
                    "job",
                    "backup",
                    "query",
                    "report",
                    "web")
            .because("what can be done without a server is done by the same hands");

    @ArchTest
    static final ArchRule monitorCountsAndChangesNothing = onlyUses(
                    "monitor", "session", "statistics", "judge", "metric", "gate", "job", "query", "threads")
            .because("what is counted must go on as if nobody did");

    @ArchTest
    static final ArchRule webhookSendsWhatTheStoreHolds = onlyUses(
                    "webhook", "session", "statistics", "judge", "gate", "job", "query", "store", "threads")
            .because("what has happened is written down where it happens, and told from there");

    @ArchTest
    static final ArchRule openapiStandsAlone =
            onlyUses("openapi").because("what is written of the API is read by all and reads nothing");

    @ArchTest
    static final ArchRule clientUsesNothingOfTheService = classes()
            .that()
            .resideInAPackage("dev.marksheet.client..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.marksheet.client..",
                    "java..",
                    "javax.net.ssl..",
                    "org.jspecify.annotations..",
                    "org.junit.jupiter.api.extension..",
                    "org.junit.platform.commons.support..",
                    "org.opentest4j.."))
            .because("its jar is handed out alone");

    @ArchTest
    static final ArchRule serviceUsesNothingOfTheClient = noClasses()
            .that()
            .resideOutsideOfPackage("dev.marksheet.client..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.marksheet.client..")
            .because("it is not in the service's jar");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("dev.marksheet.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package in disguise");

    @ArchTest
    static final ArchRule sessionHasNoFrameworkAndNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage("dev.marksheet.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "jakarta..",
                    "java.sql..",
                    "javax.sql..",
                    "java.nio.file..",
                    "java.net..",
                    "tools.jackson..")
            .because("plain values can be made in any test and outlive every framework");

    @ArchTest
    static final ArchRule roomsHaveNoCycles = slices().matching("dev.marksheet.(**)")
            .should()
            .beFreeOfCycles()
            .because("rooms of one package that need each other are one room in disguise");

    @ArchTest
    static final ArchRule apiIsClosed = noClasses()
            .that()
            .resideOutsideOfPackages("dev.marksheet.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.marksheet.api..")
            .because("HTTP is its only interface, whatever its rooms show each other");

    @ArchTest
    static final ArchRule wireKnowsNoController = noClasses()
            .that()
            .resideInAPackage("dev.marksheet.api.wire")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.marksheet.api..").and(not(resideInAPackage("dev.marksheet.api.wire"))))
            .because("what all endpoints share is about none of them");

    @ArchTest
    static final ArchRule webIsClosed = noClasses()
            .that()
            .resideOutsideOfPackages("dev.marksheet.web..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.marksheet.web..").and(not(simpleName("ExportPage"))))
            .because("HTTP is its only interface, whatever its rooms show each other; a report as one file needs none");

    private static ClassesShouldConjunction onlyUses(String name, String... others) {
        String[] mayUse = Stream.concat(Stream.of(name), Stream.of(others))
                .map(other -> "dev.marksheet." + other + "..")
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("dev.marksheet." + name + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("dev.marksheet..").or(resideInAnyPackage(mayUse)));
    }
}
