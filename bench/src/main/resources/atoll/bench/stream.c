/* stream ROUNDS BATCHES BATCH: pairs of numbers through a pipe to a child that sends back their sums, a batch in one write,
   two batches under way; nanoseconds, one round a line. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void all(ssize_t (*call)(int, void *, size_t), int fd, void *at, size_t left) {
    while (left > 0) {
        ssize_t n = call(fd, at, left);
        if (n <= 0) {
            _exit(n < 0);
        }
        at = (char *)at + n;
        left -= n;
    }
}

static ssize_t out(int fd, void *at, size_t n) {
    return write(fd, at, n);
}

static void serve(int in, int to) {
    static int ab[2 * 4096];
    static int sums[4096];
    size_t have = 0;
    while (1) {
        ssize_t n = read(in, (char *)ab + have, sizeof ab - have);
        if (n <= 0) {
            _exit(0);
        }
        have += n;
        size_t pairs = have / 8;
        for (size_t i = 0; i < pairs; i++) {
            sums[i] = ab[2 * i] + ab[2 * i + 1];
        }
        all(out, to, sums, pairs * 4);
        for (size_t i = 0; i < have % 8; i++) {
            ((char *)ab)[i] = ((char *)ab)[pairs * 8 + i];
        }
        have %= 8;
    }
}

static int there[2];
static int back[2];
static int batch;
static int wrong;

static void send_batch(int number) {
    static int ab[2 * 4096];
    for (int i = 0; i < batch; i++) {
        ab[2 * i] = number;
        ab[2 * i + 1] = i;
    }
    all(out, there[1], ab, batch * 8);
}

static void receive(int number) {
    static int sums[4096];
    all(read, back[0], sums, batch * 4);
    for (int i = 0; i < batch; i++) {
        wrong |= sums[i] != number + i;
    }
}

int main(int argc, char **argv) {
    if (argc != 4 || pipe(there) != 0 || pipe(back) != 0) {
        return 2;
    }
    int rounds = atoi(argv[1]);
    int batches = atoi(argv[2]);
    batch = atoi(argv[3]);
    if (batch > 4096) {
        return 2;
    }
    if (fork() == 0) {
        close(there[1]);
        close(back[0]);
        serve(there[0], back[1]);
    }
    /* The first round warms up. */
    for (int r = -1; r < rounds; r++) {
        long long start = now();
        send_batch(0);
        for (int i = 1; i < batches; i++) {
            send_batch(i);
            receive(i - 1);
        }
        receive(batches - 1);
        if (r >= 0) {
            printf("%lld\n", now() - start);
        }
    }
    return wrong;
}
