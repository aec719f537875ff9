package io.lamplighter.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lamplighter.api.machine.FactLabel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
    private static final Labels LABELS = new Labels(
            Map.of("room", "b12", "site", "north"),
            Map.of(FactLabel.GPU, Set.of("Tesla T4", "NVIDIA T400"), FactLabel.OS, Set.of("linux")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                           | YES
            {room: b12}                                  | YES
            {room: b13}                                  | NO
            {room: b12, site: south}                     | NO
            {room: [b11, b12]}                           | YES
            {room: {in: [b11, b13]}}                     | NO
            {room: {notIn: [b11, b13]}}                  | YES
            {room: {notIn: [b12]}}                       | NO
            {shelf: {notIn: [top]}}                      | YES
            {shelf: {notIn: [top], exists: true}}        | NO
            {room: {exists: true}}                       | YES
            {shelf: {exists: true}}                      | NO
            {shelf: {exists: false}}                     | YES
            {room: {exists: false}}                      | NO
            {fact/gpu: Tesla T4}                         | YES
            {fact/gpu: [Tesla P4, NVIDIA T400]}          | YES
            {fact/gpu: {notIn: [NVIDIA T400]}}           | NO
            {fact/os: linux, fact/driver-branch: '580'}  | UNKNOWN
            {fact/os: windows, fact/driver-branch: '580'} | NO
            {fact/driver-branch: {exists: false}}        | UNKNOWN
            """)
    void selectsByLabels(String selector, Selector.Answer answer) throws ManifestException {
        assertThat(group(selector).spec().machines().of(LABELS)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                             | ''
            {site: north, room: b12}                       | room=b12,site=north
            {room: [b11, b12]}                             | 'room in (b11, b12)'
            {room: {notIn: [b11], exists: true}}           | 'room notin (b11),room'
            {spare: {exists: false}, fact/os: linux}       | fact/os=linux,!spare
            """)
    void isShownInTheWordsOfKubectl(String selector, String words) throws ManifestException {
        assertThat(group(selector).spec().machines()).hasToString(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{room: b12}",
                "{room: [b12, b13]}",
                "{room: {in: [b12], notIn: [b13], exists: true}}",
                "{fact/compute-capability: {exists: false}}"
            })
    void readsBackWhatItWrites(String selector) throws ManifestException {
        Group group = group(selector);

        assertThat(ManifestReader.read("-", ManifestReader.write(group))).isEqualTo(List.of(group));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {room: 12}                 | /spec/selector/room       | expected text or a list or a mapping, found the number 12; quotes are missing, write "12"
            {room: [12]}               | /spec/selector/room/0     | expected text, found the number 12; quotes are missing, write "12"
            {room: []}                 | /spec/selector/room       | the list names no value; write {exists: true} for any
            {room: ""}                 | /spec/selector/room       | a label has no empty value; write {exists: false} for its absence
            {room: {}}                 | /spec/selector/room       | nothing is asked of the label; write a value, a list of values, {notIn: [...]} or {exists: true}
            {room: {notin: [a]}}       | /spec/selector/room/notin | unknown field "notin"; did you mean "notIn"?
            {room: {in: b12}}          | /spec/selector/room/in    | expected a list, found the text "b12"; write [b12]
            {room: {exists: "true"}}   | /spec/selector/room/exists | expected true or false, found the text "true"; leave the quotes out
            {room: {exists: false, in: [a]}} | /spec/selector/room | a label that must not be there has no values to choose from
            {"my room": a}             | /spec/selector/my room    | a label's name is 1 to 63 letters, digits, dots, dashes and underscores; found "my room"
            {fact/gpus: a}             | /spec/selector/fact~1gpus | no label "fact/gpus" is computed; did you mean "fact/gpu"?
            {fact/colour: a}           | /spec/selector/fact~1colour | no label "fact/colour" is computed; there are fact/os, fact/arch, fact/gpu, fact/compute-capability, fact/driver-branch
            """)
    void saysWhatIsWrongWithASelector(String selector, String path, String message) {
        ManifestException refused = catchThrowableOfType(ManifestException.class, () -> group(selector));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message()).isEqualTo(message);
        });
    }

    @Test
    void givesNoSourceByWhatAMachineSaysOfItself() {
        ManifestException refused =
                catchThrowableOfType(ManifestException.class, () -> ManifestReader.read("mirror.yaml", """
                        apiVersion: lamplighter.io/v1
                        kind: Source
                        metadata: {name: mirror}
                        spec: {type: pypi, url: "https://mirror.lab.example", replaces: pypi, selector: {fact/gpu: T4}}
                        """));

        assertThat(refused)
                .hasMessage("mirror.yaml:4:82: /spec/selector/fact~1gpu: \"fact/gpu\" is computed from what a machine"
                        + " says of itself: no operator sets it, and no source or credential is given by it; name a"
                        + " label that an operator gave");
    }

    private static Group group(String selector) throws ManifestException {
        return (Group)
                ManifestReader.read("group.yaml", """
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: teaching}
                spec: {selector: %s, environments: [torch]}
                """.formatted(selector)).getFirst();
    }
}
