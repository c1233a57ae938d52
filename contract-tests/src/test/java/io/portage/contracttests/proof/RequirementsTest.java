package io.portage.contracttests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every statement has a proof or a reason, every proof a statement, and the page says so.
class RequirementsTest {
    private static final Path ROOT = Path.of(System.getProperty("portage.root", ".."));
    private static final Path PAGE = ROOT.resolve("docs/requirements.md");

    private final List<Document> documents = Catalogue.read();
    private final Proofs proofs = new Proofs(ROOT);
    private final List<Statement> statements =
            documents.stream().flatMap(Document::statements).toList();

    @Test
    void statementsWhenReadThenEachHasAnIdOfItsOwn() {
        assertThat(statements).extracting(Statement::id).doesNotHaveDuplicates();
    }

    @Test
    void platformWhenReadThenItsTenRequirementsAreThere() {
        assertThat(statements)
                .extracting(Statement::id)
                .filteredOn(id -> id.startsWith("TR-OFF-"))
                .hasSize(10);
    }

    @Test
    void statementsWhenNoTestProvesThemThenSayWhyNot() {
        var declared = proofs.declared().keySet();

        assertThat(statements)
                .filteredOn(statement -> statement.open() == null
                        && statement.provenBy().isEmpty()
                        && !declared.contains(statement.id()))
                .isEmpty();
    }

    @Test
    void proofsWhenDeclaredThenOfStatementsThatExist() {
        assertThat(statements)
                .extracting(Statement::id)
                .containsAll(proofs.declared().keySet());
    }

    @Test
    void proofsWhenOfOtherModulesThenTestsThatExist() {
        assertThat(statements).flatExtracting(Statement::provenBy).allMatch(proofs::exists);
        assertThat(proofs.exists("io.portage.contracttests.proof.RequirementsTest.noSuchTest"))
                .isFalse();
    }

    @Test
    void pageWhenBuiltThenNotStale() throws IOException {
        var text = new RequirementsPage(documents, proofs.declared()).text();
        if (System.getProperty("portage.docs", "check").equals("write")) {
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE).as("stale; write it with -Dportage.docs=write").hasContent(text);
    }
}
