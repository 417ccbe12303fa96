/* The broker's load: one publisher that waits for JetStream's acknowledgements, many subscribers, in the broker's own text
   protocol, so that no client library is the bottleneck.

   nats PORT SUBJECT DELIVER SUBSCRIBERS INFLIGHT BYTES WARM SECONDS CORE
   DELIVER "-": every subscriber listens to SUBJECT itself; else subscriber k listens to DELIVER.k (a push consumer's subject). */
#include "common.h"

typedef struct {
    int fd, blocked, publisher;
    Bytes in, out;
} Wire;

static int ep, measuring, stopping, inflight;
static size_t size;
static char *body, subject[128];
static uint64_t *sent_at;
static struct {
    uint64_t acked, delivered, acked_ever, delivered_ever, refused;
    Hist ack, delivery;
} count;

static void wire_flush(Wire *w) {
    while (w->out.len) {
        ssize_t n = send(w->fd, w->out.at, w->out.len, MSG_NOSIGNAL);
        if (n <= 0) break;
        bytes_drop(&w->out, (size_t)n);
    }
    int want = w->out.len > 0;
    if (want == w->blocked) return;
    struct epoll_event e = {.events = EPOLLIN | (want ? EPOLLOUT : 0), .data.ptr = w};
    epoll_ctl(ep, EPOLL_CTL_MOD, w->fd, &e);
    w->blocked = want;
}

static void publish(Wire *w, int slot) {
    char head[256];
    uint64_t now = now_ns();
    int n = snprintf(head, sizeof head, "PUB %s _INBOX.bench.%d %zu\r\n", subject, slot, size);
    stamp(body, now);
    bytes_add(&w->out, head, (size_t)n);
    bytes_add(&w->out, body, size);
    bytes_add(&w->out, "\r\n", 2);
    sent_at[slot] = now;
}

static void on_message(Wire *w, const char *line, const char *payload, size_t n, uint64_t now) {
    if (!w->publisher) {
        count.delivered_ever++;
        if (!measuring) return;
        count.delivered++;
        hist_add(&count.delivery, now - stamped(payload));
        return;
    }
    int slot = atoi(line + sizeof "MSG _INBOX.bench." - 1);
    if (find(payload, payload + n, "\"error\"", 7) || slot < 0 || slot >= inflight) {
        count.refused++;
        fprintf(stderr, "refused: %.*s\n", (int)n, payload);
        exit(1);
    }
    count.acked_ever++;
    if (measuring) {
        count.acked++;
        hist_add(&count.ack, now - sent_at[slot]);
    }
    if (!stopping) publish(w, slot);
}

/* Takes one whole protocol unit off `p`; returns its length, 0 when more bytes are needed. */
static size_t unit(Wire *w, const char *p, size_t have, uint64_t now) {
    const char *nl = memchr(p, '\n', have);
    if (!nl) return 0;
    size_t line = (size_t)(nl - p) + 1;
    if (p[0] == 'M') {
        const char *digit = nl - 1;
        while (digit[-1] != ' ') digit--;
        size_t n = strtoull(digit, NULL, 10);
        if (have < line + n + 2) return 0;
        on_message(w, p, p + line, n, now);
        return line + n + 2;
    }
    if (p[0] == 'P' && p[1] == 'I') bytes_add(&w->out, "PONG\r\n", 6);
    if (p[0] == '-') {
        fprintf(stderr, "%.*s", (int)line, p);
        exit(1);
    }
    return line;
}

static void on_readable(Wire *w) {
    static char buffer[1 << 18];
    ssize_t n = recv(w->fd, buffer, sizeof buffer, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) die("the broker closed a connection");
    uint64_t now = now_ns();
    const char *p = buffer;
    size_t have = (size_t)n, done = 0, took;
    int kept = w->in.len > 0;
    if (kept) {
        bytes_add(&w->in, buffer, have);
        p = w->in.at;
        have = w->in.len;
    }
    while (done < have && (took = unit(w, p + done, have - done, now))) done += took;
    if (kept) bytes_drop(&w->in, done);
    else if (done < have) bytes_add(&w->in, p + done, have - done);
}

static void turn(uint64_t wait_ns) {
    static struct epoll_event events[512];
    int n = epoll_wait(ep, events, 512, (int)(wait_ns / 1000000));
    for (int i = 0; i < n; i++) {
        Wire *w = events[i].data.ptr;
        if (events[i].events & EPOLLIN) on_readable(w);
        if (w->out.len || w->blocked) wire_flush(w);
    }
}

static Wire *join_broker(int port, const char *listen_to, int publisher) {
    Wire *w = calloc(1, sizeof *w);
    char hello[512];
    w->fd = dial(port);
    w->publisher = publisher;
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = w};
    epoll_ctl(ep, EPOLL_CTL_ADD, w->fd, &e);
    int n = snprintf(hello, sizeof hello, "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true}\r\nSUB %s 1\r\n", listen_to);
    bytes_add(&w->out, hello, (size_t)n);
    turn(50000000);
    wire_flush(w);
    return w;
}

static void settle(uint64_t ns) {
    for (uint64_t end = now_ns() + ns; now_ns() < end;) turn(NS / 100);
}

int main(int argc, char **argv) {
    if (argc != 10) return 2;
    raise_file_limit();
    int port = atoi(argv[1]), subscribers = atoi(argv[4]);
    snprintf(subject, sizeof subject, "%s", argv[2]);
    inflight = atoi(argv[5]);
    size = (size_t)atoi(argv[6]);
    body = make_text(size);
    sent_at = calloc((size_t)inflight, sizeof *sent_at);
    pin_to(atoi(argv[9]));
    ep = epoll_create1(EPOLL_CLOEXEC);
    for (int k = 0; k < subscribers; k++) {
        char own[160];
        if (argv[3][0] == '-') snprintf(own, sizeof own, "%s", subject);
        else snprintf(own, sizeof own, "%s.%d", argv[3], k);
        join_broker(port, own, 0);
    }
    Wire *w = join_broker(port, "_INBOX.bench.*", 1);
    setvbuf(stdout, NULL, _IOLBF, 0);
    settle(NS);
    uint64_t delivered = count.delivered_ever;
    for (int slot = 0; slot < inflight; slot++) publish(w, slot);
    wire_flush(w);
    settle((uint64_t)(atof(argv[7]) * 1e9));
    printf("{\"phase\":\"measuring\"}\n");
    uint64_t start = now_ns();
    double cpu = cpu_seconds();
    measuring = 1;
    settle((uint64_t)(atof(argv[8]) * 1e9));
    measuring = 0;
    stopping = 1;
    double took = (double)(now_ns() - start) / 1e9;
    cpu = cpu_seconds() - cpu;
    printf("{\"phase\":\"measured\"}\n");
    settle(2 * NS);
    printf("{\"seconds\":%.4f,\"acked\":%llu,\"delivered\":%llu,\"acks_per_s\":%.1f,\"deliveries_per_s\":%.1f,\"generator_cpu\":%.3f,"
           "\"whole\":{\"acked\":%llu,\"delivered\":%llu},", took, (unsigned long long)count.acked, (unsigned long long)count.delivered,
           (double)count.acked / took, (double)count.delivered / took, cpu / took, (unsigned long long)count.acked_ever,
           (unsigned long long)(count.delivered_ever - delivered));
    hist_print(stdout, "ack_ms", &count.ack);
    printf(",");
    hist_print(stdout, "delivery_ms", &count.delivery);
    printf("}\n");
    return 0;
}
