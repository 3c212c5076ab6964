package dev.marksheet.judge.local;

import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded embeddings: MiniLM for English and bge-small-zh for Chinese, one of them for all texts of a request. A
 * model is loaded when it is first needed; nothing goes over a network. Safe for use by many threads at once: as many
 * requests run as there are processors, the others wait in order of arrival.
 */
final class LocalEmbedder implements Embedder {

    private static final Logger log = LoggerFactory.getLogger(LocalEmbedder.class);

    /**
     * ONNX Runtime 1.29 recurses thousands of frames deep when its environment is made, deeper the longer the command line
     * of the process: with a class path on it, the usual 1 MB of stack ends the whole process without a word.
     */
    private static final long STACK_BYTES = 16L << 20;

    // Where cosines of a question and an answer start and end to mean something, by the model of the language. A bare
    // phrase
    // is less like its question: half of the scale parts phrases from those of other questions best (balanced accuracy
    // 0.76 in English, 0.81 in Chinese).
    private static final Map<Reply.ProbeKind, Reply.Scale> ENGLISH_SCALES =
            Map.of(Reply.ProbeKind.ANSWER, new Reply.Scale(0, 0.6), Reply.ProbeKind.PHRASE, new Reply.Scale(0, 0.34));
    private static final Map<Reply.ProbeKind, Reply.Scale> CHINESE_SCALES = Map.of(
            Reply.ProbeKind.ANSWER, new Reply.Scale(0.30, 0.70), Reply.ProbeKind.PHRASE, new Reply.Scale(0.15, 0.45));

    /** How long a model that could not be loaded is not tried again: each try reads tens of megabytes. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ExecutorService threads = threads();
    private final Model english;
    private final Model chinese;

    LocalEmbedder() {
        this(SentenceEncoder::load, System::nanoTime);
    }

    /** @param nanos a clock that only goes forward */
    LocalEmbedder(Loader loader, LongSupplier nanos) {
        english = new Model("all-minilm-l6-v2-q", false, loader, nanos);
        chinese = new Model("bge-small-zh-v1.5-q", true, loader, nanos);
    }

    /** Loads a model; see {@link SentenceEncoder#load}. */
    @FunctionalInterface
    interface Loader {
        SentenceEncoder load(String name, boolean firstToken);
    }

    @Override
    public Judged<List<double[]>> embed(List<String> texts) {
        return embed(Language.of(texts), texts);
    }

    @Override
    public Embedder in(Language language) {
        return new Embedder() {
            @Override
            public Judged<List<double[]>> embed(List<String> texts) {
                return LocalEmbedder.this.embed(language, texts);
            }

            @Override
            public Reply.@Nullable Scale scale(Reply.ProbeKind kind) {
                return (language == Language.ZH ? CHINESE_SCALES : ENGLISH_SCALES).get(kind);
            }
        };
    }

    private static ExecutorService threads() {
        int processors = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                processors, processors, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), LocalEmbedder::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private Judged<List<double[]>> embed(Language language, List<String> texts) {
        Model model = language == Language.ZH ? chinese : english;
        Future<List<double[]>> vectors = threads.submit(() -> model.vectors(texts));
        try {
            return new Judged<>(vectors.get(), Usage.NONE);
        } catch (InterruptedException e) {
            vectors.cancel(true);
            Thread.currentThread().interrupt();
            throw JudgeException.ofKey("local_embedding.interrupted", true, e);
        } catch (ExecutionException e) {
            requireRunningJvm();
            if (!(e.getCause() instanceof NotLoadedException)) {
                log.error("The local embedding model failed.", e.getCause());
            }
            throw JudgeException.ofKey("local_embedding.failed", false, e);
        }
    }

    /**
     * ONNX Runtime frees its environment in a hook of its own as soon as the JVM begins to stop, while calls still have
     * their grace time: what fails then is not the call's fault. The JVM tells that it stops by refusing a hook.
     */
    private static void requireRunningJvm() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            throw JudgeException.ofKey("local_embedding.interrupted", true, stopping);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "local-embedding", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    /** A model could not be loaded a short while ago; the log said why. */
    private static final class NotLoadedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotLoadedException(RuntimeException fault) {
            super(fault);
        }
    }

    /** A model that is loaded on first use. */
    private static final class Model {

        private final String name;
        private final boolean firstToken;
        private final Loader loader;
        private final LongSupplier nanos;
        private final RecentVectors recent = new RecentVectors();
        // Guarded by this.
        private @Nullable SentenceEncoder encoder;
        private @Nullable RuntimeException fault;
        private long failedAt;

        Model(String name, boolean firstToken, Loader loader, LongSupplier nanos) {
            this.loader = loader;
            this.nanos = nanos;
            this.name = name;
            this.firstToken = firstToken;
        }

        List<double[]> vectors(List<String> texts) {
            SentenceEncoder ready = encoder();
            List<double[]> vectors = new ArrayList<>(texts.size());
            for (String text : texts) {
                vectors.add(recent.of(text.isEmpty() ? " " : text, ready::encode));
            }
            return vectors;
        }

        private synchronized SentenceEncoder encoder() {
            if (encoder == null) {
                encoder = load();
            }
            return encoder;
        }

        private SentenceEncoder load() {
            if (fault != null && nanos.getAsLong() - failedAt < PAUSE.toNanos()) {
                throw new NotLoadedException(fault);
            }
            try {
                return loader.load(name, firstToken);
            } catch (RuntimeException e) {
                fault = e;
                failedAt = nanos.getAsLong();
                throw e;
            }
        }
    }
}
