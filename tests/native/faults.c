/* Preloaded into a process: counts its changes to files below a folder, and makes the n-th one fail, or kills the process
 * before it. `faults_watch` begins to count, `faults_strike` sets the fault of the n-th; ctypes calls both.
 * Each change, also one that fails by itself, is written to a file: a line with the kind, a line with descriptor, flags or
 * offset, and length, a line for each of two paths, then the data. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { LASTING = 1, KILLING = 2, HALVING = 4 };

static char folder[PATH_MAX];
static long count, at;
static int error, mode, notes = -1;

#define REAL(name)                       \
    static __typeof__(name) *real;       \
    if (!real) real = dlsym(RTLD_NEXT, #name)

void faults_watch(const char *below, int file) {
    snprintf(folder, sizeof folder, "%s/", below);
    count = at = 0;
    notes = file;
}

void faults_strike(long number, int with, int how) {
    at = number;
    error = with;
    mode = how;
}

/* Complete a path given below a folder, or only by a descriptor; returns whether it is watched. */
static int watched(char *whole, int directory, const char *path) {
    char link[40];
    size_t length = 0;
    if (!folder[0]) return 0;
    if (!path || path[0] != '/') {
        if (directory == AT_FDCWD) {
            if (!getcwd(whole, PATH_MAX)) return 0;
            length = strlen(whole);
        } else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
            ssize_t read = readlink(link, whole, PATH_MAX - 1);
            if (read < 0) return 0;
            length = read;
        }
    }
    if (path) snprintf(whole + length, PATH_MAX - length, length ? "/%s" : "%s", path);
    else whole[length] = 0;
    if (!strncmp(whole, folder, strlen(folder))) return 1;
    return !strncmp(whole, folder, strlen(folder) - 1) && !whole[strlen(folder) - 1];
}

/* Count a change; returns whether it must fail. A full disk still removes files. */
static int struck(int takes_space) {
    count++;
    if (!at || count < at || (count > at && !(mode & LASTING))) return 0;
    if (error == ENOSPC && !takes_space) return 0;
    if (mode & KILLING) kill(getpid(), SIGKILL);
    errno = error;
    return 1;
}

static void note(const char *kind, int fd, long where, const char *path, const char *other, const void *data, long size) {
    static ssize_t (*real)(int, const void *, size_t);
    char head[2 * PATH_MAX + 100];
    int kept = errno;
    if (notes < 0) return;
    if (!real) real = dlsym(RTLD_NEXT, "write");
    int length = snprintf(head, sizeof head, "%s\n%d %ld %ld\n%s\n%s\n", kind, fd, where, size, path, other ? other : "");
    if (real(notes, head, length) != length || (size && real(notes, data, size) != size)) abort();
    errno = kept;
}

/* Each of these is a complete function. */
#define ON_PATH(kind, space, fd, name, call)                   \
    char whole[PATH_MAX];                                      \
    int is_watched = watched(whole, fd, name);                 \
    if (is_watched && struck(space)) return -1;                \
    int result = call;                                         \
    if (is_watched) note(result ? "failed " kind : kind, -1, 0, whole, NULL, NULL, 0); \
    return result;

#define ON_PATHS(kind, fd, name, other_fd, other_name, call)   \
    char whole[PATH_MAX], other[PATH_MAX];                     \
    int first = watched(whole, fd, name), second = watched(other, other_fd, other_name); \
    if ((first || second) && struck(1)) return -1;             \
    int result = call;                                         \
    if (first || second) note(result ? "failed " kind : kind, -1, 0, whole, other, NULL, 0); \
    return result;

#define ON_FILE(kind, space, fd, where, call)                  \
    char whole[PATH_MAX];                                      \
    int is_watched = watched(whole, fd, NULL);                 \
    if (is_watched && struck(space)) return -1;                \
    int result = call;                                         \
    if (is_watched) note(result ? "failed " kind : kind, fd, where, whole, NULL, NULL, 0); \
    return result;

int mkdir(const char *path, mode_t bits) {
    REAL(mkdir);
    ON_PATH("mkdir", 1, AT_FDCWD, path, real(path, bits))
}

int mkdirat(int fd, const char *path, mode_t bits) {
    REAL(mkdirat);
    ON_PATH("mkdir", 1, fd, path, real(fd, path, bits))
}

int rmdir(const char *path) {
    REAL(rmdir);
    ON_PATH("rmdir", 0, AT_FDCWD, path, real(path))
}

int unlink(const char *path) {
    REAL(unlink);
    ON_PATH("unlink", 0, AT_FDCWD, path, real(path))
}

int unlinkat(int fd, const char *path, int flags) {
    REAL(unlinkat);
    if (flags & AT_REMOVEDIR) {
        ON_PATH("rmdir", 0, fd, path, real(fd, path, flags))
    }
    ON_PATH("unlink", 0, fd, path, real(fd, path, flags))
}

int rename(const char *path, const char *to) {
    REAL(rename);
    ON_PATHS("rename", AT_FDCWD, path, AT_FDCWD, to, real(path, to))
}

int renameat(int fd, const char *path, int to_fd, const char *to) {
    REAL(renameat);
    ON_PATHS("rename", fd, path, to_fd, to, real(fd, path, to_fd, to))
}

int link(const char *path, const char *to) {
    REAL(link);
    ON_PATHS("link", AT_FDCWD, path, AT_FDCWD, to, real(path, to))
}

int linkat(int fd, const char *path, int to_fd, const char *to, int flags) {
    REAL(linkat);
    ON_PATHS("link", fd, path, to_fd, to, real(fd, path, to_fd, to, flags))
}

int symlink(const char *text, const char *to) {
    REAL(symlink);
    ON_PATH("symlink", 1, AT_FDCWD, to, real(text, to))
}

int symlinkat(const char *text, int fd, const char *to) {
    REAL(symlinkat);
    ON_PATH("symlink", 1, fd, to, real(text, fd, to))
}

int truncate64(const char *path, off64_t length) {
    REAL(truncate64);
    ON_PATH("truncate", 1, AT_FDCWD, path, real(path, length))
}

int ftruncate64(int fd, off64_t length) {
    REAL(ftruncate64);
    ON_FILE("ftruncate", 1, fd, length, real(fd, length))
}

int fsync(int fd) {
    REAL(fsync);
    ON_FILE("fsync", 1, fd, 0, real(fd))
}

int fdatasync(int fd) {
    REAL(fdatasync);
    ON_FILE("fsync", 1, fd, 0, real(fd))
}

/* A network drive reports lost data on closing; a file that was only read has none. */
int close(int fd) {
    REAL(close);
    char whole[PATH_MAX];
    int flags = folder[0] ? fcntl(fd, F_GETFL) : -1;
    int is_watched = flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && watched(whole, fd, NULL);
    int fails = is_watched && struck(0);
    int result = real(fd);
    if (is_watched) note("close", fd, 0, whole, NULL, NULL, 0);
    if (!fails) return result;
    errno = error;
    return -1;
}

void sync(void) {
    REAL(sync);
    if (folder[0]) note("sync", -1, 0, folder, NULL, NULL, 0);
    real();
}

static int opened(int directory, const char *path, int flags, mode_t bits) {
    static int (*real)(int, const char *, int, ...);
    char whole[PATH_MAX];
    if (!real) real = dlsym(RTLD_NEXT, "openat64");
    int writes = (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC);
    int is_watched = watched(whole, directory, path);
    if (is_watched && writes && struck(1)) return -1;
    int fd = real(directory, path, flags, bits);
    if (is_watched && writes) note(fd < 0 ? "failed open" : "open", fd, flags, whole, NULL, NULL, 0);
    return fd;
}

#define BITS                             \
    mode_t bits = 0;                     \
    if (flags & O_CREAT) {               \
        va_list rest;                    \
        va_start(rest, flags);           \
        bits = va_arg(rest, mode_t);     \
        va_end(rest);                    \
    }

int open64(const char *path, int flags, ...) {
    BITS
    return opened(AT_FDCWD, path, flags, bits);
}

int open(const char *path, int flags, ...) {
    BITS
    return opened(AT_FDCWD, path, flags, bits);
}

int openat64(int directory, const char *path, int flags, ...) {
    BITS
    return opened(directory, path, flags, bits);
}

int openat(int directory, const char *path, int flags, ...) {
    BITS
    return opened(directory, path, flags, bits);
}

int creat64(const char *path, mode_t bits) {
    return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, bits);
}

static off64_t end_or_place(int fd) {
    struct stat64 now;
    if (fcntl(fd, F_GETFL) & O_APPEND && !fstat64(fd, &now)) return now.st_size;
    return lseek64(fd, 0, SEEK_CUR);
}

/* A disk that fills up accepts half of the data, and nothing after that. */
static size_t taken(size_t size) {
    return at && count == at && mode & HALVING ? size / 2 : 0;
}

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    char whole[PATH_MAX];
    if (!watched(whole, fd, NULL)) return real(fd, data, size);
    if (struck(1) && !(size = taken(size))) return -1;
    off64_t where = end_or_place(fd);
    ssize_t written = real(fd, data, size);
    note(written < 0 ? "failed write" : "write", fd, where, whole, NULL, data, written < 0 ? 0 : written);
    return written;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t where) {
    REAL(pwrite64);
    char whole[PATH_MAX];
    if (!watched(whole, fd, NULL)) return real(fd, data, size, where);
    if (struck(1) && !(size = taken(size))) return -1;
    ssize_t written = real(fd, data, size, where);
    note(written < 0 ? "failed write" : "write", fd, where, whole, NULL, data, written < 0 ? 0 : written);
    return written;
}

/* Calls that our code should never make fail like the others, and are recorded without their data. */
#define UNSEEN(fd, call)                                       \
    char whole[PATH_MAX];                                      \
    if (!watched(whole, fd, NULL)) return call;                \
    if (struck(1)) return -1;                                  \
    ssize_t written = call;                                    \
    note("unseen", fd, 0, whole, NULL, NULL, 0);               \
    return written;

ssize_t writev(int fd, const struct iovec *parts, int number) {
    REAL(writev);
    UNSEEN(fd, real(fd, parts, number))
}

ssize_t pwritev64v2(int fd, const struct iovec *parts, int number, off64_t where, int flags) {
    REAL(pwritev64v2);
    UNSEEN(fd, real(fd, parts, number, where, flags))
}

ssize_t sendfile64(int fd, int from, off64_t *where, size_t size) {
    REAL(sendfile64);
    UNSEEN(fd, real(fd, from, where, size))
}

ssize_t copy_file_range(int from, off64_t *where, int fd, off64_t *to, size_t size, unsigned flags) {
    REAL(copy_file_range);
    UNSEEN(fd, real(from, where, fd, to, size, flags))
}
