package io.lamplighter.cli.catalog.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Reads what an object needs out of {@code .gnu.version_r}, and how much device code it has. The content is gone
 * through three times (section table, needs, names), because each says where the next stands; of a library of a
 * gigabyte only these pieces are ever in memory.
 */
public final class ElfReader {
    private static final int MAGIC = 0x464c457f;
    private static final short BITS_64_LITTLE_END = 0x0102;
    private static final int HEADER_BYTES = 64;
    private static final int TABLE_OFFSET = 0x28;
    private static final int ENTRY_SIZE = 0x3a;
    private static final int ENTRY_COUNT = 0x3c;
    private static final int NAMES_INDEX = 0x3e;
    private static final int NEEDS_BYTES = 1 << 20;
    private static final int NAME_BYTES = 1 << 10;

    /**
     * NVIDIA's compilers put device code there; relocatable code, which is linked again at run time, into the second.
     */
    private static final Set<String> DEVICE_CODE = Set.of(".nv_fatbin", "__nv_relfatbin");

    private ElfReader() {}

    /**
     * Reads one file.
     *
     * @throws IOException when the content cannot be read; that it is damaged is an answer
     */
    public static ElfReading read(Content content) throws IOException {
        try {
            Optional<Sections> sections = sections(content);
            return sections.isEmpty() ? new ElfReading.NotElf() : new ElfReading.Read(object(content, sections.get()));
        } catch (Malformed e) {
            return new ElfReading.NotReadable(String.valueOf(e.getMessage()));
        }
    }

    private record Sections(List<Section> all, Section names) {
        long nameOf(Section section) {
            return names.offset() + section.name();
        }
    }

    /** Empty when it is no object. */
    private static Optional<Sections> sections(Content content) throws IOException {
        try (ForwardBytes bytes = new ForwardBytes(content.open())) {
            ByteBuffer header = bytes.next(HEADER_BYTES);
            if (header.limit() < Integer.BYTES || header.getInt(0) != MAGIC) {
                return Optional.empty();
            }
            if (header.limit() < HEADER_BYTES) {
                throw new Malformed("it breaks off");
            }
            if (header.getShort(Integer.BYTES) != BITS_64_LITTLE_END) {
                throw new Malformed("it is not for a machine with 64 bits that counts from the little end");
            }
            int count = Short.toUnsignedInt(header.getShort(ENTRY_COUNT));
            int names = Short.toUnsignedInt(header.getShort(NAMES_INDEX));
            if (count == 0 || names >= count || header.getShort(ENTRY_SIZE) != Section.BYTES) {
                throw new Malformed("it has no section table");
            }
            ByteBuffer table = bytes.take(header.getLong(TABLE_OFFSET), count * Section.BYTES);
            List<Section> all = IntStream.range(0, count)
                    .mapToObj(index -> Section.read(table, index))
                    .toList();
            return Optional.of(new Sections(all, all.get(names)));
        }
    }

    private static ElfObject object(Content content, Sections sections) throws IOException {
        Optional<Section> needed =
                sections.all().stream().filter(Section::holdsVersionsNeeded).findFirst();
        List<NeedEntry> entries = needed.isPresent()
                ? NeedEntry.read(bytes(content, needed.get()), needed.get().info())
                : List.of();
        long strings = needed.isPresent() ? linked(needed.get(), sections.all()).offset() : 0;

        Set<Long> places = new TreeSet<>();
        sections.all().forEach(section -> places.add(sections.nameOf(section)));
        entries.forEach(entry -> {
            places.add(strings + entry.library());
            places.add(strings + entry.version());
        });
        Map<Long, String> texts = texts(content, places);

        List<VersionNeed> needs = entries.stream()
                .map(entry -> new VersionNeed(
                        textAt(strings + entry.library(), texts),
                        textAt(strings + entry.version(), texts),
                        entry.weak()))
                .toList();
        long deviceCode = sections.all().stream()
                .filter(Section::standsInTheFile)
                .filter(section -> DEVICE_CODE.contains(textAt(sections.nameOf(section), texts)))
                .mapToLong(Section::size)
                .sum();
        return new ElfObject(needs, deviceCode);
    }

    private static String textAt(long place, Map<Long, String> texts) {
        return Objects.requireNonNull(texts.get(place));
    }

    private static Section linked(Section section, List<Section> all) throws Malformed {
        if (section.link() < 0 || section.link() >= all.size()) {
            throw new Malformed("it points to a section that is not there");
        }
        return all.get(section.link());
    }

    private static ByteBuffer bytes(Content content, Section section) throws IOException {
        if (section.size() < 0 || section.size() > NEEDS_BYTES) {
            throw new Malformed("it needs more versions than can be");
        }
        try (ForwardBytes bytes = new ForwardBytes(content.open())) {
            return bytes.take(section.offset(), (int) section.size());
        }
    }

    /** Names may share their ends, so one may begin inside another: each is then cut out of what was read before. */
    private static Map<Long, String> texts(Content content, Set<Long> places) throws IOException {
        Map<Long, String> texts = new TreeMap<>();
        long start = 0;
        String before = "";
        try (ForwardBytes bytes = new ForwardBytes(content.open())) {
            for (long place : places) {
                long inside = place - start;
                if (!texts.isEmpty() && inside <= before.length()) {
                    texts.put(place, before.substring((int) inside));
                } else {
                    before = bytes.text(place, NAME_BYTES);
                    start = place;
                    texts.put(place, before);
                }
            }
        }
        return texts;
    }
}
