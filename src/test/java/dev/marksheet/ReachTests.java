package dev.marksheet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which packages reach out of the process: to files, databases, models and other programs. */
@AnalyzeClasses(
        packages = "dev.marksheet",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTests.Written.class})
class ReachTests {

    @ArchTest
    static final ArchRule onlyReportTouchesFiles = noClasses()
            .that()
            .resideOutsideOfPackages("dev.marksheet.report..", "dev.marksheet.dataset..", "dev.marksheet.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|FileInputStream|FileOutputStream|FileReader|FileWriter)")
            .because(
                    "the lock of a session guards its files only if nobody writes them elsewhere; an upload and what a command is"
                            + " told to write are none of them");

    @ArchTest
    static final ArchRule onlyStoreAndQuerySpeakSql = noClasses()
            .that()
            .resideOutsideOfPackages("dev.marksheet.store..", "dev.marksheet.query..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc..")
            .because("switching the database must not reach further than what writes and what reads it");

    @ArchTest
    static final ArchRule onlyJudgeTalksToModels = noClasses()
            .that()
            .resideOutsideOfPackage("dev.marksheet.judge..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.langchain4j..", "ai.onnxruntime..", "ai.djl..")
            .because("limits, retries and token counts hold only if there is one way out");

    @ArchTest
    static final ArchRule onlyJudgeWebhookAndCommandSendRequests = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.marksheet.judge..",
                    "dev.marksheet.webhook..",
                    "dev.marksheet.client..",
                    "dev.marksheet.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..")
            .because(
                    "what leaves this machine is looked at in two places; a command and a client ask whom they were told to");
}
