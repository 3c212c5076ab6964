package dev.marksheet.judge.local;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marksheet.session.text.Bounded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Map;

/** One sentence embedding model, run in this process. Safe for use by many threads at once; lives as long as the JVM. */
final class SentenceEncoder {

    private static final int MOST_TOKENS = 512;
    // More characters than 512 tokens of any language have, so that a huge text is not tokenised to be thrown away.
    private static final int MOST_CHARACTERS = 20_000;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;
    private final boolean firstToken;

    private SentenceEncoder(String name, boolean firstToken) throws IOException, OrtException {
        this.firstToken = firstToken;
        try (InputStream vocabulary = resource(name + "-tokenizer.json");
                InputStream model = resource(name + ".onnx")) {
            // First, since it is the one that can fail on a healthy machine (it unpacks itself to a folder) and a model
            // left open would stay in native memory.
            this.tokenizer = HuggingFaceTokenizer.newInstance(
                    vocabulary,
                    Map.of("padding", "false", "truncation", "true", "maxLength", Integer.toString(MOST_TOKENS)));
            try {
                this.environment = OrtEnvironment.getEnvironment();
                this.session = session(environment, model);
            } catch (IOException | OrtException | LinkageError e) {
                tokenizer.close();
                throw e;
            }
        }
    }

    private static OrtSession session(OrtEnvironment environment, InputStream model) throws IOException, OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // One text uses one core; callers side by side use the others. An arena would keep its largest size.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            return environment.createSession(model.readAllBytes(), options);
        }
    }

    /**
     * Loads a model from the class path; takes some 100 ms. One at a time: the native libraries unpack themselves on first
     * use and are not known to bear company then.
     *
     * @param name the common part of its resources' names
     * @param firstToken whether the first token's vector stands for the text, else the mean of all
     * @throws IllegalStateException if it cannot be loaded on this machine
     */
    static synchronized SentenceEncoder load(String name, boolean firstToken) {
        // Else the tokenizer library calls home when its first class is loaded.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        try {
            return new SentenceEncoder(name, firstToken);
        } catch (IOException | OrtException | RuntimeException | LinkageError e) {
            throw new IllegalStateException("cannot load " + name + " (" + e + ")", e);
        }
    }

    /** The vector of a text, of length 1. Only the first 512 tokens count. */
    double[] encode(String text) {
        Encoding encoding = tokenizer.encode(Bounded.start(text, MOST_CHARACTERS));
        long[] ids = encoding.getIds();
        long[] shape = {1, ids.length};
        try (OnnxTensor input = tensor(ids, shape);
                OnnxTensor mask = tensor(encoding.getAttentionMask(), shape);
                OnnxTensor types = tensor(new long[ids.length], shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            float[][] tokens = ((float[][][]) result.get(0).getValue())[0];
            return normalised(firstToken ? new float[][] {tokens[0]} : tokens);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    /** The sum of the vectors, brought to length 1, which is the mean but for its length. */
    private static double[] normalised(float[][] vectors) {
        double[] sum = new double[vectors[0].length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        double squares = 1e-12;
        for (double x : sum) {
            squares += x * x;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= Math.sqrt(squares);
        }
        return sum;
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = SentenceEncoder.class.getResourceAsStream("/" + name);
        if (in == null) {
            throw new IOException(name + " is not on the class path");
        }
        return in;
    }
}
