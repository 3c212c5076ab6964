package dev.marksheet.web;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Renders Markdown that judges and reports wrote. Raw HTML in it is shown as text, links other than to web and mail
 * addresses lead nowhere, pictures are named but not loaded, and its headings rank below those of the page. Safe for use
 * by many threads at once.
 */
public final class Prose {

    private static final int TOP_LEVEL = 2;
    private static final int LOWEST_LEVEL = 6;

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
            .build();

    private Prose() {}

    /** HTML that is safe to stand unescaped in a page. */
    public static String html(String markdown) {
        Node document = PARSER.parse(markdown);
        document.accept(new Tamer());
        return RENDERER.render(document);
    }

    private static final class Tamer extends AbstractVisitor {

        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.min(LOWEST_LEVEL, heading.getLevel() + TOP_LEVEL));
            visitChildren(heading);
        }

        @Override
        public void visit(Image image) {
            while (image.getFirstChild() != null) {
                image.insertBefore(image.getFirstChild());
            }
            image.unlink();
        }
    }
}
