package dev.marksheet.web.login;

import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.foreignForm;
import static dev.marksheet.web.PageSlice.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.access.AccessMode;
import dev.marksheet.access.Logins;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginPageTests {

    private static final List<String> ELSEWHERE = List.of(
            "//evil.example",
            "///evil",
            "/..//evil",
            "/runs/../..//evil",
            "/\\\\evil",
            "\\/evil",
            "/ /evil",
            "evil",
            "https://evil.example",
            "/\\evil.example",
            "/a//evil.example",
            "/../x",
            "/%2e%2e/x",
            "/a/.%2E/%2e%2e/x",
            "javascript:alert(1)",
            "/logout",
            "/login",
            "/a b",
            "/\u00e9",
            "/" + "x".repeat(2000));

    private final AccessMode mode = mock(AccessMode.class);
    private final Logins logins = mock(Logins.class);
    private final PageSlice slice = PageSlice.of(new LoginController(mode, logins));

    LoginPageTests() {
        when(mode.isKeyed()).thenReturn(true);
        when(logins.begin(eq("right"), any(), any())).thenReturn(true);
    }

    @Test
    void asksForAKeyOnAPageThatNobodyKeeps() {
        Page page = slice.get("/login?from=/runs/session-s?q=a%26b");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.body())
                .contains("action=\"/login\"", "type=\"password\"", "name=\"from\" value=\"/runs/session-s?q=a&amp;b\"")
                .doesNotContain("role=\"alert\"");
        assertThat(slice.send(chinese("/login")).body()).contains("lang=\"zh-CN\"", "value=\"/\"");
    }

    @Test
    void leadsOnWhereNoKeyIsAskedFor() {
        when(mode.isKeyed()).thenReturn(false);

        for (Page page : List.of(slice.get("/login"), slice.send(form("/login", "key", "right", "from", "/keys")))) {
            assertThat(page.status()).isEqualTo(303);
            assertThat(page.location()).isEqualTo("/");
        }
        verify(logins, never()).begin(any(), any(), any());
    }

    @Test
    void leadsBackToWhereTheVisitorCameFrom() {
        Page page = slice.send(form("/login", "key", " right ", "from", "/runs/session-s/calls?q={x}"));

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/");
        assertThat(slice.send(form("/login", "key", "right", "from", "/runs/session-s?sort=time#a"))
                        .location())
                .isEqualTo("/runs/session-s?sort=time#a");
    }

    @Test
    void leadsToNoOtherSite() {
        for (String from : ELSEWHERE) {
            assertThat(slice.send(form("/login", "key", "right", "from", from)).location())
                    .as(from)
                    .isEqualTo("/");
        }
        String longest = "/" + "x".repeat(1999);
        assertThat(slice.send(form("/login", "key", "right", "from", longest)).location())
                .isEqualTo(longest);
    }

    @Test
    void asksAgainWhereAKeyOpensNothing() {
        Page page = slice.send(form("/login", "key", "\"><script>wrong", "from", "/datasets"));

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.body())
                .contains("role=\"alert\"", "This key opens nothing here", "name=\"from\" value=\"/datasets\"")
                .doesNotContain("wrong");
        assertThat(slice.send(form("/login")).status()).isEqualTo(401);
    }

    @Test
    void logsNobodyInOrOutForAnotherSite() {
        for (String path : List.of("/login", "/logout")) {
            assertThat(slice.send(foreignForm(path, "key", "right").header("Sec-Fetch-Site", "cross-site"))
                            .status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(slice.send(foreignForm(path, "key", "right").header("Origin", "https://evil.example"))
                            .status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(slice.send(foreignForm(path, "key", "right").header("Origin", "null"))
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        verifyNoInteractions(logins);
    }

    @Test
    void takesAKeyFromAProgramThatSaysNothingOfItsOrigin() {
        assertThat(slice.send(foreignForm("/login", "key", "right")).status()).isEqualTo(303);
    }

    @Test
    void endsTheLogin() {
        Page page = slice.send(form("/logout"));

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/login");
        verify(logins).end(any(), any());
        when(mode.isKeyed()).thenReturn(false);
        assertThat(slice.send(form("/logout")).location()).isEqualTo("/");
    }
}
