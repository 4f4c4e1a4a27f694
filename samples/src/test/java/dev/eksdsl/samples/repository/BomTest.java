package dev.eksdsl.samples.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The BOM has no parent, or it would force our test libraries on its users; so its versions are written twice. */
class BomTest {

    @Test
    void versionsOfTheBom_areThoseOfTheBuild() throws Exception {
        Map<String, String> build = properties(pom("pom.xml"));
        Map<String, String> bom = properties(pom("eks-dsl-bom/pom.xml"));

        assertThat(bom).isNotEmpty();
        assertThat(build).containsAllEntriesOf(bom);
    }

    @Test
    void versionOfTheBom_isThatOfTheModules() throws Exception {
        assertThat(child(pom("eks-dsl-bom/pom.xml"), "version")).isEqualTo(child(pom("pom.xml"), "version"));
    }

    private static Element pom(String path) throws ParserConfigurationException, IOException, SAXException {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Repository.path(path).toFile());
        return document.getDocumentElement();
    }

    private static Map<String, String> properties(Element pom) {
        Map<String, String> properties = new TreeMap<>();
        for (Node list = pom.getFirstChild(); list != null; list = list.getNextSibling()) {
            if (list.getNodeName().equals("properties")) {
                for (Node one = list.getFirstChild(); one != null; one = one.getNextSibling()) {
                    if (one instanceof Element property) {
                        properties.put(property.getNodeName(), property.getTextContent());
                    }
                }
            }
        }
        return properties;
    }

    private static String child(Element pom, String name) {
        for (Node one = pom.getFirstChild(); one != null; one = one.getNextSibling()) {
            if (one.getNodeName().equals(name)) {
                return one.getTextContent();
            }
        }
        throw new AssertionError("no " + name);
    }
}
