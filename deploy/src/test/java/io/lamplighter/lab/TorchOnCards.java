package io.lamplighter.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The stub torch of the agent's tests, which says that it computes on the cards of {@link NvmlCards} and agrees with
 * itself.
 */
public final class TorchOnCards {
    private static final Path STUB = Path.of("../agent/src/test/resources/stub/torch");

    private static final String CARDS = """


            def _same(self, *ignored):
                return self


            for _name in "abs clone cpu detach max to __sub__".split():
                setattr(Tensor, _name, _same)
            Tensor.__float__ = lambda self: 0.0
            _on_cpu = rand


            def rand(height, width=1, *ignored):
                return _on_cpu(height, width)


            class fft:
                rfft = staticmethod(lambda signal: signal)


            class nn:
                class functional:
                    conv2d = staticmethod(lambda image, weight: tensor(weight[0]) * tensor(weight[0]))


            class _C:
                _cuda_getDeviceCount = staticmethod(lambda: len(UUIDS))


            class Properties:
                def __init__(self, device):
                    self.uuid = UUIDS[device]


            class cuda:
                init = staticmethod(lambda: None)
                synchronize = staticmethod(lambda device: None)
                get_device_name = staticmethod(lambda device: "NVIDIA RTX A4000")
                get_device_capability = staticmethod(lambda device: (8, 6))
                get_device_properties = staticmethod(Properties)
                get_arch_list = staticmethod(lambda: ["sm_80", "sm_86", "sm_90"])
            """;

    private TorchOnCards() {}

    /**
     * A wheel of it.
     *
     * @param cuda with which it was made, {@code 12.8}
     * @param cards that it finds
     */
    public static Wheel wheel(String version, String cuda, int cards) throws IOException {
        var uuids = new StringBuilder();
        for (int card = 0; card < cards; card++) {
            uuids.append('"')
                    .append(NvmlCards.uuid(card).substring("GPU-".length()))
                    .append("\", ");
        }
        String main = Files.readString(STUB.resolve("__init__.py"))
                .replace("@VERSION@", version + "+cu" + cuda.replace(".", ""))
                .replace("@CUDA@", '"' + cuda + '"');
        return new Wheel(
                "torch",
                version,
                Map.of(
                        "torch/__init__.py",
                        main + "\n\nUUIDS = [" + uuids + "]\n" + CARDS,
                        "torch/utils/__init__.py",
                        "",
                        "torch/utils/data.py",
                        Files.readString(STUB.resolve("utils/data.py"))));
    }
}
