/* The load generator: speaks the client protocol over many WebSockets and measures what comes back.

   load PORT PATH PLAN TEXT_BYTES CORE
   PLAN: a file, one client a line: TOKEN SENDER(0|1) CHAT OPEN_CHAT(0 = none).
   Then commands on stdin, one JSON line on stdout for each:
     (start)                                {"ready":N,"seconds":S}
     closed INFLIGHT WARM SECONDS SENDERS   each of the first SENDERS senders keeps INFLIGHT sends unanswered
     open   RATE     WARM SECONDS SENDERS   RATE sends a second in all; latency counts from the planned moment
     watch  TIMEOUT NEEDLE                  until every client has received a frame that holds NEEDLE
     quit                                                                                                        */
#include "client.h"

static Client **senders;
static size_t sender_count;

static void read_plan(const char *path) {
    FILE *f = fopen(path, "r");
    if (!f) die(path);
    char token[1024];
    unsigned long long chat, open;
    int sender;
    size_t cap = 0;
    while (fscanf(f, "%1023s %d %llu %llu", token, &sender, &chat, &open) == 4) {
        if (run.n == cap) run.all = realloc(run.all, (cap = cap ? cap * 2 : 64) * sizeof(Client));
        Client *c = &run.all[run.n++];
        memset(c, 0, sizeof *c);
        c->token = strdup(token);
        c->sender = sender;
        c->chat = chat;
        c->open = open;
        if (sender) c->sent_at = calloc(SLOTS, sizeof *c->sent_at);
    }
    fclose(f);
    senders = calloc(run.n + 1, sizeof *senders);
    for (size_t i = 0; i < run.n; i++)
        if (run.all[i].sender) senders[sender_count++] = &run.all[i];
}

/* One turn: waits at most `wait_ns`, then serves every socket that is ready. Returns 1 when stdin has a line. */
static int turn(uint64_t wait_ns) {
    static struct epoll_event events[1024];
    struct timespec wait = {.tv_sec = (time_t)(wait_ns / NS), .tv_nsec = (long)(wait_ns % NS)};
    int n = epoll_pwait2(run.ep, events, 1024, &wait, NULL), command = 0;
    if (n < 0 && errno != EINTR) die("epoll_pwait2");
    for (int i = 0; i < n; i++) {
        Client *c = events[i].data.ptr;
        if (!c) {
            command = 1;
            continue;
        }
        if (c->state == GONE) continue;
        if (c->state == DIALING && events[i].events & EPOLLOUT) c->state = GREETING;
        if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) client_read(c);
        while (c->state == READY && run.inflight && c->sender == 2 && c->inflight < run.inflight) client_send(c, now_ns());
        if (c->state != GONE && c->out.len) client_flush(c);
        if (c->state != GONE && !c->out.len && c->blocked) client_flush(c);
    }
    return command;
}

static void connect_all(void) {
    uint64_t start = now_ns(), progress = start;
    size_t seen = 0;
    while (run.ready + count.closed < run.n) {
        while (run.dialing < 64 && run.next_dial < run.n) client_dial(&run.all[run.next_dial++]);
        turn(NS / 10);
        if (run.ready + count.closed != seen) {
            seen = run.ready + count.closed;
            progress = now_ns();
        }
        if (now_ns() - progress > 20 * NS) break;
    }
    printf("{\"ready\":%zu,\"of\":%zu,\"seconds\":%.3f}\n", run.ready, run.n, (double)(now_ns() - start) / 1e9);
}

static void print_result(double seconds, double cpu, uint64_t sent, uint64_t acked, uint64_t delivered, size_t of) {
    printf("{\"seconds\":%.4f,\"acked\":%llu,\"delivered\":%llu,\"dirty\":%llu,\"refused\":%llu,\"gaps\":%llu,\"closed\":%llu,",
           seconds, (unsigned long long)count.acked, (unsigned long long)count.delivered, (unsigned long long)count.dirty,
           (unsigned long long)count.refused, (unsigned long long)count.gaps, (unsigned long long)count.closed);
    printf("\"acks_per_s\":%.1f,\"deliveries_per_s\":%.1f,\"generator_cpu\":%.3f,\"bytes\":%llu,\"frames\":%llu,\"senders\":%zu,",
           (double)count.acked / seconds, (double)count.delivered / seconds, cpu / seconds,
           (unsigned long long)count.bytes, (unsigned long long)count.frames, of);
    printf("\"whole\":{\"sent\":%llu,\"acked\":%llu,\"delivered\":%llu,\"dirty\":%llu},", (unsigned long long)sent,
           (unsigned long long)acked, (unsigned long long)delivered, (unsigned long long)count.dirty_ever);
    hist_print(stdout, "ack_ms", &count.ack);
    printf(",");
    hist_print(stdout, "delivery_ms", &count.delivery);
    printf(",\"closes\":{");
    for (int i = 0, first = 1; i < 5000; i++)
        if (count.closes[i]) printf("%s\"%d\":%d", first ? "" : ",", i, count.closes[i]), first = 0;
    printf("},\"refusal\":\"");
    for (char *p = count.refusal; *p; p++)
        if ((unsigned char)*p >= ' ' && *p != '\\' && *p != '"') putchar(*p);
        else putchar(' ');
    printf("\"}\n");
}

static size_t unanswered(void) {
    size_t n = 0;
    for (size_t i = 0; i < sender_count; i++)
        if (senders[i]->state == READY) n += (size_t)senders[i]->inflight;
    return n;
}

/* After the last send: until every answer is in and nothing has arrived for 300 ms, at most 10 s. */
static void drain(void) {
    uint64_t end = now_ns() + 10 * NS, quiet = now_ns(), seen = 0;
    while (now_ns() < end) {
        turn(NS / 50);
        uint64_t heard = count.acked_ever + count.delivered_ever + count.dirty_ever;
        if (heard != seen || unanswered()) quiet = now_ns();
        seen = heard;
        if (now_ns() - quiet > 3 * NS / 10) return;
    }
}

static uint64_t due_ns(uint64_t start, uint64_t planned, double rate) {
    return start + (uint64_t)((double)planned * 1e9 / rate);
}

/* At an even rate a generator that sleeps between two frames charges the server with waking it: 7 us per write instead
   of 3, which people far away do not cost. So it takes what came in a fifth of a millisecond together, as network cards
   do; every latency is that much too long rather than too short. */
static void gather(uint64_t due) {
    uint64_t now = now_ns(), pause = NS / 5000;
    if (now >= due) return;
    if (due - now < pause) pause = due - now;
    struct timespec t = {0, (long)pause};
    nanosleep(&t, NULL);
}

static void load(double rate, int inflight, double warm, double seconds, size_t of) {
    uint64_t sent = count.sent_ever, acked = count.acked_ever, delivered = count.delivered_ever;
    if (of > sender_count) of = sender_count;
    memset(&count.ack, 0, sizeof(Hist));
    memset(&count.delivery, 0, sizeof(Hist));
    count.acked = count.refused = count.delivered = count.dirty = count.dirty_ever = count.gaps = count.bytes = count.frames = 0;
    for (size_t i = 0; i < sender_count; i++) senders[i]->sender = i < of ? 2 : 1;
    uint64_t start = now_ns(), begin = start + (uint64_t)(warm * 1e9), end = begin + (uint64_t)(seconds * 1e9), planned = 0, now;
    double cpu = 0;
    run.inflight = inflight;
    for (size_t i = 0; i < of && inflight; i++) {
        Client *c = senders[i];
        while (c->state == READY && c->inflight < inflight) client_send(c, now_ns());
        if (c->state == READY) client_flush(c);
    }
    while ((now = now_ns()) < end) {
        if (!run.measuring && now >= begin) {
            run.measuring = 1;
            begin = now;
            cpu = cpu_seconds();
            printf("{\"phase\":\"measuring\"}\n");
        }
        uint64_t wait = NS / 100;
        if (rate > 0) {
            uint64_t due;
            while ((due = due_ns(start, planned, rate)) <= now) {
                Client *c = senders[planned++ % of];
                if (c->state != READY) continue;
                client_send(c, due);
                client_flush(c);
            }
            wait = due - now < wait ? due - now : wait;
        }
        turn(wait);
        if (rate > 0) gather(due_ns(start, planned, rate));
    }
    run.measuring = run.inflight = 0;
    double took = (double)(now_ns() - begin) / 1e9;
    cpu = cpu_seconds() - cpu;
    printf("{\"phase\":\"measured\"}\n");
    drain();
    print_result(took, cpu, count.sent_ever - sent, count.acked_ever - acked, count.delivered_ever - delivered, of);
}

static void watch(double timeout, const char *needle) {
    snprintf(run.needle, sizeof run.needle, "%s", needle);
    run.generation++;
    run.marked = 0;
    run.first_mark = run.last_mark = 0;
    printf("{\"phase\":\"watching\"}\n");
    uint64_t end = now_ns() + (uint64_t)(timeout * 1e9);
    while ((size_t)run.marked < run.ready && now_ns() < end) turn(NS / 100);
    run.needle[0] = 0;
    printf("{\"seen\":%d,\"of\":%zu,\"first_ns\":%llu,\"last_ns\":%llu}\n", run.marked, run.ready,
           (unsigned long long)run.first_mark, (unsigned long long)run.last_mark);
}

static int obey(void) {
    char line[512], needle[128];
    double a, warm, seconds;
    size_t of;
    if (!fgets(line, sizeof line, stdin) || !strncmp(line, "quit", 4)) return 0;
    if (sscanf(line, "closed %lf %lf %lf %zu", &a, &warm, &seconds, &of) == 4) load(0, (int)a, warm, seconds, of);
    else if (sscanf(line, "open %lf %lf %lf %zu", &a, &warm, &seconds, &of) == 4) load(a, 0, warm, seconds, of);
    else if (sscanf(line, "watch %lf %127s", &a, needle) == 2) watch(a, needle);
    else fprintf(stderr, "unknown command: %s", line);
    return 1;
}

int main(int argc, char **argv) {
    if (argc != 6) {
        fprintf(stderr, "usage: load PORT PATH PLAN TEXT_BYTES CORE\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    setvbuf(stdin, NULL, _IONBF, 0);
    raise_file_limit();
    run.port = atoi(argv[1]);
    run.path = argv[2];
    run.text_size = (size_t)atoi(argv[4]);
    if (run.text_size <= STAMP || run.text_size > 4000) return 2;
    run.text = make_text(run.text_size);
    pin_to(atoi(argv[5]));
    read_plan(argv[3]);
    run.ep = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll_ctl(run.ep, EPOLL_CTL_ADD, 0, &e)) die("stdin must be a pipe");
    connect_all();
    for (;;)
        if (turn(NS) && !obey()) return 0;
}
