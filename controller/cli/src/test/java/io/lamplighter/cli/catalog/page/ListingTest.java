package io.lamplighter.cli.catalog.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.index.Listing;
import io.lamplighter.api.index.Sidecar;
import io.lamplighter.cli.exit.LampException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
    private static final URI ADDRESS = URI.create("https://mirror.example/simple/torch/");

    @Test
    void readsTheSameOutOfBothFormsOfARealPage() throws IOException {
        Listing html = read(PageServer.HTML, PageServer.recording("index/torch.html"));
        Listing json = read(PageServer.JSON, PageServer.recording("index/torch.json"));

        assertThat(html.files()).hasSize(32);
        assertThat(withoutFragments(html)).containsExactlyInAnyOrderElementsOf(withoutFragments(json));
        assertThat(json.files()).allSatisfy(file -> {
            assertThat(file.sha256()).hasSize(64);
            assertThat(file.requiresPython()).startsWith(">=3.");
            assertThat(file.yanked()).isNull();
            assertThat(file.address())
                    .hasHost("mirror.example")
                    .hasPath("/packages/" + file.address().getPath().substring("/packages/".length()));
        });
    }

    @Test
    void knowsWhatIsYankedAndWhy() throws IOException {
        Listing listing = read(PageServer.JSON, PageServer.recording("index/torchvision.json"));

        assertThat(listing.files())
                .filteredOn(file -> file.yanked() != null)
                .isNotEmpty()
                .allSatisfy(file -> {
                    assertThat(file.name()).startsWith("torchvision-0.15.0-");
                    assertThat(file.yanked()).isEqualTo("Contains an incorrect torch dependency");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            <a href="torch-1.whl">torch-1.whl</a>                                       | https://mirror.example/simple/torch/torch-1.whl | none | none | false | none
            <A HREF='/whl/cu126/torch-2%2Bcu126.whl#sha256=HASH'>x</A>                  | https://mirror.example/whl/cu126/torch-2%2Bcu126.whl | HASH | none | false | none
            <a class=x href=torch-1.whl data-yanked>torch-1.whl</a>                     | https://mirror.example/simple/torch/torch-1.whl | none | none | false | ``
            <a data-yanked="bad &amp; old" href="a.whl">a.whl</a>                       | https://mirror.example/simple/torch/a.whl | none | none | false | bad & old
            <a data-requires-python="&gt;=3.9&#44;&lt;&#x34;" href="a.whl">a.whl</a>    | https://mirror.example/simple/torch/a.whl | none | >=3.9,<4 | false | none
            <a data-core-metadata="sha256=1" href="a.whl">a.whl</a>                     | https://mirror.example/simple/torch/a.whl | none | none | true | none
            <a data-dist-info-metadata=true href="a.whl">a.whl</a>                      | https://mirror.example/simple/torch/a.whl | none | none | true | none
            <a data-core-metadata="false" href="a.whl">a.whl</a>                        | https://mirror.example/simple/torch/a.whl | none | none | false | none
            <a href="https://other.example/a.whl?x=1#egg=a&sha256=HASH">a.whl</a>       | https://other.example/a.whl?x=1 | HASH | none | false | none
            <a href="//other.example/a.whl"><b>a</b>.whl</a>                            | https://other.example/a.whl | none | none | false | none
            <!-- <a href="hidden.whl">h</a> --><script>if (a<b) "<a href='no.whl'>"</script><a href="a.whl"">a.whl</a> | https://mirror.example/simple/torch/a.whl | none | none | false | none
            <head><base href="/packages/"></head><a href="a.whl">a.whl</a>              | https://mirror.example/packages/a.whl | none | none | false | none
            """)
    void readsLinksHoweverTheyAreWritten(
            String html, String address, String hash, String python, boolean metadata, String yanked)
            throws IOException {
        String digest = "0123456789abcdef".repeat(4);

        Listing listing = read(PageServer.HTML, html.replace("HASH", digest));

        assertThat(listing.files()).singleElement().satisfies(file -> {
            assertThat(file.address().toString().replaceFirst("#.*", "")).isEqualTo(address);
            assertThat(file.sha256()).isEqualTo(hash == null ? null : digest);
            assertThat(file.requiresPython()).isEqualTo(python);
            assertThat(file.metadata() != null).isEqualTo(metadata);
            assertThat(file.yanked()).isEqualTo(yanked);
        });
        assertThat(listing.oddities()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            torch-2.6.0%2Bcu126-cp312-cp312-linux_x86_64.whl     | torch-2.6.0+cu126-cp312-cp312-linux_x86_64.whl
            torch-2.6.0+cu126-cp312-cp312-linux_x86_64.whl       | torch-2.6.0+cu126-cp312-cp312-linux_x86_64.whl
            torch-2.6.0%252Bcu126-cp312-cp312-linux_x86_64.whl   | torch-2.6.0%2Bcu126-cp312-cp312-linux_x86_64.whl
            """)
    void namesAFileAsInstallersDo(String link, String name) throws IOException {
        Listing listing = read(PageServer.HTML, "<a href=\"" + link + "\">" + name + "</a>");

        assertThat(listing.files()).extracting(ListedFile::name).containsExactly(name);
    }

    @Test
    void readsEveryFormOfMetadataAndYankedInJson() throws IOException {
        Listing listing = read(PageServer.JSON, """
                {"meta": {"api-version": "1.4"}, "name": "torch", "files": [
                  {"url": "a-1.whl", "filename": "a-1.whl", "hashes": {}, "yanked": true, "core-metadata": {"sha256": "00"}},
                  {"url": "a-2.whl", "filename": "a-2.whl", "hashes": {"md5": "00"}, "yanked": "", "dist-info-metadata": true},
                  {"url": "a-3.whl", "filename": "a-3.whl", "requires-python": null, "core-metadata": false},
                  {"url": "a b", "filename": "a b"}
                ]}""");

        assertThat(listing.files())
                .extracting(ListedFile::metadata)
                .containsExactly(
                        new Sidecar(ADDRESS.resolve("a-1.whl.metadata"), "00"),
                        new Sidecar(ADDRESS.resolve("a-2.whl.metadata"), null),
                        null);
        assertThat(listing.files()).extracting(ListedFile::yanked).containsExactly("", "", null);
        assertThat(listing.files()).extracting(ListedFile::sha256).containsOnlyNulls();
        assertThat(listing.oddities()).containsExactly("\"a b\" is no address");
    }

    @Test
    void namesWhatAPageLinksBesidesFiles() throws IOException {
        Listing html = read(PageServer.HTML, """
                <a href="../">Parent</a> <a href="cu126/">cu126</a> <a href="/whl/cpu">cpu</a>
                <a href="torch-1.whl.metadata">m</a> <a href="torch-1.tar.gz">s</a>""");
        Listing json = read("application/json", "{\"projects\": [{\"name\": \"torch\"}, {\"name\": \"numpy\"}]}");

        assertThat(html.pages()).containsExactly("simple", "cu126", "cpu", "torch-1.whl.metadata");
        assertThat(html.files()).extracting(ListedFile::name).containsExactly("torch-1.tar.gz");
        assertThat(json.pages()).containsExactly("torch", "numpy");
    }

    @Test
    void tellsLinksThatShowAnotherFileThanTheyLead() throws IOException {
        Listing listing = read(PageServer.HTML, """
                <a href="torch-2.0.0-cp311-cp311-linux_x86_64.whl">torch-2.1.0-cp311-cp311-linux_x86_64.whl</a>
                <a href="cu126/torch-2.0.0-cp312-cp312-linux_x86_64.whl">cu126/torch-2.0.0-cp312-cp312-linux_x86_64.whl</a>
                <a href="bad address">x</a>""");

        assertThat(listing.oddities())
                .containsExactly(
                        "what is shown as torch-2.1.0-cp311-cp311-linux_x86_64.whl is a link to"
                                + " torch-2.0.0-cp311-cp311-linux_x86_64.whl",
                        "\"bad address\" is no address");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text/html        | <a href="torch-1.whl">torch-1.whl</a><a href="torch-        | it breaks off within a tag or a link
            text/html        | <a href="torch-1.whl">torch-1.w                             | it breaks off within a tag or a link
            text/html        | <!-- never closed                                           | it breaks off within a tag or a link
            text/html        | <meta name="pypi:repository-version" content="2.0">         | it speaks version 2.0 of the simple API, and only version 1 can be read
            application/json | {"meta": {"api-version": "2.0"}, "files": []}               | it speaks version 2.0 of the simple API, and only version 1 can be read
            application/json | {"message": "Welcome"}                                      | its JSON lists neither files nor projects
            application/json | {"files": [{"url": "a.whl"                                  | its JSON is broken or breaks off: Unexpected end-of-input
            """)
    void refusesWhatIsNoIndexPage(String contentType, String text, String reason) {
        assertThatThrownBy(() -> read(contentType, text))
                .isInstanceOf(LampException.class)
                .hasMessageStartingWith(
                        "https://mirror.example/simple/torch/ cannot be read: it is no index page: " + reason)
                .hasMessageEndingWith("; check the address, and try again later");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "It works!", "\u0000\u0001<<<>>>&&& < a href", "<html><body><p>Log in</p></body></html>"})
    void findsNothingInOtherText(String text) throws IOException {
        Listing listing = read(PageServer.HTML, text);

        assertThat(listing.files()).isEmpty();
        assertThat(listing.pages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a href='x.whl'>", "<a ", " ", "<", "\"", "<a href=\"x.whl\">x</a>"})
    void readsHostilePagesInTimeThatGrowsWithTheirLength(String piece) {
        String page = "<a href=\"first.whl\">first.whl</a><p " + piece.repeat(400_000 / piece.length());

        assertThat(page).satisfies(text -> {
            try {
                read(PageServer.HTML, text);
            } catch (LampException e) {
                assertThat(e).hasMessageContaining("breaks off");
            }
        });
    }

    private static Listing read(String contentType, String text) throws IOException {
        return new Pages.Body(ADDRESS, contentType, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .listing();
    }

    private static List<ListedFile> withoutFragments(Listing listing) {
        return listing.files().stream()
                .map(file -> new ListedFile(
                        file.name(),
                        URI.create(file.address().toString().replaceFirst("#.*", "")),
                        file.sha256(),
                        file.requiresPython(),
                        null,
                        file.yanked()))
                .toList();
    }
}
