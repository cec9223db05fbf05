/* A file system that lacks what SQLite needs, for LD_PRELOAD: locks (NO_LOCKS) or shared memory (NO_SHARED)
   fail with the error number that the variable holds, for a store and the files beside it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int fails(const char *variable, int fd, const char *part) {
  char link[64], path[4096];
  const char *number = getenv(variable);
  if (!number || fd < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  if (!strstr(path, part)) return 0;
  errno = atoi(number);
  return 1;
}

#define MMAP(name) \
  void *name(void *at, size_t size, int how, int flags, int fd, off_t offset) { \
    void *(*next)(void *, size_t, int, int, int, off_t) = dlsym(RTLD_NEXT, #name); \
    if ((flags & MAP_SHARED) && fails("NO_SHARED", fd, "-shm")) return MAP_FAILED; \
    return next(at, size, how, flags, fd, offset); \
  }
#define FCNTL(name) \
  int name(int fd, int command, ...) { \
    va_list rest; \
    va_start(rest, command); \
    void *argument = va_arg(rest, void *); \
    va_end(rest); \
    int (*next)(int, int, void *) = dlsym(RTLD_NEXT, #name); \
    if ((command == F_SETLK || command == F_SETLKW) && fails("NO_LOCKS", fd, "jobposts.db")) return -1; \
    return next(fd, command, argument); \
  }
MMAP(mmap)
MMAP(mmap64)
FCNTL(fcntl)
FCNTL(fcntl64)
