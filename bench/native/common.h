/* What the load programs share: clocks, pinning, byte buffers, a latency histogram. Times are nanoseconds. */
#ifndef TAMBOUR_BENCH_COMMON_H
#define TAMBOUR_BENCH_COMMON_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define NS 1000000000ull

static inline uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * NS + (uint64_t)t.tv_nsec;
}

static inline uint64_t wall_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static inline double cpu_seconds(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) + 1e-6 * (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec);
}

static inline void die(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

static inline void pin_to(int core) {
    if (core < 0) return;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    if (sched_setaffinity(0, sizeof set, &set)) die("sched_setaffinity");
}

static inline void raise_file_limit(void) {
    struct rlimit r;
    getrlimit(RLIMIT_NOFILE, &r);
    r.rlim_cur = r.rlim_max;
    setrlimit(RLIMIT_NOFILE, &r);
}

/* ── bytes ── */
typedef struct {
    char *at;
    size_t len, cap;
} Bytes;

static inline void bytes_need(Bytes *b, size_t more) {
    if (b->len + more <= b->cap) return;
    size_t cap = b->cap ? b->cap : 512;
    while (cap < b->len + more) cap *= 2;
    b->at = realloc(b->at, cap);
    if (!b->at) die("realloc");
    b->cap = cap;
}

static inline void bytes_add(Bytes *b, const void *from, size_t n) {
    bytes_need(b, n);
    memcpy(b->at + b->len, from, n);
    b->len += n;
}

static inline void bytes_drop(Bytes *b, size_t n) {
    memmove(b->at, b->at + n, b->len - n);
    b->len -= n;
    if (!b->len && b->cap > 65536) {
        free(b->at);
        memset(b, 0, sizeof *b);
    }
}

/* Bounded search: the needle is short, so memmem's first-byte search does the work. */
static inline const char *find(const char *from, const char *end, const char *needle, size_t n) {
    return from < end ? memmem(from, (size_t)(end - from), needle, n) : NULL;
}

/* ── latency histogram: 32 steps per power of two of microseconds, so ±1.6 % ── */
#define HIST_STEPS 32
#define HIST_SIZE (HIST_STEPS * 40)
typedef struct {
    uint64_t count, max, at[HIST_SIZE];
} Hist;

static inline void hist_add(Hist *h, uint64_t ns) {
    uint64_t us = ns / 1000;
    size_t i;
    if (us < HIST_STEPS) {
        i = us;
    } else {
        int top = 63 - __builtin_clzll(us);
        i = (size_t)(top - 4) * HIST_STEPS + ((us >> (top - 5)) & (HIST_STEPS - 1));
    }
    h->at[i < HIST_SIZE ? i : HIST_SIZE - 1]++;
    h->count++;
    if (ns > h->max) h->max = ns;
}

static inline double hist_ms(const Hist *h, double share) {
    uint64_t want = (uint64_t)(share * (double)h->count), seen = 0;
    for (size_t i = 0; i < HIST_SIZE; i++) {
        seen += h->at[i];
        if (seen <= want && i + 1 < HIST_SIZE) continue;
        if (i < HIST_STEPS) return (double)i / 1000;
        size_t row = i / HIST_STEPS, step = i % HIST_STEPS;
        return (double)((HIST_STEPS + step) << (row - 1)) / 1000;
    }
    return (double)h->max / 1e6;
}

static inline void hist_print(FILE *to, const char *name, const Hist *h) {
    fprintf(to, "\"%s\":{\"count\":%llu,\"p50\":%.3f,\"p90\":%.3f,\"p99\":%.3f,\"max\":%.3f}", name,
            (unsigned long long)h->count, hist_ms(h, .5), hist_ms(h, .9), hist_ms(h, .99), (double)h->max / 1e6);
}

/* ── sockets ── */
static inline int dial(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    if (fd < 0) die("socket");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS) die("connect");
    return fd;
}

/* The text every load program sends: "T" + 16 hex digits of the send time, then filler up to `size` bytes. */
#define STAMP 17
static inline char *make_text(size_t size) {
    static const char words[] = " the drum is heard from one end of the square to the other";
    char *text = malloc(size + 1);
    for (size_t i = 0; i < size; i++) text[i] = words[i % (sizeof words - 1)];
    text[size] = 0;
    return text;
}

static inline void stamp(char *text, uint64_t ns) {
    static const char digits[] = "0123456789abcdef";
    text[0] = 'T';
    for (int i = 16; i >= 1; i--, ns >>= 4) text[i] = digits[ns & 15];
}

static inline uint64_t stamped(const char *text) {
    uint64_t ns = 0;
    for (int i = 1; i <= 16; i++) {
        char d = text[i];
        ns = ns << 4 | (uint64_t)(d <= '9' ? d - '0' : d - 'a' + 10);
    }
    return ns;
}
#endif
