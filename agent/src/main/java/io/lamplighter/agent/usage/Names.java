package io.lamplighter.agent.usage;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What folders are called, which differs between mount namespaces.
 *
 * @param names all that a process may call them
 */
record Names(List<Name> names) {
    private static final String PART_OF_A_NAME = "._-";

    Names {
        names = List.copyOf(names);
    }

    /** One of a folder's names. */
    record Name(Path folder, String text) {}

    /** The folders of which a text holds a name, alone or with something below it. */
    Set<Path> in(String text) {
        Set<Path> found = new HashSet<>();
        for (Name name : names) {
            if (!found.contains(name.folder) && holds(text, name.text)) {
                found.add(name.folder);
            }
        }
        return found;
    }

    /** The folders that any of the texts names. */
    Set<Path> inAny(Collection<String> texts) {
        Set<Path> found = new HashSet<>();
        texts.forEach(text -> found.addAll(in(text)));
        return found;
    }

    private static boolean holds(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || !isPartOfAName(text.charAt(at - 1));
            boolean ends = end == text.length() || !isPartOfAName(text.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    /** Generation 1 is not used by who uses generation 12. */
    private static boolean isPartOfAName(char each) {
        return Character.isLetterOrDigit(each) || PART_OF_A_NAME.indexOf(each) >= 0;
    }
}
