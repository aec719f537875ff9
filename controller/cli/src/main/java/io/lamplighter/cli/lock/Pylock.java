package io.lamplighter.cli.lock;

import com.electronwill.nightconfig.core.Config;
import com.electronwill.nightconfig.toml.TomlFormat;
import com.electronwill.nightconfig.toml.TomlWriter;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import java.util.LinkedHashMap;
import java.util.List;

/** A lock as {@code pylock.toml}, PEP 751; its files by their addresses, for whoever installs from it asks no index. */
final class Pylock {
    private static final String VERSION = "1.0";

    private final ListedFiles files;

    Pylock(ListedFiles files) {
        this.files = files;
    }

    String text(FoundLock found) {
        Config document = table();
        document.set("lock-version", VERSION);
        if (found.platform().os().equals("linux")) {
            document.set(
                    "environments",
                    List.of("sys_platform == 'linux' and platform_machine == '"
                            + found.platform().architecture() + "'"));
        }
        document.set("requires-python", "==" + found.lock().python() + ".*");
        document.set("created-by", "lamplighter");
        document.set(
                "packages",
                found.lock().all().sorted(LockText.BY_NAME).map(this::entry).toList());
        Config origin = table();
        origin.set("plan", found.plan().value());
        origin.set("lock", found.digest().value());
        origin.set("candidate", found.lock().candidate());
        document.set(List.of("tool", "lamplighter"), origin);
        return new TomlWriter().writeToString(document);
    }

    private Config entry(LockedPackage each) {
        Config entry = table();
        entry.set("name", each.name());
        entry.set("version", each.version());
        entry.set("wheels", each.files().stream().map(file -> wheel(each, file)).toList());
        return entry;
    }

    private Config wheel(LockedPackage of, LockedFile file) {
        Config hashes = table();
        hashes.set("sha256", file.sha256().hex());
        Config wheel = table();
        wheel.set("name", file.name());
        wheel.set("url", files.address(of, file));
        if (file.bytes() != null) {
            wheel.set("size", file.bytes());
        }
        wheel.set("hashes", hashes);
        return wheel;
    }

    private static Config table() {
        return Config.of(LinkedHashMap::new, TomlFormat.instance());
    }
}
