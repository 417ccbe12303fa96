/* Many protocol clients in one process: connecting, reading frames, counting events, matching answers to sends. */
#ifndef TAMBOUR_BENCH_CLIENT_H
#define TAMBOUR_BENCH_CLIENT_H
#include "websocket.h"

enum { DIALING, GREETING, WAITING, READY, GONE };
#define SLOTS 1024 /* sends in flight of one sender, at most */

typedef struct {
    int fd, state, sender, inflight, blocked, marked;
    uint64_t chat, open, applied;
    char *token;
    Bytes in, out;
    uint64_t *sent_at; /* per slot; 0 = free */
} Client;

static struct {
    uint64_t acked, refused, delivered, dirty, gaps, bytes, frames, closed;
    uint64_t acked_ever, delivered_ever, dirty_ever, sent_ever;
    Hist ack, delivery;
    int closes[5000];
    char refusal[300];
} count;

static struct {
    int ep, port, measuring, inflight, generation, marked;
    size_t text_size;
    char *path, *text;
    Client *all;
    size_t n, ready, dialing, next_dial;
    char needle[200];
    Hist marks;
    uint64_t first_mark, last_mark;
} run;

static void client_close(Client *c, int code) {
    if (c->state == GONE) return;
    if (c->state == READY) run.ready--;
    else run.dialing--;
    c->state = GONE;
    count.closed++;
    if (code >= 0 && code < 5000) count.closes[code]++;
    close(c->fd);
}

static void client_flush(Client *c) {
    while (c->out.len) {
        ssize_t n = send(c->fd, c->out.at, c->out.len, MSG_NOSIGNAL);
        if (n < 0) {
            if (errno != EAGAIN) {
                client_close(c, 0);
                return;
            }
            if (!c->blocked) {
                struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
                epoll_ctl(run.ep, EPOLL_CTL_MOD, c->fd, &e);
                c->blocked = 1;
            }
            return;
        }
        bytes_drop(&c->out, (size_t)n);
    }
    if (c->blocked) {
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
        epoll_ctl(run.ep, EPOLL_CTL_MOD, c->fd, &e);
        c->blocked = 0;
    }
}

static void client_dial(Client *c) {
    c->fd = dial(run.port);
    c->state = DIALING;
    run.dialing++;
    struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
    if (epoll_ctl(run.ep, EPOLL_CTL_ADD, c->fd, &e)) die("epoll_ctl");
    c->blocked = 1;
    char hello[2048];
    int n = snprintf(hello, sizeof hello,
                     "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGFtYm91ciBiZW5jaCBrZQ==\r\n"
                     "Sec-WebSocket-Protocol: tt1, %s\r\n\r\n",
                     run.path, run.port, c->token);
    bytes_add(&c->out, hello, (size_t)n);
}

/* Queues one msg.send; `due` is the moment it should have left (now, in a closed loop). */
static void client_send(Client *c, uint64_t due) {
    static uint64_t unique;
    int slot = 1;
    while (slot < SLOTS && c->sent_at[slot]) slot++;
    if (slot == SLOTS) {
        count.refused++;
        snprintf(count.refusal, sizeof count.refusal, "a sender had %d sends unanswered", SLOTS);
        return;
    }
    stamp(run.text, due);
    char request[8192];
    int n = snprintf(request, sizeof request, "{\"i\":%d,\"m\":\"msg.send\",\"p\":{\"c\":%llu,\"rid\":\"%llu\",\"x\":\"%s\"}}",
                     slot, (unsigned long long)c->chat,
                     (unsigned long long)(wall_ms() << 22 | (++unique & 0x3fffff)), run.text);
    frame_add(&c->out, 1, 1, request, (size_t)n);
    c->sent_at[slot] = due;
    c->inflight++;
    count.sent_ever++;
}

static void on_answers(Client *c, const char *p, const char *end, uint64_t now) {
    while ((p = find(p, end, "\"i\":", 4))) {
        p += 4;
        int slot = atoi(p);
        if (slot < 1 || slot >= SLOTS || !c->sent_at[slot]) continue;
        const char *kind = memchr(p, ',', (size_t)(end - p));
        uint64_t sent = c->sent_at[slot];
        c->sent_at[slot] = 0;
        c->inflight--;
        if (kind && kind[2] == 'x') {
            count.refused++;
            snprintf(count.refusal, sizeof count.refusal, "%.*s", (int)(end - p < 200 ? end - p : 200), p);
            continue;
        }
        count.acked_ever++;
        if (!run.measuring) continue;
        count.acked++;
        hist_add(&count.ack, now - sent);
    }
}

static void on_new(Client *c, const char *head, const char *text, uint64_t now) {
    const char *ev = find(head, text, "\"ev\":", 5);
    if (ev) {
        uint64_t n = strtoull(ev + 5, NULL, 10);
        if (c->applied && n != c->applied + 1) count.gaps++;
        c->applied = n;
    }
    count.delivered_ever++;
    if (!run.measuring) return;
    count.delivered++;
    uint64_t at = stamped(text);
    if (at && at < now) hist_add(&count.delivery, now - at);
}

/* Counts the events of one frame. Only the heads are searched: a text's length is known, so it is stepped over. */
static void on_events(Client *c, const char *p, const char *end, uint64_t now) {
    while ((p = find(p, end, "\"t\":\"", 5))) {
        p += 5;
        if (p[0] == 'n' && p[1] == '"') {
            const char *text = find(p, end, "\"x\":\"T", 6);
            if (!text) return;
            on_new(c, p, text + 5, now);
            p = text + run.text_size;
        } else if (end - p > 5 && !memcmp(p, "dirty", 5)) {
            count.dirty++;
            count.dirty_ever++;
            c->applied = 0;
        }
    }
}

static void on_payload(Client *c, const char *p, size_t n, uint64_t now) {
    const char *end = p + n;
    count.frames += (uint64_t)run.measuring;
    count.bytes += run.measuring ? n : 0;
    if (c->state == WAITING) {
        int open_now = c->open && find(p, end, "\"t\":\"welcome\"", 13) != NULL;
        if (open_now) {
            char request[128];
            int k = snprintf(request, sizeof request, "{\"i\":1,\"m\":\"chat.open\",\"p\":{\"c\":%llu}}", (unsigned long long)c->open);
            frame_add(&c->out, 1, 1, request, (size_t)k);
            return;
        }
        if (c->open && !find(p, end, "\"i\":1", 5)) return;
        c->state = READY;
        run.dialing--;
        run.ready++;
        return;
    }
    if (run.needle[0]) {
        if (c->marked != run.generation && find(p, end, run.needle, strlen(run.needle))) {
            c->marked = run.generation;
            if (!run.marked++) run.first_mark = now;
            run.last_mark = now;
        }
        return;
    }
    if (c->inflight) on_answers(c, p, end, now);
    on_events(c, p, end, now);
}

static void on_frame(Client *c, const Frame *f, const char *payload, uint64_t now) {
    if (f->opcode == 8) {
        client_close(c, f->length >= 2 ? (unsigned char)payload[0] << 8 | (unsigned char)payload[1] : 0);
    } else if (f->opcode == 9) {
        frame_add(&c->out, 10, 1, payload, f->length);
    } else if (f->opcode < 3) {
        on_payload(c, payload, f->length, now);
    }
}

/* Consumes whole frames; what is left of the last one stays in c->in. */
static void on_bytes(Client *c, const char *p, size_t n, uint64_t now) {
    int kept = c->in.len > 0;
    if (kept) {
        bytes_add(&c->in, p, n);
        p = c->in.at;
        n = c->in.len;
    }
    size_t done = 0;
    if (c->state == GREETING) {
        const char *end = find(p, p + n, "\r\n\r\n", 4);
        if (end) {
            if (!find(p, end, " 101 ", 5)) {
                fprintf(stderr, "refused: %.*s\n", (int)(n < 400 ? n : 400), p);
                client_close(c, 0);
                return;
            }
            done = (size_t)(end - p) + 4;
            c->state = WAITING;
        }
    }
    Frame f;
    while (c->state >= WAITING && c->state != GONE && frame_read(p + done, n - done, &f)) {
        on_frame(c, &f, p + done + f.head, now);
        done += f.head + f.length;
    }
    if (c->state == GONE) return;
    if (kept) bytes_drop(&c->in, done);
    else if (done < n) bytes_add(&c->in, p + done, n - done);
}

static void client_read(Client *c) {
    static char buffer[1 << 18];
    ssize_t n = recv(c->fd, buffer, sizeof buffer, 0);
    if (n > 0) on_bytes(c, buffer, (size_t)n, now_ns());
    else if (n == 0 || errno != EAGAIN) client_close(c, 0);
}
#endif
