/* killer KIND COUNT: SIGKILL to the end of waitpid, of a child that spins, sleeps or has 1,000 threads. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void *sleeper(void *nothing) {
    for (;;) {
        sleep(1);
    }
    return nothing;
}

static void child(const char *kind, int out) {
    if (strcmp(kind, "threads") == 0) {
        for (int i = 0; i < 999; i++) {
            pthread_t thread;
            pthread_attr_t attributes;
            pthread_attr_init(&attributes);
            pthread_attr_setstacksize(&attributes, 65536);
            if (pthread_create(&thread, &attributes, sleeper, NULL) != 0) {
                _exit(1);
            }
        }
    }
    if (write(out, "r", 1) != 1) {
        _exit(1);
    }
    if (strcmp(kind, "sleep") == 0) {
        for (;;) {
            pause();
        }
    }
    for (volatile long i = 0;; i++) {
    }
}

int main(int argc, char **argv) {
    int count = atoi(argv[2]);
    for (int i = 0; i < count; i++) {
        int ends[2];
        char ready;
        int status;
        if (pipe(ends) != 0) {
            return 1;
        }
        fflush(stdout);
        pid_t pid = fork();
        if (pid == 0) {
            child(argv[1], ends[1]);
        }
        if (read(ends[0], &ready, 1) != 1) {
            return 1;
        }
        usleep(5000);
        long long start = now();
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
        printf("%lld\n", now() - start);
        close(ends[0]);
        close(ends[1]);
    }
    return 0;
}
