package dev.marksheet.gate;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a gate's result as CI systems read test reports: one test case a criterion. What is undecided was skipped, or is an
 * error where the judge is the reason. Pure.
 */
public final class GateJunit {

    private GateJunit() {}

    /** @param element what stands within the test case; empty for a pass */
    private record Case(String name, String element, String message) {}

    public static String of(GateResult result, GateWords words) {
        List<Case> cases =
                GateLine.of(result, words).stream().map(GateJunit::testCase).toList();
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            suite(xml, result, cases);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written to memory", e);
        }
        return text.append('\n').toString();
    }

    private static Case testCase(GateLine line) {
        String element = switch (line.verdict()) {
            case PASS -> "";
            case FAIL -> "failure";
            case UNDECIDED -> line.judgeTrouble() ? "error" : "skipped";
        };
        return new Case(line.title(), element, line.asked() + ": " + line.reason());
    }

    private static void suite(XMLStreamWriter xml, GateResult result, List<Case> cases) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "marksheet gate " + legal(result.session().value()));
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("failures", count(cases, "failure"));
        xml.writeAttribute("errors", count(cases, "error"));
        xml.writeAttribute("skipped", count(cases, "skipped"));
        for (Case each : cases) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", "marksheet.gate." + result.run().value());
            xml.writeAttribute("name", legal(each.name()));
            if (!each.element().isEmpty()) {
                xml.writeStartElement(each.element());
                xml.writeAttribute("message", legal(each.message()));
                xml.writeCharacters(legal(each.message()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String count(List<Case> cases, String element) {
        return String.valueOf(
                cases.stream().filter(each -> each.element().equals(element)).count());
    }

    /** XML 1.0 has no way to write most control characters and lone surrogates. */
    private static String legal(String text) {
        return Lines.one(text).replaceAll("[^\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
