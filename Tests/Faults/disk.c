// A disk between a server and the disk: it writes down what is done to the files of one directory,
// and fails when it is told to. Loaded with LD_PRELOAD; disk.py is its other half.
//
//   CANDOR_FAULTS_DIR      the directory, absolute and without links; nothing else is touched
//   CANDOR_FAULTS_TRACE    where every operation is appended: a record and its bytes
//   CANDOR_FAULTS_TRIGGER  while this file exists, operations fail as its one line says:
//                            write|sync NUMBER ERRNO once|on FILE|*
//                          the NUMBER-th of them since the line is there, or all from it on;
//                          then a second file is made, of the same name and with .fired behind it
//   CANDOR_FAULTS_LAZY     when set, a sync says that it is done and does nothing
//
// Everything goes through syscall(2): no lookup of the real functions, no allocation and no lock,
// so that nothing here can call itself. The WAL index (-shm) is shared memory and does not matter
// after a crash; it is left alone.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum kind { OPEN = 1, WRITE, TRUNCATE, SYNC, UNLINK, RENAME, CLOSE, LINK };
enum { DESCRIPTORS = 1 << 16, NAME = 64 };

// Nanoseconds of CLOCK_MONOTONIC before and after; `at` is an offset, a size, or the flags of OPEN.
struct record {
  int64_t begin, end, at, length;
  int32_t process, descriptor, kind, unused;
};

static char directory[PATH_MAX];
static char fired[PATH_MAX];
static const char *trigger;
static int trace = -1, lazy;
// The name of each open file below the directory ("." for itself); empty for all others.
static char names[DESCRIPTORS][NAME];

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("CANDOR_FAULTS_DIR"), *file = getenv("CANDOR_FAULTS_TRACE");
  trigger = getenv("CANDOR_FAULTS_TRIGGER");
  lazy = getenv("CANDOR_FAULTS_LAZY") != NULL;
  int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC;
  if (file) trace = syscall(SYS_openat, AT_FDCWD, file, flags, 0600);
  if (path) snprintf(directory, sizeof directory, "%s", path);
  if (trigger) snprintf(fired, sizeof fired, "%s.fired", trigger);
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// The name below the directory, or NULL.
static const char *inside(const char *path) {
  size_t length = strlen(directory), whole = strlen(path);
  if (!length || strncmp(path, directory, length)) return NULL;
  if (!path[length]) return ".";
  if (path[length] != '/' || (whole > 4 && !strcmp(path + whole - 4, "-shm"))) return NULL;
  return path + length + 1;
}

static const char *name(int fd) {
  return fd >= 0 && fd < DESCRIPTORS && names[fd][0] ? names[fd] : NULL;
}

// Appends a record in one call, which O_APPEND makes whole and keeps in order.
static void note(enum kind kind, int fd, int64_t begin, int64_t at,
                 const void *bytes, size_t length) {
  if (trace < 0) return;
  struct record record = {begin, now(), at, length, getpid(), fd, kind, 0};
  struct iovec parts[] = {{&record, sizeof record}, {(void *)bytes, length}};
  if (syscall(SYS_writev, trace, parts, 2) == (long)(sizeof record + length)) return;
  static const char message[] = "the trace cannot be written\n";
  syscall(SYS_write, 2, message, sizeof message - 1);
  abort();
}

// Whether this operation is one that the trigger wants to fail; errno says how.
static int fails(const char *operation, const char *file) {
  static int64_t current;  // The line that is being followed, by its inode and time.
  static int count;
  struct stat state;
  if (!trigger || syscall(SYS_newfstatat, AT_FDCWD, trigger, &state, 0)) return 0;
  int64_t line = state.st_ino ^ (state.st_mtim.tv_sec * 1000000000LL + state.st_mtim.tv_nsec);
  if (__atomic_exchange_n(&current, line, __ATOMIC_SEQ_CST) != line)
    __atomic_store_n(&count, 0, __ATOMIC_SEQ_CST);
  char text[256] = "", what[8], often[8], which[NAME];
  int number, error, fd = syscall(SYS_openat, AT_FDCWD, trigger, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return 0;
  syscall(SYS_read, fd, text, sizeof text - 1);
  syscall(SYS_close, fd);
  if (sscanf(text, "%7s %d %d %7s %63s", what, &number, &error, often, which) != 5) return 0;
  if (strcmp(what, operation) || (strcmp(which, "*") && strcmp(which, file))) return 0;
  int turn = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
  if (turn < number || (turn > number && !strcmp(often, "once"))) return 0;
  syscall(SYS_close, syscall(SYS_openat, AT_FDCWD, fired, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  errno = error;
  return 1;
}

static int opened(int fd, int64_t begin, int flags) {
  char link[40], path[PATH_MAX];
  if (fd < 0 || fd >= DESCRIPTORS || !directory[0]) return fd;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length > 0 ? length : 0] = 0;
  const char *file = inside(path);
  snprintf(names[fd], NAME, "%s", file ? file : "");
  if (file) note(OPEN, fd, begin, flags, file, strlen(file));
  return fd;
}

#define OPENAT(DIRECTORY)                                                       \
  va_list rest;                                                                 \
  va_start(rest, flags);                                                        \
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;       \
  va_end(rest);                                                                 \
  int64_t start = now();                                                        \
  return opened(syscall(SYS_openat, DIRECTORY, path, flags, mode), start, flags)

int open(const char *path, int flags, ...) { OPENAT(AT_FDCWD); }
int open64(const char *path, int flags, ...) { OPENAT(AT_FDCWD); }
int openat(int at, const char *path, int flags, ...) { OPENAT(at); }
int openat64(int at, const char *path, int flags, ...) { OPENAT(at); }
int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

// `call` has written to `fd` what `bytes` begins with.
#define WRITTEN(CALL, AT, BYTES)                                                \
  const char *file = name(fd);                                                  \
  if (file && fails("write", file)) return -1;                                  \
  int64_t start = file ? now() : 0;                                             \
  ssize_t written = CALL;                                                       \
  if (file && written > 0) note(WRITE, fd, start, AT, BYTES, written);          \
  return written

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  WRITTEN(syscall(SYS_pwrite64, fd, bytes, length, at), at, bytes);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) {
  WRITTEN(syscall(SYS_pwrite64, fd, bytes, length, at), at, bytes);
}
ssize_t write(int fd, const void *bytes, size_t length) {
  WRITTEN(syscall(SYS_write, fd, bytes, length), lseek(fd, 0, SEEK_CUR) - written, bytes);
}
// A short write is allowed: the first part alone, and the caller goes on with the rest.
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  if (name(fd) && count > 0) return pwrite(fd, parts[0].iov_base, parts[0].iov_len, at);
  return syscall(SYS_pwritev, fd, parts, count, at, 0);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at) {
  return pwritev(fd, parts, count, at);
}

int ftruncate(int fd, off_t size) {
  int64_t start = now();
  int result = syscall(SYS_ftruncate, fd, size);
  if (!result && name(fd)) note(TRUNCATE, fd, start, size, NULL, 0);
  return result;
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

static int sync_as(long call, int fd) {
  const char *file = name(fd);
  if (file && fails("sync", file)) return -1;
  if (file && lazy) return 0;
  int64_t start = now();
  int result = syscall(call, fd);
  if (file && !result) note(SYNC, fd, start, 0, NULL, 0);
  return result;
}
int fsync(int fd) { return sync_as(SYS_fsync, fd); }
int fdatasync(int fd) { return sync_as(SYS_fdatasync, fd); }

int unlink(const char *path) {
  int64_t start = now();
  const char *file = inside(path);
  int result = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (!result && file) note(UNLINK, -1, start, 0, file, strlen(file));
  return result;
}
static int named(int kind, int64_t start, const char *from, const char *to, int result) {
  const char *old = inside(from), *new = inside(to);
  if (result || !old || !new) return result;
  char both[2 * PATH_MAX];
  int length = snprintf(both, sizeof both, "%s%c%s", old, 0, new);
  note(kind, -1, start, 0, both, length);
  return result;
}
int rename(const char *from, const char *to) {
  int64_t start = now();
  int result = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  return named(RENAME, start, from, to, result);
}
int link(const char *from, const char *to) {
  int64_t start = now();
  int result = syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
  return named(LINK, start, from, to, result);
}
// Before it is closed: after that, another thread may have the number already.
int close(int fd) {
  if (name(fd)) {
    note(CLOSE, fd, now(), 0, NULL, 0);
    names[fd][0] = 0;
  }
  return syscall(SYS_close, fd);
}
