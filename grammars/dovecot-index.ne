# Index files, system calls that fail, memory. Included by dovecot.ne.

# ---------------------------------------------------------------- index files (lib-index/mail-index.c, mail-cache.c, mail-index-map-read.c)

# [Mailbox Logs: ]mmap(size=1395104500) failed with file /home/a/mail/.Logs/dovecot.index.cache: Cannot allocate memory
# mmap() failed with file … (to 2.2.13)       mmap_anon(/…/dovecot.index.cache, 1395104500) failed: … (mmap_disable = yes)
index     -> mmapped                                        {% (d) => ({
               kind: "dovecot.mmap-failed", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, size: d[0].size, path: d[0].path, error: d[0].error }) %}
           | cachebroken                                    {% (d) => ({
               kind: "dovecot.cache-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[0].path, error: d[0].error }) %}
           | indexbroken                                    {% (d) => ({
               kind: "dovecot.index-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[0].path, error: d[0].error }) %}
mmapped   -> "mmap(" mapsize:? ") failed" mapfile:? ": " errno          {% (d) => ({ size: d[1], path: d[3], error: d[5] }) %}
           | "mmap(" bracketpath ") failed: " errno         {% (d) => ({ size: null, path: d[1], error: d[3] }) %}
           | "mmap_istream.mmap(" bracketpath ") failed: " errno        {% (d) => ({ size: null, path: d[1], error: d[3] }) %}
           | "mmap_anon(" bracketpath ", " number ") failed: " errno    {% (d) => ({ size: d[3], path: d[1], error: d[5] }) %}
           | "mmap_anon(" number ") failed: " errno         {% (d) => ({ size: d[1], path: null, error: d[3] }) %}
mapsize   -> "size=" number                                 {% second %}
mapfile   -> " with file " path                             {% second %}
# Corrupted index cache file (to 2.3.10), Deleting corrupted cache (from 2.3.13): Dovecot mends it itself
cachebroken -> "Deleting corrupted cache: " cacheflaw            {% (d) => ({ path: null, error: d[1] }) %}
           | "Deleting corrupted cache record uid=" number ": " cacheflaw    {% (d) => ({ path: null, error: d[3] }) %}
           | "UID " number ": Deleting corrupted cache record: " cacheflaw   {% (d) => ({ path: null, error: d[3] }) %}
           | "Corrupted index cache file " path ": " cacheflaw   {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Corrupted record in index cache file " path ": " cacheflaw     {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Cache file " path ": File is too large - deleting"        {% (d) => ({ path: d[1], error: "File is too large" }) %}
indexbroken -> "Corrupted index file " path ": " flaw       {% (d) => ({ path: d[1], error: d[3] }) %}
# Corrupted transaction log file /…/dovecot.index.log seq 2: Invalid transaction log size (sync_offset=40)
           | "Corrupted transaction log file " pathseq " seq " number ": " flaw      {% (d) => ({ path: d[1], error: d[5] }) %}
           | "Transaction log file " path ": marked corrupted"          {% (d) => ({ path: d[1], error: "marked corrupted" }) %}
           | "Index file " path ": indexid changed: " flaw  {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Log synchronization error at seq=" number ",offset=" number " for " path ": " flaw      {% (d) => ({ path: d[5], error: d[7] }) %}
           | "Fixed index file " path ": " flaw             {% (d) => ({ path: d[1], error: d[3] }) %}
           | "fscking index file " path                     {% (d) => ({ path: d[1], error: null }) %}
# a path may hold blanks, but not ": "; documentation shortens it to .../
path      -> [/.] upto(": ")                                {% text %}
pathseq   -> "/" upto(" seq", ":")                        {% text %}
bracketpath -> "/" upto(") failed: ", ", ", ": ")           {% text %}
# strerror(3) of glibc, and Dovecot's own reasons in its place. Closed, because a mailbox may be called
# `a: mmap(size=1) failed with file /x`, and any text of Dovecot may follow that name.
errno     -> errnoname                                      {% text %}
errnodetail -> errnoname errnobracket:?                     {% text %}
errnobracket -> " (" inside ")"
errnoname -> "Address already in use" | "Argument list too long" | "Bad address" | "Bad file descriptor" | "Bad message" | "Broken pipe"
           | "Cached message size smaller than expected" | "Cannot allocate memory" | "Connection refused" | "Connection reset by peer"
           | "Connection timed out" | "Device or resource busy" | "Directory not empty" | "Disk quota exceeded" | "Exec format error"
           | "File exists" | "File name too long" | "File too large" | "Function not implemented" | "Illegal seek" | "Input/output error"
           | "Interrupted system call" | "Invalid argument" | "Invalid cross-device link" | "Is a directory" | "No child processes"
           | "No locks available" | "No space left on device" | "No such device or address" | "No such device" | "No such file or directory"
           | "No such process" | "Not a directory" | "Not supported" | "Operation not permitted" | "Operation not supported"
           | "Operation timed out" | "Out of memory" | "Permission denied" | "Protocol error" | "Read-only file system"
           | "Remote I/O error" | "Resource deadlock avoided" | "Resource temporarily unavailable" | "Stale file handle"
           | "Stale NFS file handle" | "Structure needs cleaning" | "Text file busy" | "Timer expired" | "Too many levels of symbolic links"
           | "Too many links" | "Too many open files in system" | "Too many open files" | "Transport endpoint is not connected"
           | "Value too large for defined data type"
# mail_cache_set_corrupted(), all versions; closed for the same reason
cacheflaw -> cacheflawtext                                  {% text %}
cacheflawtext -> cacheflawhead upto("(", ")", ": ") flawbracket:*
cacheflawhead -> "Broken " | "Cache file too large" | "Cache record offset " | "Corrupted " | "Duplicated field in header: " | "File too small"
           | "Too many continued " | "Unsupported " | "field " | "file_seq is 0" | "header " | "invalid " | "missing header fields"
           | "next_offset in field header " | "record " | "registered field " | "reset_id mismatch "
# Behind a mailbox name a ": " stands only in brackets, and every bracket is closed, or it could be the name's:
#   Permission denied (euid=2001(a) egid=8(mail) missing +r perm: /home/a/mail/.Logs/dovecot.index.log)
flaw      -> until("(", ")", ": ") flawbracket:*       {% text %}
flawbracket -> "(" inside ")" upto("(", ")", ": ")

# ---------------------------------------------------------------- other system calls

# open(/home/a/mail/.Logs/dovecot.index.log) failed: Permission denied (euid=2001(a) …)       net_connect_unix(imap) failed: Resource temporarily unavailable
# pread_full() failed with file /…/dovecot.index.cache: Input/output error
# master(imap): read() failed: Remote closed connection (destination service { process_limit } reached?) (client-pid=48534, …)
call      -> callname argument failing            {% (d) => ({
               kind: "dovecot.file-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, call: d[0], path: d[2].path === null ? d[1] : d[2].path, error: d[2].error }) %}
# behind a mailbox name, only with an error of the system
strictcall -> callname argument denied                      {% (d) => ({
               kind: "dovecot.file-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, call: d[0], path: d[2].path === null ? d[1] : d[2].path, error: d[2].error }) %}
denied    -> " failed: " errnodetail                        {% (d) => ({ path: null, error: d[1] }) %}
           | " failed with file " path ": " errnodetail     {% (d) => ({ path: d[1], error: d[3] }) %}
behalf    -> "master(" until(")") "): " call                {% (d) => d[3] %}
# imap: Error: dovecot/imap: error while loading shared libraries: libdovecot-storage.so.0: failed to map segment from shared object
# (written by ld.so under a vsz_limit that is too low; the child then dies with error 127)
library   -> "dovecot/" until(": ", " ") ": error while loading shared libraries: " until(": ") ": " until(": ")       {% (d) => ({
               kind: "dovecot.file-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, call: "load", path: d[3], error: d[5] }) %}
callname  -> [a-z] [a-z0-9_.]:*                             {% text %}
argument  -> "()"                                           {% skip %}
           | "(" argumenttext ")"                           {% second %}
argumenttext -> [^):] upto(") failed", ": ")                {% text %}
failing   -> " failed: " flaw                               {% (d) => ({ path: null, error: d[1] }) %}
           | " failed with file " path ": " flaw            {% (d) => ({ path: d[1], error: d[3] }) %}

# ---------------------------------------------------------------- memory (lib/mempool-*.c, data-stack.c)

# pool_system_realloc(16777216): Out of memory       data stack: Out of memory when allocating 134217768 bytes
memory    -> memorycall                                     {% (d) => ({
               kind: "dovecot.out-of-memory", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               call: d[0].call, bytes: d[0].bytes }) %}
memorycall -> allocator "(" number "): Out of memory"       {% (d) => ({ call: d[0], bytes: d[2] }) %}
           | "calloc(1, " number "): Out of memory"         {% (d) => ({ call: "calloc", bytes: d[1] }) %}
           | "data stack: Out of memory when allocating " number " bytes"      {% (d) => ({ call: "data stack", bytes: d[1] }) %}
           | codec ": Out of memory"                        {% (d) => ({ call: d[0], bytes: null }) %}
           | "Out of memory"                                {% (d) => ({ call: null, bytes: null }) %}
allocator -> allocatorname                                  {% text %}
allocatorname -> "pool_system_malloc" | "pool_system_realloc" | "pool_alloconly_realloc" | "pool_allocfree_malloc" | "block_alloc"
           | "OpenSSL: malloc" | "OpenSSL: realloc"
codec     -> codecname                                      {% text %}
codecname -> "zlib" | "bzlib" | "lzma" | "zstd" | "t_push()" | "deflateInit()"
