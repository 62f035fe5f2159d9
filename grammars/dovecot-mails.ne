# Mails that cannot be read, and cached facts that they contradict: texts within texts. Included by dovecot.ne.
#
# The start symbols behind the typed ones: `streamed`, and in `halves` (dovecot.ne) those about a mailbox that is named twice.
# A mailbox name is the user's own and its ": " may not occur again: behind `Mailbox ` every text is closed, to the line's end.

# ---------------------------------------------------------------- a mail's stream (lib-storage/mail.c, lib-compression/istream-*.c)

# read(/home/a/mail/cur/1.m1) failed: zlib.read(/home/a/mail/cur/1.m1): unexpected EOF at 123 (read reason=mail stream)
# Mailbox INBOX: UID=3: read(zlib(/home/a/mail/cur/1.m1)) failed: gz trailer has wrong CRC value at 4028
# maildir_storage: open(/home/a/mail/cur/1.m1) failed: Permission denied (euid=2001(a) …)
streamed  -> level:? stream                                 {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
           | level:? "Mailbox " until(": ") ": " ofmail:? ofstream      {% (d) => ({ level: d[0], mailbox: d[5].kind === "dovecot.assertion" ? null : d[2], event: d[5] }) %}
           | level:? cachefile                              {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
           | level:? logfile                                {% (d) => ({ level: d[0], mailbox: null, event: d[1] }) %}
ofstream  -> stream {% first %} | logfile {% first %} | ofmailbug {% first %}
stream    -> "read(" streamname streamfailed                {% (d) => ({
               kind: "dovecot.file-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, call: "read", path: d[1], error: d[2] }) %}
           | codecread "(" streampath "): " codecflaw       {% (d) => ({
               kind: "dovecot.file-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, call: d[0], path: d[2], error: d[4] }) %}
           | "maildir_storage: " callname "(" streampath ") failed: " errnodetail      {% (d) => ({
               kind: "dovecot.file-error", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, call: d[1], path: d[3], error: d[5] }) %}
# zlib(/home/a/mail/cur/1.m1): the file within the streams that decode it
streamname -> streampath                                    {% first %}
           | codecname2 "(" streampath ")"                  {% third %}
streampath -> "/" upto(")", ": ")                           {% text %}
codecname2 -> [a-z] [a-z0-9_-]:*
codecread -> codecreadtext                                  {% text %}
codecreadtext -> ("zlib" | "bzlib" | "lzma" | "lz4" | "zstd") ".read"
streamfailed -> ") failed: " streamwhy                      {% second %}
           | "): " toolittle                                {% second %}
streamwhy -> streamwhytext                                  {% text %}
streamwhytext -> outerread:? codecplace:? (errnoname | codecwords) errnobracket:*
outerread -> "read(" streamname ") failed: "
codecplace -> codecreadtext "(" streampath "): "
codecflaw -> codecflawtext                                  {% text %}
codecflawtext -> codecwords errnobracket:*
codecwords -> codecsays codecwhere:?
codecwhere -> " at " number
onheader  -> " on header"
codecsays -> "unexpected EOF" onheader:? | "wrong magic in header (not " [a-z0-9]:+ " file?)" | "gz trailer has wrong " ("CRC value" | "size") | "unsupported compression method"
           | "can't read file without dictionary" | "corrupted data" | "corrupted lz4 chunk" | "invalid lz4 chunk size" | "lz4 corrupted data" | "Data corruption detected" | "Corrupted block detected"
           | "Unknown frame descriptor" | "Restored data doesn't match checksum" | "Version not supported" | "Src size is incorrect"
# FETCH BODY[] got too little data: 123 vs 456
toolittle -> toolittletext                                  {% text %}
toolittletext -> "FETCH " [A-Z0-9.]:+ fetched:? foruid:? " got too little data" copying:? ": " number " vs " number
fetched   -> "[" upto("]") "]"
copying   -> " (copying)"
foruid    -> " for mailbox " until(" UID", ":") " UID " number

# ---------------------------------------------------------------- a cached fact that is wrong (index/index-mail.c index_mail_set_cache_corrupted())

# Corrupted index cache file /home/a/mail/dovecot.index.cache: Broken physical size for mail UID 3 in mailbox INBOX: read(/home/a/mail/cur/1.m1,S=30343) failed: …
# Corrupted record in index cache file /home/a/mail/dovecot.index.cache: UID 3: Broken fetch-headers in mailbox INBOX: Data has invalid size
# The mailbox is part of the path, too, so the path's end may not occur again.
cachefile -> cachefileword cachepath ": " cachefilesays     {% (d) => ({
               kind: "dovecot.cache-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[1], error: d[3] }) %}
cachefileword -> "Corrupted index cache file " | "Corrupted record in index cache file "
cachepath -> "/" upto("/dovecot.index.cache", ": ") "/dovecot.index.cache"      {% text %}
cachefilesays -> cachefiletext                              {% text %}
cachefiletext -> ofuid:? "Broken " until("/dovecot.index.cache: ")
ofuid     -> "UID " number ": "

# Corrupted transaction log file /home/a/mail/dovecot.index.log seq 7: indexid changed: 1490 -> 1500 (sync_offset=0)
logfile   -> "Corrupted transaction log file " logpath " seq " number ": " idchanged      {% (d) => ({
               kind: "dovecot.index-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: null, path: d[1], error: d[5] }) %}
logpath   -> "/" upto("/dovecot.index.log", ": ") "/dovecot.index.log"      {% text %}
idchanged -> idchangedtext                                  {% text %}
idchangedtext -> "indexid changed: " number " -> " number extra:?

# Deleting corrupted cache record uid=3: UID 3: Broken physical size in mailbox INBOX: read(/home/a/mail/cur/1.m1,S=3) failed: Cached message size larger than expected (3 > 2, box=INBOX, UID=3)
# (in `halves`: the name in front must be this one)
recordhalf -> recordopening "Broken " fieldname " in mailbox " recordwhy      {% (d) => ({
               kind: "dovecot.cache-corrupted", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               mailbox: d[4].mailbox, path: null, error: "Broken " + d[2] + " in mailbox " + d[4].text }) %}
recordopening -> "Deleting corrupted cache record uid=" number ": " ofuid:?
fieldname -> until(" in mailbox", ":")                    {% text %}
recordwhy -> recordbox recordtail                           {% (d) => ({ mailbox: d[1].mailbox === null ? d[0] : d[1].mailbox, text: d[0] + d[1].text }) %}
recordtail -> ": read(" streampath recordread               {% (d) => ({ mailbox: d[2].mailbox, text: ": read(" + d[1] + d[2].text }) %}
           | mimeflaw                                       {% (d) => ({ mailbox: null, text: d[0] }) %}
recordbox -> until(": read(", ": Cached MIME parts", ": Data has")      {% text %}
recordread -> ") failed: Cached message size " sizecompared sizebox sizetail      {% (d) => ({ mailbox: d[2], text: ") failed: Cached message size " + d[1] + d[2] + d[3] }) %}
           | "): " toolittle                                {% (d) => ({ mailbox: null, text: "): " + d[1] }) %}
sizecompared -> sizecomparedtext                            {% text %}
sizecomparedtext -> ("larger" | "smaller") " than expected (" number " " [<>] " " number ", box="
sizebox   -> until(", UID=")                                {% text %}
sizetail  -> sizetailtext                                   {% text %}
sizetailtext -> ", UID=" number cachedid:? ")" readreason:?
cachedid  -> ", cached Message-Id=" upto(")", ": ")
readreason -> " (read reason=" upto(")", ": ") ")"
mimeflaw  -> mimeflawtext                                   {% text %}
mimeflawtext -> ": Cached MIME parts don't match message during parsing: Cached header size mismatch (parts=" [0-9a-f]:* ")" | ": Data has invalid size"

# ---------------------------------------------------------------- a bug while a mailbox is open

# Panic: Mailbox INBOX: file mail-index.c: line 7 (mail_index_open): assertion failed: (index->open_count > 0)
bugfile   -> [A-Za-z0-9_.-]:+                               {% text %}
ofmailbug -> "file " bugfile ": line " number " (" until(")") "): assertion failed: " until(": ")      {% (d) => ({
               kind: "dovecot.assertion", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               file: d[1], line: d[3], function: d[5], text: "assertion failed: " + d[7] }) %}
