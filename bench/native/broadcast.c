/* The floor: what a bare C server on one core can hand out. It speaks just enough of the protocol for the load generator
   and keeps nothing: a send is answered at once and its event goes to every connection of the chat.

   broadcast PORT CORE COALESCE(0|1)
   The access token is the chat's number. COALESCE 0: one send(2) per delivery. 1: the events of a turn leave together. */
#include "websocket.h"

typedef struct {
    int fd, greeted, dead, blocked, dirty;
    size_t chat;
    Bytes in, out;
} Peer;
typedef struct {
    Peer **members;
    size_t n, cap;
    uint64_t seq;
    Bytes turn;
} Chat;

static int ep, coalesce;
static Chat *chats;
static size_t chat_count, *touched, touched_count;

static Chat *chat_at(size_t id) {
    if (id >= chat_count) {
        size_t more = id + 64;
        chats = realloc(chats, more * sizeof *chats);
        touched = realloc(touched, more * sizeof *touched);
        memset(chats + chat_count, 0, (more - chat_count) * sizeof *chats);
        chat_count = more;
    }
    return &chats[id];
}

static void leave(Peer *p) {
    Chat *chat = chat_at(p->chat);
    for (size_t i = 0; i < chat->n; i++)
        if (chat->members[i] == p) {
            chat->members[i] = chat->members[--chat->n];
            break;
        }
    p->dead = 1;
    close(p->fd);
}

static void wait_for(Peer *p, int writable) {
    if (p->blocked == writable) return;
    struct epoll_event e = {.events = EPOLLIN | (writable ? EPOLLOUT : 0), .data.ptr = p};
    epoll_ctl(ep, EPOLL_CTL_MOD, p->fd, &e);
    p->blocked = writable;
}

static void flush(Peer *p) {
    while (p->out.len) {
        ssize_t n = send(p->fd, p->out.at, p->out.len, MSG_NOSIGNAL);
        if (n <= 0) break;
        bytes_drop(&p->out, (size_t)n);
    }
    wait_for(p, p->out.len > 0);
}

static void give(Peer *p, const char *bytes, size_t n) {
    ssize_t done = p->out.len ? 0 : send(p->fd, bytes, n, MSG_NOSIGNAL);
    if (done < 0) done = 0;
    if ((size_t)done == n) return;
    bytes_add(&p->out, bytes + done, n - (size_t)done);
    wait_for(p, 1);
}

static void on_send(Peer *from, const char *i, const char *text, const char *end) {
    Chat *chat = chat_at(from->chat);
    char answer[128], event[8192];
    Bytes frame = {0};
    unsigned long long seq = ++chat->seq;
    int n = snprintf(answer, sizeof answer, "{\"i\":%d,\"r\":{\"s\":%llu,\"ev\":%llu,\"d\":%llu}}", atoi(i), seq, seq,
                     (unsigned long long)wall_ms());
    frame_add(&from->out, 1, 0, answer, (size_t)n);
    n = snprintf(event, sizeof event, "{\"t\":\"n\",\"c\":%zu,\"s\":%llu,\"ev\":%llu,\"f\":1234567890123456,\"d\":%llu,\"x\":\"%.*s\"}",
                 from->chat, seq, seq, (unsigned long long)wall_ms(), (int)(end - text), text);
    if (coalesce) {
        if (!chat->turn.len) touched[touched_count++] = from->chat;
        frame_add(&chat->turn, 1, 0, event, (size_t)n);
        return;
    }
    frame_add(&frame, 1, 0, event, (size_t)n);
    for (size_t k = 0; k < chat->n; k++) give(chat->members[k], frame.at, frame.len);
    free(frame.at);
}

static void on_request(Peer *p, const char *at, size_t n) {
    const char *end = at + n, *i = find(at, end, "\"i\":", 4), *text = find(at, end, "\"x\":\"", 5);
    if (!i) return;
    if (text) {
        const char *close_quote = memchr(text + 5, '"', (size_t)(end - text - 5));
        if (close_quote) on_send(p, i + 4, text + 5, close_quote);
        return;
    }
    char answer[64];
    int k = snprintf(answer, sizeof answer, "{\"i\":%d,\"r\":{}}", atoi(i + 4));
    frame_add(&p->out, 1, 0, answer, (size_t)k);
}

static void greet(Peer *p, const char *at, const char *end) {
    const char *token = find(at, end, "tt1, ", 5);
    p->chat = token ? strtoull(token + 5, NULL, 10) : 0;
    p->greeted = 1;
    Chat *chat = chat_at(p->chat);
    if (chat->n == chat->cap) chat->members = realloc(chat->members, (chat->cap = chat->cap ? chat->cap * 2 : 16) * sizeof(Peer *));
    chat->members[chat->n++] = p;
    static const char hello[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Protocol: tt1\r\nSec-WebSocket-Accept: unchecked\r\n\r\n";
    static const char welcome[] = "[{\"t\":\"welcome\",\"now\":0}]";
    bytes_add(&p->out, hello, sizeof hello - 1);
    frame_add(&p->out, 1, 0, welcome, sizeof welcome - 1);
}

static void on_readable(Peer *p) {
    static char buffer[1 << 16];
    ssize_t n = recv(p->fd, buffer, sizeof buffer, 0);
    if (n == 0 || (n < 0 && errno != EAGAIN)) leave(p);
    if (n <= 0) return;
    bytes_add(&p->in, buffer, (size_t)n);
    if (!p->greeted) {
        const char *end = find(p->in.at, p->in.at + p->in.len, "\r\n\r\n", 4);
        if (!end) return;
        greet(p, p->in.at, end);
        bytes_drop(&p->in, (size_t)(end - p->in.at) + 4);
    }
    Frame f;
    size_t done = 0;
    while (frame_read(p->in.at + done, p->in.len - done, &f)) {
        char *payload = p->in.at + done + f.head;
        for (size_t i = 0; i < f.length; i++) payload[i] = (char)(payload[i] ^ (char)f.mask[i & 3]);
        if (f.opcode == 1) on_request(p, payload, f.length);
        done += f.head + f.length;
    }
    bytes_drop(&p->in, done);
    if (!p->in.len) free(p->in.at), memset(&p->in, 0, sizeof p->in);
}

static void end_of_turn(void) {
    for (size_t k = 0; k < touched_count; k++) {
        Chat *chat = &chats[touched[k]];
        for (size_t i = 0; i < chat->n; i++) give(chat->members[i], chat->turn.at, chat->turn.len);
        chat->turn.len = 0;
    }
    touched_count = 0;
}

static void welcome_all(int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        Peer *p = calloc(1, sizeof *p);
        p->fd = fd;
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = p};
        epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
    }
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    raise_file_limit();
    pin_to(atoi(argv[2]));
    coalesce = atoi(argv[3]);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&here, sizeof here) || listen(listener, 4096)) die("listen");
    ep = epoll_create1(0);
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL}, events[512];
    epoll_ctl(ep, EPOLL_CTL_ADD, listener, &e);
    for (;;) {
        int n = epoll_wait(ep, events, 512, -1);
        for (int i = 0; i < n; i++) {
            Peer *p = events[i].data.ptr;
            if (!p) {
                welcome_all(listener);
                continue;
            }
            if (!p->dead && events[i].events & ~(unsigned)EPOLLOUT) on_readable(p);
            if (!p->dead && p->out.len) flush(p);
        }
        end_of_turn();
    }
}
