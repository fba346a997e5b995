/* restarter COUNT: SIGKILL of a server to the first answer of the next one. A manager starts it again when it dies, by
   posix_spawn, and keeps its listening socket meanwhile, as systemd does with socket activation: a client that connects
   waits. Nanoseconds, one a line. */
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sys/prctl.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define LISTENER 3

extern char **environ;

struct answer {
    int sum;
    pid_t pid;
};

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int serve(void) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        int fd = accept(LISTENER, NULL, NULL);
        int ab[2];
        if (fd < 0) {
            return 1;
        }
        while (read(fd, ab, sizeof ab) == sizeof ab) {
            struct answer answer = {ab[0] + ab[1], getpid()};
            if (write(fd, &answer, sizeof answer) != sizeof answer) {
                break;
            }
        }
        close(fd);
    }
}

static int manage(char *self) {
    char *args[] = {self, "serve", NULL};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        pid_t pid;
        int status;
        if (posix_spawn(&pid, self, NULL, NULL, args, environ) != 0 || waitpid(pid, &status, 0) < 0) {
            return 1;
        }
    }
}

/* The answer of a server other than old; asks again when the one that is dying took the question. */
static pid_t ask(struct sockaddr_un *address, socklen_t length, pid_t old) {
    for (;;) {
        int ab[2] = {1, 2};
        struct answer answer = {0, 0};
        int fd = socket(AF_UNIX, SOCK_STREAM, 0);
        if (fd < 0 || connect(fd, (struct sockaddr *) address, length) != 0) {
            exit(1);
        }
        int answered = write(fd, ab, sizeof ab) == sizeof ab && read(fd, &answer, sizeof answer) == sizeof answer;
        close(fd);
        if (answered && answer.sum == 3 && answer.pid != old) {
            return answer.pid;
        }
    }
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "serve") == 0) {
        return serve();
    }
    int count = atoi(argv[1]);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    /* An abstract name: no file is left. */
    int name = snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "atoll-restarter-%d", getpid());
    socklen_t length = offsetof(struct sockaddr_un, sun_path) + 1 + name;
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *) &address, length) != 0 || listen(listener, 16) != 0) {
        return 1;
    }
    signal(SIGPIPE, SIG_IGN);
    pid_t manager = fork();
    if (manager == 0) {
        dup2(listener, LISTENER);
        return manage(argv[0]);
    }
    close(listener);
    pid_t pid = ask(&address, length, 0);
    for (int i = -20; i < count; i++) {
        usleep(5000);
        long long start = now();
        kill(pid, SIGKILL);
        pid = ask(&address, length, pid);
        if (i >= 0) {
            printf("%lld\n", now() - start);
        }
    }
    kill(manager, SIGKILL);
    waitpid(manager, NULL, 0);
    return 0;
}
