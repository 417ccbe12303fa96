/* The least of RFC 6455 that both ends need: heads of frames. The client's mask is zero, which is valid and costs nothing. */
#ifndef TAMBOUR_BENCH_WEBSOCKET_H
#define TAMBOUR_BENCH_WEBSOCKET_H
#include "common.h"

typedef struct {
    int opcode, masked;
    size_t head, length;
    unsigned char mask[4];
} Frame;

/* 1: a whole frame is at `p`; 0: more bytes are needed. */
static inline int frame_read(const char *p, size_t have, Frame *f) {
    const unsigned char *u = (const unsigned char *)p;
    if (have < 2) return 0;
    f->opcode = u[0] & 15;
    f->masked = u[1] >> 7;
    f->length = u[1] & 127;
    f->head = 2;
    if (f->length == 126) {
        if (have < 4) return 0;
        f->length = (size_t)u[2] << 8 | u[3];
        f->head = 4;
    } else if (f->length == 127) {
        if (have < 10) return 0;
        f->length = 0;
        for (int i = 2; i < 10; i++) f->length = f->length << 8 | u[i];
        f->head = 10;
    }
    if (f->masked) {
        if (have < f->head + 4) return 0;
        memcpy(f->mask, u + f->head, 4);
        f->head += 4;
    }
    return have >= f->head + f->length;
}

static inline void frame_add(Bytes *to, int opcode, int masked, const char *payload, size_t n) {
    unsigned char head[14];
    size_t h = 2;
    head[0] = (unsigned char)(0x80 | opcode);
    if (n < 126) {
        head[1] = (unsigned char)n;
    } else if (n < 65536) {
        head[1] = 126, head[2] = (unsigned char)(n >> 8), head[3] = (unsigned char)n, h = 4;
    } else {
        head[1] = 127;
        for (int i = 0; i < 8; i++) head[2 + i] = (unsigned char)(n >> (56 - 8 * i));
        h = 10;
    }
    if (masked) {
        head[1] |= 0x80;
        memset(head + h, 0, 4);
        h += 4;
    }
    bytes_add(to, head, h);
    bytes_add(to, payload, n);
}
#endif
