package dev.marksheet.judge.llm;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.llm.endpoint.Capability;
import dev.marksheet.judge.llm.endpoint.Endpoint;
import dev.marksheet.judge.llm.endpoint.EndpointFault;
import dev.marksheet.judge.llm.endpoint.ErrorMeaning;
import dev.marksheet.judge.llm.endpoint.RequestCost;
import dev.marksheet.judge.llm.endpoint.Thinking;
import dev.marksheet.judge.llm.prompt.Prompt;
import dev.marksheet.judge.llm.prompt.ReplySchema;
import dev.marksheet.judge.llm.prompt.UnusableReply;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Asks chat models, leaving out what each one is known not to understand. Safe for use by many threads at once. */
final class ChatClient {

    private static final double LEAST_TEMPERATURE = 0.01;

    private final Endpoint endpoint;
    private final OpenAiClients models;
    private final ModelCapabilities abilities;
    private final Thinking thinking;
    private final Map<String, String> reported = new ConcurrentHashMap<>();

    ChatClient(Endpoint endpoint, OpenAiClients models, ModelCapabilities abilities, Thinking thinking) {
        this.endpoint = endpoint;
        this.models = models;
        this.abilities = abilities;
        this.thinking = thinking;
    }

    /**
     * One question to a model.
     *
     * @param name the form of the reply, for the endpoint's logs
     * @param room the most tokens the reply may have; null to leave it to the endpoint
     */
    record Question(
            String model,
            Prompt prompt,
            String name,
            ReplySchema shape,
            double temperature,
            @Nullable Integer room) {}

    /**
     * What came back.
     *
     * @param text the reply; empty when there was none
     * @param cutOff whether it ended at its token limit
     * @param outputTokens how long it was; 0 when the endpoint does not tell
     */
    record Completion(String text, boolean cutOff, int outputTokens) {}

    Endpoint endpoint() {
        return endpoint;
    }

    Set<Capability> abilities(String model) {
        return abilities.of(model);
    }

    /** The name under which the endpoint last answered for a model; null when it never said. */
    @Nullable
    String reportedName(String model) {
        return reported.get(model);
    }

    /** The temperature that a model is asked with where votes are not repeated, as a fingerprint names it. */
    String temperature(String model) {
        Set<Capability> able = abilities.of(model);
        if (!able.contains(Capability.TEMPERATURE)) {
            return "the model's own";
        }
        return able.contains(Capability.ZERO_TEMPERATURE) ? "0" : String.valueOf(LEAST_TEMPERATURE);
    }

    /** How a model's thinking is bounded, as a fingerprint names it; empty when it is left to the model. */
    String thinking(String model) {
        Map<String, Object> bound = bound(model, abilities.of(model), abilities.refusedSwitches(model));
        return bound.isEmpty() ? "" : JsonMapper.shared().writeValueAsString(bound);
    }

    /** @throws JudgeException if there is no reply to be had */
    Completion complete(Question question, RequestCost tally) {
        String model = question.model();
        Ladder ladder = new Ladder();
        while (true) {
            Set<Capability> allowed = abilities.of(model);
            allowed.removeAll(ladder.leftOut());
            int refusedSwitches = abilities.refusedSwitches(model);
            Map<String, Object> bound = bound(model, allowed, refusedSwitches);
            Set<Capability> used = used(question, allowed, bound);
            try {
                ChatRequest request = request(question, allowed, bound);
                boolean whole = allowed.contains(Capability.WHOLE_REPLY);
                ChatResponse response = endpoint.call(() -> models.chat(whole).chat(request), tally);
                worked(question, used, ladder, response);
                return completion(response, tally);
            } catch (EndpointFault fault) {
                refuse(fault, question, tally);
                if (!learn(model, used, refusedSwitches, fault) && !climb(model, used, ladder, fault)) {
                    throw tally.failure(endpoint.messages().forGood(fault, model, tally.faults()), false);
                }
            }
        }
    }

    private void worked(Question question, Set<Capability> used, Ladder ladder, ChatResponse response) {
        String model = question.model();
        abilities.works(model, used);
        if (!ladder.leftOut().isEmpty()) {
            abilities.lacks(model, ladder.leftOut());
        }
        note(model, response.modelName());
    }

    private boolean learn(String model, Set<Capability> used, int refusedSwitches, EndpointFault fault) {
        boolean thinks = !thinking.canBeOff(model);
        if (fault.meaning() == ErrorMeaning.MUST_NOT_THINK && thinks) {
            return abilities.learn(model, used, List.of(Capability.WHOLE_REPLY), fault);
        }
        if (fault.meaning() == ErrorMeaning.NO_THINKING_SWITCH) {
            boolean sent = ModelCapabilities.isAboutTheRequest(fault) && used.contains(Capability.THINKING_SWITCH);
            if (sent) {
                abilities.refusedSwitch(
                        model, refusedSwitches, thinking.switches(model).size());
            }
            return sent;
        }
        return abilities.learn(model, used, fault);
    }

    private boolean climb(String model, Set<Capability> used, Ladder ladder, EndpointFault fault) {
        boolean vague = fault.meaning() == ErrorMeaning.VAGUE && ModelCapabilities.isAboutTheRequest(fault);
        if (!vague || ladder.leftOut().isEmpty() && !abilities.mayMind(model, used)) {
            return false;
        }
        boolean further = ladder.climb(used);
        if (!further) {
            abilities.climbedInVain(model);
        }
        return further;
    }

    private Map<String, Object> bound(String model, Set<Capability> allowed, int refusedSwitches) {
        if (!allowed.contains(Capability.THINKING)) {
            return Map.of("enable_thinking", false);
        }
        List<Map<String, Object>> switches = thinking.switches(model);
        return allowed.contains(Capability.THINKING_SWITCH) && refusedSwitches < switches.size()
                ? switches.get(refusedSwitches)
                : Map.of();
    }

    /** Ends the asking where the fault is about what the model wrote, or was to write. */
    private void refuse(EndpointFault fault, Question question, RequestCost tally) {
        if (fault.kind() == EndpointFault.Kind.REFUSAL) {
            throw new UnusableReply(
                    UnusableReply.Kind.REFUSED,
                    "refusal",
                    "",
                    endpoint.messages().refusal(fault, tally.faults()));
        }
        if (fault.meaning() == ErrorMeaning.NO_JSON_WRITTEN) {
            String written = fault.error().written();
            tally.wrote(question.name(), written);
            throw new UnusableReply(UnusableReply.Kind.UNREADABLE, "reply.no_json", written);
        }
        Integer room = question.room();
        boolean tooMuch = fault.meaning() == ErrorMeaning.TOO_MUCH_ROOM || fault.meaning() == ErrorMeaning.TOO_LONG;
        if (room != null && tooMuch) {
            throw new NoSuchRoom(fault.error().numberBetween(1, room));
        }
    }

    /** The model can't write as many tokens as were asked for, though it had taken the question without such a wish. */
    static final class NoSuchRoom extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int most;

        /** @param most what it can write; 0 when it does not say */
        NoSuchRoom(int most) {
            super("at most " + most + " tokens");
            this.most = most;
        }

        int most() {
            return most;
        }
    }

    private void note(String model, @Nullable String name) {
        if (name != null && !name.isBlank() && !name.equals(reported.get(model))) {
            reported.put(model, name);
        }
    }

    private static Set<Capability> used(Question question, Set<Capability> allowed, Map<String, Object> bound) {
        Set<Capability> used = EnumSet.copyOf(allowed);
        used.remove(Capability.BASE64);
        if (!allowed.contains(Capability.TEMPERATURE) || question.temperature() >= LEAST_TEMPERATURE) {
            used.remove(Capability.ZERO_TEMPERATURE);
        }
        if (bound.isEmpty() || !allowed.contains(Capability.THINKING)) {
            used.remove(Capability.THINKING_SWITCH);
        }
        if (allowed.contains(Capability.JSON_SCHEMA)) {
            used.remove(Capability.JSON_OBJECT);
        }
        if (question.room() == null) {
            used.remove(Capability.MAX_TOKENS);
        }
        return used;
    }

    private static ChatRequest request(Question question, Set<Capability> allowed, Map<String, Object> bound) {
        OpenAiChatRequestParameters.Builder parameters = OpenAiChatRequestParameters.builder();
        parameters.modelName(question.model());
        if (allowed.contains(Capability.TEMPERATURE)) {
            double least = allowed.contains(Capability.ZERO_TEMPERATURE) ? 0 : LEAST_TEMPERATURE;
            parameters.temperature(Math.max(least, question.temperature()));
        }
        ResponseFormat format = format(question, allowed);
        if (format != null) {
            parameters.responseFormat(format);
        }
        limit(parameters, question.room(), allowed);
        if (!bound.isEmpty()) {
            parameters.customParameters(bound);
        }
        return ChatRequest.builder()
                .messages(messages(question.prompt(), allowed))
                .parameters(parameters.build())
                .build();
    }

    private static void limit(
            OpenAiChatRequestParameters.Builder parameters, @Nullable Integer room, Set<Capability> allowed) {
        if (room != null && allowed.contains(Capability.MAX_TOKENS)) {
            parameters.maxOutputTokens(room);
        } else if (room != null) {
            parameters.maxCompletionTokens(room);
        }
    }

    private static @Nullable ResponseFormat format(Question question, Set<Capability> allowed) {
        if (allowed.contains(Capability.JSON_SCHEMA)) {
            return ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(JsonSchema.builder()
                            .name(question.name().replace('-', '_'))
                            .rootElement(question.shape().schema())
                            .build())
                    .build();
        }
        return allowed.contains(Capability.JSON_OBJECT) ? ResponseFormat.JSON : null;
    }

    private static List<ChatMessage> messages(Prompt prompt, Set<Capability> allowed) {
        return allowed.contains(Capability.SYSTEM_ROLE)
                ? List.of(SystemMessage.from(prompt.instructions()), UserMessage.from(prompt.data()))
                : List.of(UserMessage.from(prompt.instructions() + "\n\n" + prompt.data()));
    }

    private Completion completion(ChatResponse response, RequestCost tally) {
        TokenUsage tokens = response.tokenUsage();
        int output = tokens == null ? 0 : RequestCost.credible(tokens.outputTokenCount());
        endpoint.spent(tokens == null ? 0 : RequestCost.credible(tokens.inputTokenCount()), output, tally);
        if (response.finishReason() == FinishReason.CONTENT_FILTER) {
            throw new UnusableReply(UnusableReply.Kind.REFUSED, "reply.withheld", "");
        }
        String text = response.aiMessage().text();
        String shown = text == null ? "" : endpoint.messages().mask(text);
        return new Completion(shown, response.finishReason() == FinishReason.LENGTH, output);
    }
}
