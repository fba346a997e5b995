/* roundtrip pipe|socket ROUNDS CALLS: two numbers to a child that sends back their sum; nanoseconds, one round a line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void serve(int in, int out) {
    int ab[2];
    while (read(in, ab, sizeof ab) == sizeof ab) {
        int sum = ab[0] + ab[1];
        if (write(out, &sum, sizeof sum) != sizeof sum) {
            _exit(1);
        }
    }
    _exit(0);
}

static int add(int in, int out, int a, int b) {
    int ab[2] = {a, b};
    int sum;
    if (write(out, ab, sizeof ab) != sizeof ab || read(in, &sum, sizeof sum) != sizeof sum) {
        exit(1);
    }
    return sum;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        return 2;
    }
    int rounds = atoi(argv[2]);
    int calls = atoi(argv[3]);
    int there[2];
    int back[2];
    if (strcmp(argv[1], "pipe") == 0) {
        if (pipe(there) != 0 || pipe(back) != 0) {
            return 1;
        }
    } else {
        int pair[2];
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) {
            return 1;
        }
        there[0] = back[1] = pair[0];
        there[1] = back[0] = pair[1];
    }
    if (fork() == 0) {
        close(there[1]);
        if (back[0] != there[1]) {
            close(back[0]);
        }
        serve(there[0], back[1]);
    }
    int wrong = 0;
    /* The first round warms up. */
    for (int r = -1; r < rounds; r++) {
        long long start = now();
        int sum = 0;
        for (int i = 0; i < calls; i++) {
            int next = add(back[0], there[1], sum & 0xffff, i);
            wrong |= next != (sum & 0xffff) + i;
            sum = next;
        }
        if (r >= 0) {
            printf("%lld\n", now() - start);
        }
    }
    return wrong;
}
