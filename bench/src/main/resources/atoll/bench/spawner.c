/* spawner COUNT PROGRAM: posix_spawn to waitpid of PROGRAM, its output lost; prints nanoseconds, one run a line. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char **argv) {
    int count = atoi(argv[1]);
    char *args[] = {argv[2], NULL};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    for (int i = 0; i < count; i++) {
        pid_t pid;
        int status;
        long long start = now();
        if (posix_spawn(&pid, argv[2], &actions, NULL, args, environ) != 0 || waitpid(pid, &status, 0) < 0) {
            return 1;
        }
        printf("%lld\n", now() - start);
    }
    return 0;
}
