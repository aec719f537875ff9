package io.lamplighter.agent.verification;

import io.lamplighter.agent.fixture.StubWheel;
import java.util.Map;

/** A torch on a machine with two GPUs that compute and a small one for the screen, which it has no code for. */
final class ThreeGpus {
    private ThreeGpus() {}

    /**
     * Its wheel.
     *
     * @param trouble {@code works}, {@code is_busy(DEVICE)} or {@code is_ill(DEVICE)}
     */
    static StubWheel wheel(String trouble) {
        return StubWheel.of("torch", "1", Map.of("torch/__init__.py", """
                import os

                class Props:
                    def __init__(self, number):
                        self.uuid = "00000000-0000-0000-0000-00000000000" + str(number)

                ALL = [0, 1, 2]
                listed = os.environ.get("CUDA_VISIBLE_DEVICES")
                SEEN = [n for n in ALL if not listed or "GPU-" + Props(n).uuid in listed.split(",")]

                def works(place):
                    pass

                def is_busy(number):
                    def trouble(place):
                        if place == f"cuda:{number}":
                            raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 MiB")
                    return trouble

                def is_ill(number):
                    def trouble(place):
                        if place == f"cuda:{number}":
                            raise RuntimeError("CUDA error: an illegal memory access was encountered")
                    return trouble

                class Tensor:
                    trouble = staticmethod(@TROUBLE@)

                    def to(self, place):
                        self.trouble(place)
                        return self

                    def same(self, *ignored):
                        return self

                    cpu = abs = max = clone = detach = requires_grad_ = sum = backward = __sub__ = same
                    grad = property(same)

                    def __float__(self):
                        return 0.0

                def rand(*shape):
                    return Tensor()

                matmul = lambda left, right: left

                class fft:
                    rfft = staticmethod(lambda signal: signal)

                class nn:
                    class functional:
                        conv2d = staticmethod(lambda image, weight: image)

                class version:
                    cuda = "12.6"

                class _C:
                    _cuda_getDeviceCount = staticmethod(lambda: len(SEEN))

                class cuda:
                    init = staticmethod(lambda: None)
                    synchronize = staticmethod(lambda device: None)
                    get_device_name = staticmethod(lambda device: ["H100", "H100", "Quadro K420"][SEEN[device]])
                    get_device_capability = staticmethod(lambda device: [(9, 0), (9, 0), (3, 0)][SEEN[device]])
                    get_device_properties = staticmethod(lambda device: Props(SEEN[device]))
                    get_arch_list = staticmethod(lambda: ["sm_75", "sm_80", "sm_90"])
                """.replace("@TROUBLE@", trouble)));
    }
}
