/* Preloaded into a process: records every use of an internet address in the file CONNECTIONS, and makes it fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void note(const char *call) {
    const char *path = getenv("CONNECTIONS");
    int file = path ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    if (file >= 0) {
        (void)!write(file, call, strlen(call));
        (void)!write(file, "\n", 1);
        close(file);
    }
}

static int internet(const struct sockaddr *address) {
    return address && (address->sa_family == AF_INET || address->sa_family == AF_INET6);
}

static int refused(const char *call) {
    note(call);
    errno = EACCES;
    return -1;
}

int socket(int domain, int type, int protocol) {
    static int (*real)(int, int, int);
    if (domain == AF_INET || domain == AF_INET6 || domain == AF_PACKET) return refused("socket");
    if (!real) real = dlsym(RTLD_NEXT, "socket");
    return real(domain, type, protocol);
}

int connect(int fd, const struct sockaddr *address, socklen_t size) {
    static int (*real)(int, const struct sockaddr *, socklen_t);
    if (internet(address)) return refused("connect");
    if (!real) real = dlsym(RTLD_NEXT, "connect");
    return real(fd, address, size);
}

ssize_t sendto(int fd, const void *data, size_t length, int flags, const struct sockaddr *address, socklen_t size) {
    static ssize_t (*real)(int, const void *, size_t, int, const struct sockaddr *, socklen_t);
    if (internet(address)) return refused("sendto");
    if (!real) real = dlsym(RTLD_NEXT, "sendto");
    return real(fd, data, length, flags, address, size);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    static ssize_t (*real)(int, const struct msghdr *, int);
    if (message && internet(message->msg_name)) return refused("sendmsg");
    if (!real) real = dlsym(RTLD_NEXT, "sendmsg");
    return real(fd, message, flags);
}

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result) {
    (void)node, (void)service, (void)hints, (void)result;
    note("getaddrinfo");
    return EAI_FAIL;
}
