"""Begins with CUDA as every program does, and says how far it came."""
import ctypes
import sys

try:
    cuda = ctypes.CDLL(sys.argv[1])
except OSError as problem:
    print("library", problem)
    sys.exit()
version, devices = ctypes.c_int(), ctypes.c_int()
for function, arguments in (
        ("cuInit", (0,)),
        ("cuDriverGetVersion", (ctypes.byref(version),)),
        ("cuDeviceGetCount", (ctypes.byref(devices),))):
    code = getattr(cuda, function)(*arguments)
    if code:
        print("refused", function, code)
        sys.exit()
print("ready", version.value, devices.value)
