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
           | anonword "(" bracketpath ", " number ") failed: " errno    {% (d) => ({ size: d[4], path: d[2], error: d[6] }) %}
           | "Failed to read config: mmap(" bracketpath ") failed: " errno      {% (d) => ({ size: null, path: d[1], error: d[3] }) %}
           | anonword "(" number ") failed: " errno         {% (d) => ({ size: d[2], path: null, error: d[4] }) %}
anonword  -> "mmap_anon" | "mremap_anon"
mapsize   -> "size=" number                                 {% second %}
mapfile   -> " with file " path                             {% second %}
# Corrupted index cache file (to 2.3.10), Deleting corrupted cache (from 2.3.13): Dovecot mends it itself
cachebroken -> "Deleting corrupted cache: " cacheflaw            {% (d) => ({ path: null, error: d[1] }) %}
           | "Deleting corrupted cache record uid=" number ": " cacheflaw    {% (d) => ({ path: null, error: d[3] }) %}
           | "UID " number ": Deleting corrupted cache record: " cacheflaw   {% (d) => ({ path: null, error: d[3] }) %}
           | "Corrupted index cache file " path ": " cacheflaw   {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Corrupted record in index cache file " path ": " cacheflaw     {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Cache file " path ": " lostfield              {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Purging lost " purged                         {% (d) => ({ path: null, error: "lost " + d[1] }) %}
lostfield -> toolarge " - deleting"                         {% first %}
           | "Newly added field got lost unexpectedly" {% text %} | "Unexpectedly lost newly added field" {% text %}
toolarge  -> "File is too large"                            {% text %}
purged    -> purgedtext                                     {% text %}
purgedtext -> number " written cache records (reset_id changed " number " -> " number ")"
indexbroken -> "Corrupted index file " path ": " flaw       {% (d) => ({ path: d[1], error: d[3] }) %}
# Corrupted transaction log file /…/dovecot.index.log seq 2: Invalid transaction log size (sync_offset=40)
           | "Corrupted transaction log file " pathseq " seq " number ": " flaw      {% (d) => ({ path: d[1], error: d[5] }) %}
           | "Transaction log /" logged loggone             {% (d) => ({ path: "/" + d[1], error: d[2] }) %}
           | "Index file too large: " path                  {% (d) => ({ path: d[1], error: "Index file too large" }) %}
           | "Index " indexpath indexflaw                   {% (d) => ({ path: d[1], error: d[2] }) %}
           | "Synchronization corrupted index header " path ": " flaw      {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Unexpected transaction log desync with index " path desync:?      {% (d) => ({ path: d[1], error: d[2] }) %}
           | "broken sync positions in index file " path    {% (d) => ({ path: d[1], error: "broken sync positions" }) %}
           | "Rebuilding index file " path ": " rebuilt     {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Corrupted strmap index file: " path           {% (d) => ({ path: d[1], error: null }) %}
           | "Corrupted mailbox list index " path ": " flaw {% (d) => ({ path: d[1], error: d[3] }) %}
           | viewpath viewflaw                              {% (d) => ({ path: d[0], error: d[1] }) %}
           | "Index file " path ": indexid changed: " flaw  {% (d) => ({ path: d[1], error: d[3] }) %}
           | "Log synchronization error at seq=" number ",offset=" number " for " path ": " flaw      {% (d) => ({ path: d[5], error: d[7] }) %}
           | "Fixed index file " path ": " flaw             {% (d) => ({ path: d[1], error: d[3] }) %}
           | "fscking index file " path                     {% (d) => ({ path: d[1], error: null }) %}
logged    -> upto(":", " was")                              {% text %}
loggone   -> ": " duplicate                                 {% second %}
           | " " recreated                                  {% second %}
duplicate -> duplicatetext                                  {% text %}
duplicatetext -> "duplicate transaction log sequence (" number ")"
recreated -> recreatedtext                                  {% text %}
recreatedtext -> "was recreated while we had it locked - locking is broken (lock_method=" until(")") ")"
indexpath -> "/" upto(":", " lost")                       {% text %}
indexflaw -> ": " lostlog                                   {% second %}
           | " " lostmails                                  {% second %}
lostlog   -> lostlogtext                                    {% text %}
lostlogtext -> "Lost log for seq=" number " offset=" number
# Index /…/dovecot.index: Lost log for seq=2 offset=40: Missing middle file seq=2 (…): Not found from .log.2 - fscking (reopen_reason: opening)
# (never behind a mailbox name: it has colons of its own)
lostwhy   -> "Index /" upto(": ") ": " lostwhytext          {% (d) => ({
               kind: "dovecot.index-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: "/" + d[1], error: d[3] }) %}
lostwhytext -> lostwhywords                                 {% text %}
lostwhywords -> "Lost log for seq=" number " offset=" number ": " rest
lostmails -> lostmailstext                                  {% text %}
lostmailstext -> "lost messages without expunging (" number " -> " number ")"
desync    -> ": " flaw                                      {% second %}
rebuilt   -> "CPU architecture changed"                     {% text %}
# /home/a/mail/dovecot.index reset, view is now inconsistent      /…/dovecot.index.log: Failed to read into memory: Input/output error
viewpath  -> "/" upto(" reset", " view", ":")           {% text %}
viewflaw  -> " " viewtext                                   {% second %}
           | ": " viewcolon                                 {% second %}
viewtext  -> viewtextwords                                  {% text %}
viewtextwords -> "reset, view is now inconsistent" | "view is inconsistent" | "view syncing failed to apply changes"
viewcolon -> viewcolonwords                                 {% text %}
viewcolonwords -> "Failed to read into memory: " flaw | "Transaction log modseq tracking is corrupted - fixing"
# a path may hold blanks, but not ": "; documentation shortens it to .../
path      -> [/.] upto(": ")                                {% text %}
           | inmemory                                       {% text %}
pathseq   -> "/" upto(" seq", ":")                          {% text %}
           | inmemory                                       {% text %}
# (in-memory index) | (in-memory index for INBOX)
inmemory  -> "(in-memory index" upto(")") ")"
bracketpath -> "/" upto(") failed: ", ", ", ": ")           {% text %}
# strerror(3) of glibc, and Dovecot's own reasons in its place. Closed, because a mailbox may be called
# `a: mmap(size=1) failed with file /x`, and any text of Dovecot may follow that name.
errno     -> errnoname                                      {% text %}
errnodetail -> errnoname errnobracket:*                     {% text %}
errnobracket -> " (" inside ")"
errnoname -> "Address already in use" | "Argument list too long" | "Bad address" | "Bad file descriptor" | "Bad message" | "Broken pipe"
           | "Cached message size larger than expected" | "Cached message size smaller than expected" | "Cannot allocate memory" | "Connection refused" | "Connection reset by peer"
           | "Connection timed out" | "Device or resource busy" | "Directory not empty" | "Disk quota exceeded" | "Exec format error"
           | "File exists" | "File name too long" | "File too large" | "Function not implemented" | "Illegal seek" | "Input/output error"
           | "Interrupted system call" | "Invalid argument" | "Invalid cross-device link" | "Is a directory" | "No child processes"
           | "No locks available" | "No space left on device" | "No such device or address" | "No such device" | "No such file or directory"
           | "No such process" | "Not a directory" | "Not supported" | "Operation not permitted" | "Operation not supported"
           | "Operation timed out" | "Out of memory" | "Permission denied" | "Protocol error" | "Read-only file system"
           | "Remote I/O error" | "Resource deadlock avoided" | "Resource temporarily unavailable" | "Stale file handle"
           | "Stale NFS file handle" | "Structure needs cleaning" | "Text file busy" | "Timer expired" | "Too many levels of symbolic links"
           | "Too many links" | "Too many open files in system" | "Too many open files" | "Transport endpoint is not connected"
           | "Value too large for defined data type" | "read() past EOF"
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

# ---------------------------------------------------------------- locks (lib-index/mail-transaction-log*.c, lib-storage/mail-storage.c)

# Transaction log file /…/dovecot.index.log was locked for 31 seconds (syncing)      Locking transaction log file /… took 31 seconds (syncing)
# Timeout (180s) while waiting for lock for transaction log file /…/dovecot.index.log (WRITE lock held by pid 811)
lockwait  -> "Transaction log file " lockpath logstate      {% (d) => Object.assign(d[2], { path: d[1] }) %}
           | "Locking transaction log file " lockpath " took " number " seconds" lockwhy:?      {% (d) => ({
               kind: "dovecot.lock-wait", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[1], seconds: d[3], timedOut: false, reason: d[5] }) %}
           | "Timeout (" number "s) while waiting for " lockkind " for transaction log file " lockpath lockwhy:?      {% (d) => ({
               kind: "dovecot.lock-wait", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[5], seconds: d[1], timedOut: true, reason: d[6] }) %}
           | "Creating lock file for " lockpath " timed out in " number " secs"      {% (d) => ({
               kind: "dovecot.lock-wait", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[1], seconds: d[3], timedOut: true, reason: null }) %}
           | "Locking " lockpath " took " decimal " secs"   {% (d) => ({
               kind: "dovecot.lock-wait", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[1], seconds: Number(d[3]), timedOut: false, reason: null }) %}
# : marked corrupted |  seq 2: log_file_tail_offset update shrank it (40 vs 80 sync_offset=80) |  was locked for 31 seconds (syncing)
logstate  -> logflaw                                        {% (d) => ({
               kind: "dovecot.index-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: "", error: d[0] }) %}
           | " was locked for " number " seconds" lockwhy:?      {% (d) => ({
               kind: "dovecot.lock-wait", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: "", seconds: d[1], timedOut: false, reason: d[3] }) %}
logflaw   -> ": " markedcorrupt                             {% second %}
           | " seq " number ": " flaw                       {% (d) => d[3] %}
markedcorrupt -> "marked corrupted"                         {% text %}
lockpath  -> "/" upto(" was", " took", " timed", " (", ":", " seq")      {% text %}
lockwhy   -> " (" lockwhytext ")"                           {% second %}
lockwhytext -> inside                                       {% text %}
lockkind  -> "lock" | "dotlock"
decimal   -> decimaltext                                    {% text %}
decimaltext -> number decimals:?
decimals  -> "." number

# ---------------------------------------------------------------- storage (lib-storage/index/dbox-*, maildir)

# Corrupted dbox file /…/storage/m.7 (around offset=1234): msg header has bad magic value
# Broken or unexpectedly changed file /…/dovecot-uidlist line 7: Invalid data - re-reading from beginning
storage   -> "Corrupted dbox file " storagepath " (around offset=" number "): " flaw      {% (d) => ({
               kind: "dovecot.storage-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[1], error: d[5] }) %}
           | "mdbox map " storagepath " corrupted: " flaw   {% (d) => ({
               kind: "dovecot.storage-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[1], error: d[3] }) %}
           | brokenfile storagepath " line " number ": " flaw      {% (d) => ({
               kind: "dovecot.storage-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[1], error: d[5] }) %}
           | wrongsize                                      {% (d) => ({
               kind: "dovecot.storage-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[0].path, error: d[0].error }) %}
storagepath -> "/" upto(" (around", " corrupted", " line", ":")      {% text %}
brokenfile -> "Broken file " | "Broken or unexpectedly changed file "
wrongsize -> "Maildir filename has wrong " [SW] " value, renamed the file from /" until(" to /") " to " renamed      {% (d) => ({ path: d[5], error: "wrong size in the file name" }) %}
renamed   -> "/" upto(" to /", ": ")                        {% text %}

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
           | codecstream "(" bracketpath2 "): Out of memory"      {% (d) => ({ call: d[0], bytes: null }) %}
           | stemmer "(len=" number ") failed: Out of memory"      {% (d) => ({ call: d[0], bytes: d[2] }) %}
           | pgsql " failed (out of memory)"                {% (d) => ({ call: d[0], bytes: null }) %}
           | openssl " failed. You may need to increase service " word " { vsz_limit }"      {% (d) => ({ call: d[0], bytes: null }) %}
           | "Out of memory"                                {% (d) => ({ call: null, bytes: null }) %}
allocator -> allocatorname                                  {% text %}
allocatorname -> "pool_system_malloc" | "pool_system_realloc" | "pool_alloconly_realloc" | "pool_allocfree_malloc" | "block_alloc"
           | "OpenSSL: malloc" | "OpenSSL: realloc"
# zlib.read(/home/a/mail/cur/1.m1): Out of memory
codecstream -> codecstreamname                              {% text %}
codecstreamname -> "zlib." codecway | "bzlib." codecway | "bzip2." codecway | "lzma." codecway | "zstd." codecway
codecway  -> "read" | "write"
bracketpath2 -> "/" upto("): Out of memory", ": ")
stemmer   -> "sb_stemmer_stem"                              {% text %}
pgsql     -> "pgsql: PQconnectStart()"                      {% text %}
openssl   -> "OpenSSL malloc()"                             {% text %}
codec     -> codecname                                      {% text %}
codecname -> "zlib" | "bzlib" | "lzma" | "zstd" | "t_push()" | "deflateInit()"
