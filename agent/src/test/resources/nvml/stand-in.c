/*
 * A stand-in for NVIDIA's management library, for tests. What it says stands in the file "scenario" beside it, lines of KEY=VALUE that are read
 * anew by every call; what it was asked stands in "calls", a line each with function, GPU and name of the thread. Layouts, codes and symbols are
 * those of nvml.h 13.3; a structure that brings no or another version is refused with 25, as the library does.
 *
 *   driver=580.95.05  nvml=13.580.95.05  cuda=13000  gpus=1     flags=3: with which nvmlInitWithFlags must be called
 *   return.FUNCTION=9        what a function answers instead        hang.FUNCTION=1   it does not come back while this stands there
 *   0.return=15              what every function answers of GPU 0   0.return.FUNCTION=3
 *   0.fan.1.return=999       what its second fan answers when it is asked for its speed
 *   0.uuid=GPU-… 0.memory=TOTAL,RESERVED,USED …                     what GPU 0 says; without a line it is "not supported"
 *   events=0:79,1:48,0:1:2   Xids of GPUs, in the order in which they happened; the third number is the type of another event
 *
 * A file "device" beside it is held open between init and shutdown, as the library holds /dev/nvidiactl.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

typedef unsigned int uint;
typedef unsigned long long ull;
typedef struct { uint magic; int index; int epoch; int parent; char uuid[96]; } *nvmlDevice_t;
typedef struct { int position; ull types[64]; } *nvmlEventSet_t;

enum { SUCCESS, UNINITIALIZED, INVALID_ARGUMENT, NOT_SUPPORTED, NO_PERMISSION, ALREADY, NOT_FOUND, INSUFFICIENT_SIZE, TIMEOUT = 10,
    VERSION_MISMATCH = 25 };
enum { MAGIC = 0x4e564d4c, LINE = 4096, GPUS = 64 };

static int users, epoch, held = -1;
static struct { uint magic; int index; int epoch; int parent; char uuid[96]; } devices[GPUS], instances[GPUS];

static const char *beside(const char *name) {
    static __thread char path[LINE];
    Dl_info info;
    dladdr((void *) beside, &info);
    snprintf(path, sizeof path, "%s", info.dli_fname);
    *(strrchr(path, '/') + 1) = 0;
    strncat(path, name, sizeof path - strlen(path) - 1);
    return path;
}

/* The value of a line of the scenario; 0 where there is none. */
static int look(char *value, const char *key) {
    char line[LINE];
    int found = 0;
    FILE *file = fopen(beside("scenario"), "r");
    if (!file) return 0;
    while (fgets(line, sizeof line, file)) {
        size_t length = strlen(key);
        line[strcspn(line, "\n")] = 0;
        if (!strncmp(line, key, length) && line[length] == '=') { strcpy(value, line + length + 1); found = 1; }
    }
    fclose(file);
    return found;
}

static int find(char *value, const char *format, ...) {
    char key[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(key, sizeof key, format, arguments);
    va_end(arguments);
    return look(value, key);
}

static int number(ull *value, const char *format, ...) {
    char key[256], text[LINE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(key, sizeof key, format, arguments);
    va_end(arguments);
    if (!look(text, key)) return 0;
    *value = strtoull(text, 0, 0);
    return 1;
}

/* The N-th of the numbers of a line, from 0. */
static int nth(ull *value, int n, int gpu, const char *key) {
    char text[LINE];
    if (!find(text, "%d.%s", gpu, key)) return 0;
    char *part = strtok(text, ",");
    while (part && n--) part = strtok(0, ",");
    if (!part) return 0;
    *value = strtoull(part, 0, 0);
    return 1;
}

static int enter(const char *function, int gpu) {
    char thread[17] = "";
    ull value;
    prctl(PR_GET_NAME, thread);
    FILE *calls = fopen(beside("calls"), "a");
    if (calls) {
        fprintf(calls, "%s %d %s\n", function, gpu, thread);
        fclose(calls);
    }
    while (number(&value, "hang.%s", function)) usleep(2000);
    if (number(&value, "return.%s", function)) return (int) value;
    if (gpu >= 0 && number(&value, "%d.return.%s", gpu, function)) return (int) value;
    if (gpu >= 0 && number(&value, "%d.return", gpu)) return (int) value;
    return SUCCESS;
}

static int gpus(void) {
    ull count = 0;
    number(&count, "gpus");
    return (int) count;
}

static int text(char *out, uint length, const char *value) {
    if (length < strlen(value) + 1) return INSUFFICIENT_SIZE;
    strcpy(out, value);
    return SUCCESS;
}

#define CALL { int code = enter(__func__, -1); if (code) return code; if (!users) return UNINITIALIZED; }
#define OF(device) { \
    if (!users) return UNINITIALIZED; \
    if (!(device) || (device)->magic != MAGIC || (device)->epoch != epoch) return INVALID_ARGUMENT; \
    int code = enter(__func__, (device)->index); \
    if (code) return code; }

/* ------------------------------------------------------------------ library */

int nvmlInitWithFlags(uint flags) {
    int code = enter(__func__, -1);
    if (code) return code;
    char wanted[LINE];
    if (flags & ~3u || (look(wanted, "flags") && (uint) atoi(wanted) != flags)) return INVALID_ARGUMENT;
    if (!users++) {
        epoch++;
        held = open(beside("device"), O_RDONLY | O_CLOEXEC);
    }
    return SUCCESS;
}

int nvmlInit_v2(void) { return nvmlInitWithFlags(0); }

int nvmlShutdown(void) {
    CALL
    if (!--users && held >= 0) { close(held); held = -1; }
    return SUCCESS;
}

const char *nvmlErrorString(int result) {
    switch (result) {
        case 0: return "The operation was successful";
        case 3: return "Not Supported";
        case 9: return "Driver Not Loaded";
        case 15: return "GPU is lost";
        case 18: return "RM has detected an NVML/RM version mismatch.";
        default: return "Unknown Error";
    }
}

int nvmlSystemGetDriverVersion(char *version, uint length) {
    char value[LINE];
    CALL
    return find(value, "driver") ? text(version, length, value) : NOT_SUPPORTED;
}

int nvmlSystemGetNVMLVersion(char *version, uint length) {
    char value[LINE];
    CALL
    return find(value, "nvml") ? text(version, length, value) : NOT_SUPPORTED;
}

int nvmlSystemGetCudaDriverVersion_v2(int *version) {
    ull value;
    CALL
    if (!number(&value, "cuda")) return 12;
    *version = (int) value;
    return SUCCESS;
}

/* Says a version even where there is no CUDA driver, as the library does. */
int nvmlSystemGetCudaDriverVersion(int *version) {
    ull value = 12000;
    CALL
    number(&value, "cuda");
    *version = (int) value;
    return SUCCESS;
}

int nvmlDeviceGetCount_v2(uint *count) {
    CALL
    *count = gpus();
    return SUCCESS;
}

static nvmlDevice_t device_of(int index) {
    devices[index].magic = MAGIC;
    devices[index].index = index;
    devices[index].epoch = epoch;
    devices[index].parent = -1;
    find(devices[index].uuid, "%d.uuid", index);
    return (nvmlDevice_t) &devices[index];
}

static int handle(const char *function, int index, nvmlDevice_t *device) {
    if (index < 0 || index >= gpus()) return INVALID_ARGUMENT;
    int code = enter(function, index);
    if (!code) *device = device_of(index);
    return code;
}

int nvmlDeviceGetHandleByIndex_v2(uint index, nvmlDevice_t *device) {
    CALL
    return handle(__func__, (int) index, device);
}

int nvmlDeviceGetHandleByUUID(const char *uuid, nvmlDevice_t *device) {
    char value[LINE];
    CALL
    for (int i = 0; i < gpus(); i++) if (find(value, "%d.uuid", i) && !strcmp(value, uuid)) return handle(__func__, i, device);
    return NOT_FOUND;
}

/* ------------------------------------------------------------------ one GPU */

#define STRING(function, key) \
    int function(nvmlDevice_t device, char *out, uint length) { \
        char value[LINE]; \
        OF(device) \
        return find(value, "%d." key, device->index) ? text(out, length, value) : NOT_SUPPORTED; }
#define NUMBER(function, type, key, n) \
    int function(nvmlDevice_t device, type *out) { \
        ull value; \
        OF(device) \
        if (!nth(&value, n, device->index, key)) return NOT_SUPPORTED; \
        *out = (type) value; \
        return SUCCESS; }
#define NUMBERED(function, type, key) \
    int function(nvmlDevice_t device, int which, type *out) { \
        ull value; \
        OF(device) \
        if (!number(&value, "%d." key ".%d", device->index, which)) return NOT_SUPPORTED; \
        *out = (type) value; \
        return SUCCESS; }

STRING(nvmlDeviceGetName, "name")
STRING(nvmlDeviceGetSerial, "serial")
STRING(nvmlDeviceGetVbiosVersion, "vbios")
NUMBER(nvmlDeviceGetMinorNumber, uint, "minor", 0)
NUMBER(nvmlDeviceGetPowerUsage, uint, "power", 0)
NUMBER(nvmlDeviceGetEnforcedPowerLimit, uint, "limit", 0)
NUMBER(nvmlDeviceGetTotalEnergyConsumption, ull, "energy", 0)
NUMBER(nvmlDeviceGetCurrentClocksEventReasons, ull, "reasons", 0)
NUMBER(nvmlDeviceGetCurrentClocksThrottleReasons, ull, "reasons", 0)
NUMBER(nvmlDeviceGetPersistenceMode, int, "persistence", 0)
NUMBER(nvmlDeviceGetPerformanceState, int, "pstate", 0)
NUMBER(nvmlDeviceGetCurrPcieLinkGeneration, uint, "pcie", 0)
NUMBER(nvmlDeviceGetCurrPcieLinkWidth, uint, "pcie", 1)
NUMBER(nvmlDeviceGetMaxPcieLinkGeneration, uint, "pcie", 2)
NUMBER(nvmlDeviceGetMaxPcieLinkWidth, uint, "pcie", 3)
NUMBER(nvmlDeviceGetPcieReplayCounter, uint, "pcie", 4)
NUMBER(nvmlDeviceGetRetiredPagesPendingStatus, int, "retired.pending", 0)
NUMBERED(nvmlDeviceGetTemperatureThreshold, uint, "threshold")
NUMBERED(nvmlDeviceGetClockInfo, uint, "clock")
NUMBERED(nvmlDeviceGetMaxClockInfo, uint, "maxclock")

/* Of a GPU or of an instance of one. */
int nvmlDeviceGetUUID(nvmlDevice_t device, char *uuid, uint length) {
    OF(device)
    return text(uuid, length, device->uuid);
}

typedef struct { char legacy[16]; uint domain, bus, device, id, subsystem; char busId[32]; } Pci;

int nvmlDeviceGetPciInfo_v3(nvmlDevice_t device, Pci *pci) {
    char value[LINE];
    ull id = 0;
    OF(device)
    if (!find(value, "%d.bus", device->index)) return NOT_SUPPORTED;
    memset(pci, 0, sizeof *pci);
    sscanf(value, "%x:%x:%x", &pci->domain, &pci->bus, &pci->device);
    snprintf(pci->busId, sizeof pci->busId, "%08X:%02X:%02X.0", pci->domain, pci->bus, pci->device);
    snprintf(pci->legacy, sizeof pci->legacy, "%04X:%02X:%02X.0", pci->domain & 0xffff, pci->bus & 0xff, pci->device & 0xff);
    number(&id, "%d.device", device->index);
    pci->id = (uint) id;
    return SUCCESS;
}

int nvmlDeviceGetCudaComputeCapability(nvmlDevice_t device, int *major, int *minor) {
    char value[LINE];
    OF(device)
    return find(value, "%d.cc", device->index) && sscanf(value, "%d.%d", major, minor) == 2 ? SUCCESS : NOT_SUPPORTED;
}

typedef struct { ull total, free, used; } Memory;
typedef struct { uint version; ull total, reserved, free, used; } Memory2;

static int memory(int gpu, Memory2 *memory) {
    if (!nth(&memory->total, 0, gpu, "memory")) return NOT_SUPPORTED;
    nth(&memory->reserved, 1, gpu, "memory");
    nth(&memory->used, 2, gpu, "memory");
    memory->free = memory->total - memory->reserved - memory->used;
    return SUCCESS;
}

int nvmlDeviceGetMemoryInfo_v2(nvmlDevice_t device, Memory2 *out) {
    OF(device)
    if (out->version != (sizeof *out | 2 << 24)) return VERSION_MISMATCH;
    return memory(device->index, out);
}

/* Counts what is reserved as used. */
int nvmlDeviceGetMemoryInfo(nvmlDevice_t device, Memory *out) {
    Memory2 whole;
    OF(device)
    int code = memory(device->index, &whole);
    if (!code) *out = (Memory) {whole.total, whole.free, whole.used + whole.reserved};
    return code;
}

typedef struct { uint gpu, memory; } Utilization;

int nvmlDeviceGetUtilizationRates(nvmlDevice_t device, Utilization *out) {
    ull gpu, memory;
    OF(device)
    if (!nth(&gpu, 0, device->index, "utilization") || !nth(&memory, 1, device->index, "utilization")) return NOT_SUPPORTED;
    out->gpu = (uint) gpu;
    out->memory = (uint) memory;
    return SUCCESS;
}

int nvmlDeviceGetTemperature(nvmlDevice_t device, int sensor, uint *out) {
    ull value;
    OF(device)
    if (sensor) return INVALID_ARGUMENT;
    if (!nth(&value, 0, device->index, "temperature")) return NOT_SUPPORTED;
    *out = (uint) value;
    return SUCCESS;
}

typedef struct { uint version; int sensor, temperature; } Temperature;

int nvmlDeviceGetTemperatureV(nvmlDevice_t device, Temperature *out) {
    ull value;
    OF(device)
    if (out->version != (sizeof *out | 1 << 24)) return VERSION_MISMATCH;
    if (out->sensor) return INVALID_ARGUMENT;
    if (!nth(&value, 0, device->index, "temperature")) return NOT_SUPPORTED;
    out->temperature = (int) value;
    return SUCCESS;
}

int nvmlDeviceGetNumFans(nvmlDevice_t device, uint *count) {
    ull value;
    OF(device)
    for (*count = 0; nth(&value, (int) *count, device->index, "fans"); ) ++*count;
    return SUCCESS;
}

int nvmlDeviceGetFanSpeed_v2(nvmlDevice_t device, uint fan, uint *speed) {
    ull value;
    OF(device)
    if (number(&value, "%d.fan.%u.return", device->index, fan)) return (int) value;
    if (!nth(&value, (int) fan, device->index, "fans")) return INVALID_ARGUMENT;
    *speed = (uint) value;
    return SUCCESS;
}

/* The oldest form: of the first alone. */
int nvmlDeviceGetFanSpeed(nvmlDevice_t device, uint *speed) {
    ull value;
    OF(device)
    if (!nth(&value, 0, device->index, "fans")) return NOT_SUPPORTED;
    *speed = (uint) value;
    return SUCCESS;
}

#define PAIR(function, type, key) \
    int function(nvmlDevice_t device, type *current, type *pending) { \
        ull now, then; \
        OF(device) \
        if (!nth(&now, 0, device->index, key) || !nth(&then, 1, device->index, key)) return NOT_SUPPORTED; \
        *current = (type) now; \
        *pending = (type) then; \
        return SUCCESS; }

PAIR(nvmlDeviceGetEccMode, int, "ecc")
PAIR(nvmlDeviceGetMigMode, uint, "mig")

int nvmlDeviceGetTotalEccErrors(nvmlDevice_t device, int type, int counter, ull *count) {
    OF(device)
    return number(count, "%d.ecc.%d.%d", device->index, type, counter) ? SUCCESS : NOT_SUPPORTED;
}

int nvmlDeviceGetRemappedRows(nvmlDevice_t device, uint *correctable, uint *uncorrectable, uint *pending, uint *failed) {
    uint *out[] = {correctable, uncorrectable, pending, failed};
    ull value;
    OF(device)
    for (int i = 0; i < 4; i++) {
        if (!nth(&value, i, device->index, "remapped")) return NOT_SUPPORTED;
        *out[i] = (uint) value;
    }
    return SUCCESS;
}

int nvmlDeviceGetRetiredPages_v2(nvmlDevice_t device, int cause, uint *count, ull *addresses, ull *timestamps) {
    ull value;
    OF(device)
    if (!number(&value, "%d.retired.%d", device->index, cause)) return NOT_SUPPORTED;
    uint room = *count;
    *count = (uint) value;
    if (value > room) return INSUFFICIENT_SIZE;
    for (uint i = 0; i < value; i++) addresses[i] = timestamps[i] = i;
    return SUCCESS;
}

typedef struct { uint pid; ull memory; uint gpuInstance, computeInstance; } Process;

static int processes(const char *key, int gpu, uint *count, Process *out) {
    char value[LINE] = "";
    uint room = *count;
    if (!find(value, "%d.%s", gpu, key)) return NOT_SUPPORTED;
    *count = 0;
    for (char *part = strtok(value, ","); part; part = strtok(0, ",")) {
        if (*count < room) {
            char *memory = strchr(part, ':');
            out[*count] = (Process) {(uint) strtoul(part, 0, 10), memory ? strtoull(memory + 1, 0, 10) : ~0ull, ~0u, ~0u};
        }
        ++*count;
    }
    return *count > room ? INSUFFICIENT_SIZE : SUCCESS;
}

int nvmlDeviceGetComputeRunningProcesses_v3(nvmlDevice_t device, uint *count, Process *out) {
    OF(device)
    return processes("processes", device->index, count, out);
}

int nvmlDeviceGetComputeRunningProcesses_v2(nvmlDevice_t device, uint *count, Process *out) {
    OF(device)
    return processes("processes", device->index, count, out);
}

/* The oldest form, of 16 bytes each. */
typedef struct { uint pid; ull memory; } OldProcess;

int nvmlDeviceGetComputeRunningProcesses(nvmlDevice_t device, uint *count, OldProcess *out) {
    Process whole[64];
    uint room = *count, known = 64;
    OF(device)
    int code = processes("processes", device->index, &known, whole);
    if (code) return code;
    *count = known;
    if (known > room) return INSUFFICIENT_SIZE;
    for (uint i = 0; i < known; i++) { out[i].pid = whole[i].pid; out[i].memory = whole[i].memory; }
    return SUCCESS;
}

int nvmlDeviceGetGraphicsRunningProcesses_v3(nvmlDevice_t device, uint *count, Process *out) {
    OF(device)
    return processes("graphics", device->index, count, out);
}

int nvmlDeviceGetMaxMigDeviceCount(nvmlDevice_t device, uint *count) {
    OF(device)
    *count = 7;
    return SUCCESS;
}

int nvmlDeviceGetMigDeviceHandleByIndex(nvmlDevice_t device, uint index, nvmlDevice_t *instance) {
    char value[LINE];
    OF(device)
    if (!find(value, "%d.instances", device->index)) return NOT_SUPPORTED;
    char *uuid = strtok(value, ",");
    for (uint i = index; uuid && i; i--) uuid = strtok(0, ",");
    if (!uuid) return NOT_FOUND;
    instances[index].magic = MAGIC;
    instances[index].index = device->index;
    instances[index].epoch = epoch;
    instances[index].parent = device->index;
    snprintf(instances[index].uuid, sizeof instances[index].uuid, "%s", uuid);
    *instance = (nvmlDevice_t) &instances[index];
    return SUCCESS;
}

typedef struct { uint field, scope; long long timestamp, latency; int type, code; ull value; } Field;

int nvmlDeviceGetFieldValues(nvmlDevice_t device, int count, Field *values) {
    OF(device)
    for (int i = 0; i < count; i++) {
        values[i].type = 1; /* unsigned int */
        values[i].value = 0xfefefefe00000000ull; /* what is behind four bytes is nobody's */
        ull value;
        values[i].code = number(&value, "%d.field.%u", device->index, values[i].field) ? SUCCESS : NOT_SUPPORTED;
        if (!values[i].code) values[i].value |= (uint) value;
    }
    return SUCCESS;
}

/* ------------------------------------------------------------------ events */

static int event(int position, int *gpu, ull *data, ull *type) {
    char value[LINE];
    if (!find(value, "events")) return 0;
    char *part = strtok(value, ",");
    while (part && position--) part = strtok(0, ",");
    *type = 8; /* an Xid */
    return part && sscanf(part, "%d:%llu:%llu", gpu, data, type) >= 2;
}

int nvmlEventSetCreate(nvmlEventSet_t *set) {
    int gpu;
    ull data, type;
    CALL
    *set = calloc(1, sizeof **set);
    while (event((*set)->position, &gpu, &data, &type)) (*set)->position++;
    return SUCCESS;
}

int nvmlDeviceGetSupportedEventTypes(nvmlDevice_t device, ull *types) {
    OF(device)
    *types = 8;
    return SUCCESS;
}

int nvmlDeviceRegisterEvents(nvmlDevice_t device, ull types, nvmlEventSet_t set) {
    OF(device)
    if (types & ~31ull || !set) return INVALID_ARGUMENT;
    set->types[device->index] |= types;
    return SUCCESS;
}

typedef struct { nvmlDevice_t device; ull type, data; uint gpuInstance, computeInstance; } Event;

int nvmlEventSetWait_v2(nvmlEventSet_t set, Event *out, uint milliseconds) {
    int gpu;
    CALL
    (void) milliseconds; /* nothing happens while one waits */
    memset(out, 0, sizeof *out);
    do {
        if (!event(set->position, &gpu, &out->data, &out->type)) return TIMEOUT;
        set->position++;
    } while (!set->types[gpu]); /* nobody asked for what this GPU reports */
    out->device = device_of(gpu);
    return SUCCESS;
}

int nvmlEventSetFree(nvmlEventSet_t set) {
    CALL
    free(set);
    return SUCCESS;
}
