package dev.marksheet.judge.llm;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import tools.jackson.databind.JsonNode;

/** Puts into the body of a stub what {@link FakeModel} says to the request. Stateless. */
final class ModelReplies implements ResponseDefinitionTransformerV2 {

    @Override
    public String getName() {
        return "model-replies";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        ResponseDefinition stub = event.getResponseDefinition();
        JsonNode asked = FakeEndpoint.JSON.readTree(event.getRequest().getBodyAsString());
        String body =
                stub.getJsonBody() == null ? stub.getBody() : stub.getJsonBody().toString();
        return ResponseDefinitionBuilder.like(stub)
                .withJsonBody(null)
                .withBody(body == null ? "" : filled(body, asked))
                .build();
    }

    private static String filled(String body, JsonNode asked) {
        if (body.contains("{{vectors}}")) {
            return body.replace("\"{{vectors}}\"", FakeModel.vectorsOf(asked).toString());
        }
        if (!body.contains("{{reply")) {
            return body;
        }
        String reply = FakeModel.reply(new FakeEndpoint.Request("", null, asked));
        int half = reply.length() / 2;
        return body.replace("{{reply}}", escaped(reply))
                .replace("{{reply.1}}", escaped(reply.substring(0, half)))
                .replace("{{reply.2}}", escaped(reply.substring(half)))
                .replace("{{model}}", asked.path("model").asString());
    }

    private static String escaped(String text) {
        String quoted = FakeEndpoint.JSON.writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
