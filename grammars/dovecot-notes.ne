# Texts of which nothing more is needed: what they are about, and the words. Included by dovecot.ne.
#
# Dovecot and Pigeonhole have some 2,800 format strings. Those that say more than "something went wrong here" are typed in the
# other files; the rest is told by the words before its first value (dovecot-notes-*.ne), or, where it begins with a value, by
# the words behind it (the frames and the marks below). A note has no fields, so nothing of a stranger's text can be taken for one.
#
# Start symbols, all tried behind the typed ones:
#   authnoted     sql(ann@a.example,192.0.2.7): …              whatever the database says about one authentication
#   noted         Namespace 'inbox': …                         known by its first words
#   attempted     Failed to open …                             what Dovecot tried to do
#   scripted      spamfilter: line 3: error: …                 a line of a Sieve script
#   framed        Reading 400000 users took …                 a value among its first words
#   noted22       jBt1EfjCMk3uMQAAm9eMBA: sieve: …             2.2 writes the session into the text
#   callnoted     dlopen(/x.so) failed: …                   whatever the reason looks like
#   inmiddle      … - disconnecting client in 1000ms           known by words in its middle
#   nameswhat     INBOX: UID 7: …                              and its sisters: behind `Mailbox `, asked by src/parsers/dovecot.ts

@include "dovecot-notes-storage.ne"
@include "dovecot-notes-auth.ne"
@include "dovecot-notes-login.ne"
@include "dovecot-notes-service.ne"

# ---------------------------------------------------------------- notes that need no action

notice    -> notetext                                       {% (d) => ({
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: "system", text: d[0] }) %}
           | authtalk                                       {% (d) => ({
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: "debug", text: null }) %}
# client in: AUTH	1	PLAIN	service=imap	resp=…             (auth_debug of 1.x through syslog, which drops the level: holds passwords)
authtalk  -> authtalkword rest
authtalkword -> "client in: " | "client out: " | "client passdb out: " | "master in: " | "master out: " | "master userdb out: " | "new auth connection: " | "auth client connected ("
# Raw backtrace: #0 t_askpass[0x7f…] -> …                      (behind a Fatal or a Panic that has its own line)
notetext  -> "Raw backtrace: " rest                         {% skip %}

# ---------------------------------------------------------------- about one authentication (auth/auth-request.c)

# sql(ann@a.example,192.0.2.7,<sp1rrOFHzZd/AABN>): Password query failed: Lost connection
authnoted -> level:? authsaid                               {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: "auth", text: d[1] } }) %}
authsaid  -> databasename "(" until("): ") "): " rest       {% text %}

# ---------------------------------------------------------------- known by the first words

noted     -> level:? note                                   {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: d[1].topic, text: d[1].text } }) %}
noted22   -> level:? session22 ": " note                    {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: d[3].topic, text: d[3].text } }) %}
framed22  -> level:? session22 ": " frame                   {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: d[3].topic, text: d[3].text } }) %}
note      -> storagenote                    {% (d) => ({ topic: "storage", text: d[0] }) %}
           | indexnote                      {% (d) => ({ topic: "index", text: d[0] }) %}
           | cachenote                      {% (d) => ({ topic: "cache", text: d[0] }) %}
           | mailboxnote                    {% (d) => ({ topic: "mailbox", text: d[0] }) %}
           | quotanote                      {% (d) => ({ topic: "quota", text: d[0] }) %}
           | ftsnote                        {% (d) => ({ topic: "fts", text: d[0] }) %}
           | aclnote                        {% (d) => ({ topic: "acl", text: d[0] }) %}
           | pluginnote                     {% (d) => ({ topic: "plugin", text: d[0] }) %}
           | locknote                       {% (d) => ({ topic: "lock", text: d[0] }) %}
           | authnote                       {% (d) => ({ topic: "auth", text: d[0] }) %}
           | sslnote                        {% (d) => ({ topic: "ssl", text: d[0] }) %}
           | sqlnote                        {% (d) => ({ topic: "sql", text: d[0] }) %}
           | dictnote                       {% (d) => ({ topic: "dict", text: d[0] }) %}
           | luanote                        {% (d) => ({ topic: "lua", text: d[0] }) %}
           | loginnote                      {% (d) => ({ topic: "login", text: d[0] }) %}
           | proxynote                      {% (d) => ({ topic: "proxy", text: d[0] }) %}
           | imapnote                       {% (d) => ({ topic: "imap", text: d[0] }) %}
           | pop3note                       {% (d) => ({ topic: "pop3", text: d[0] }) %}
           | lmtpnote                       {% (d) => ({ topic: "lmtp", text: d[0] }) %}
           | deliverynote                   {% (d) => ({ topic: "delivery", text: d[0] }) %}
           | submissionnote                 {% (d) => ({ topic: "submission", text: d[0] }) %}
           | smtpnote                       {% (d) => ({ topic: "smtp", text: d[0] }) %}
           | httpnote                       {% (d) => ({ topic: "http", text: d[0] }) %}
           | dnsnote                        {% (d) => ({ topic: "dns", text: d[0] }) %}
           | sievenote                      {% (d) => ({ topic: "sieve", text: d[0] }) %}
           | masternote                     {% (d) => ({ topic: "master", text: d[0] }) %}
           | confignote                     {% (d) => ({ topic: "config", text: d[0] }) %}
           | lognote                        {% (d) => ({ topic: "log", text: d[0] }) %}
           | anvilnote                      {% (d) => ({ topic: "anvil", text: d[0] }) %}
           | statsnote                      {% (d) => ({ topic: "stats", text: d[0] }) %}
           | indexernote                    {% (d) => ({ topic: "indexer", text: d[0] }) %}
           | doveadmnote                    {% (d) => ({ topic: "doveadm", text: d[0] }) %}
           | dsyncnote                      {% (d) => ({ topic: "dsync", text: d[0] }) %}
           | replicationnote                {% (d) => ({ topic: "replication", text: d[0] }) %}
           | directornote                   {% (d) => ({ topic: "director", text: d[0] }) %}
           | systemnote                     {% (d) => ({ topic: "system", text: d[0] }) %}

# ---------------------------------------------------------------- what Dovecot tried to do

# Failed to open mailbox INBOX: Permission denied       Couldn't create mailbox list     Can't connect to auth server
attempted -> level:? attempt                                {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: "general", text: d[1] } }) %}
attempt   -> attemptwords rest                              {% text %}
attemptwords -> ("Failed to " | "failed to " | "Couldn't " | "Can't " | "Cannot " | "Could not ") verb [^a-z]
verb      -> "write" | "verify" | "validate" | "use" | "upload" | "upgrade" | "update" | "unsubscribe" | "unset" | "unlock" | "unlink"
           | "unhibernate" | "truncate" | "talk" | "sync" | "switch" | "subscribe" | "submit" | "store" | "stop" | "stat" | "start" | "spawn"
           | "setup" | "set" | "serialize" | "send" | "select" | "seek" | "search" | "scan" | "save" | "run" | "rotate" | "retry" | "retrieve"
           | "resume" | "restore" | "resolve" | "reset" | "reserve" | "rescan" | "request" | "replicate" | "reopen" | "rename" | "remove" | "reload"
           | "relay" | "register" | "refresh" | "redirect" | "recreate" | "receive" | "recalculate" | "rebuild" | "read" | "rate" | "queue" | "put"
           | "purge" | "process" | "preserve" | "prepare" | "perform" | "parse" | "optimize" | "open" | "obtain" | "notify" | "normalize"
           | "negotiate" | "move" | "mount" | "mmap" | "mkdir" | "migrate" | "match" | "mark" | "map" | "lstat" | "lookup" | "lock" | "load"
           | "list" | "kick" | "iterate" | "initialize" | "init" | "index" | "import" | "implicitly" | "identify" | "hibernate" | "have" | "hash"
           | "handshake" | "handle" | "get" | "generate" | "fsync" | "free" | "fork" | "force" | "flush" | "fix" | "finish" | "find" | "fetch"
           | "extract" | "expunge" | "export" | "expand" | "execute" | "establish" | "enter" | "encrypt" | "enable" | "duplicate" | "dump" | "drop"
           | "disable" | "determine" | "detect" | "detach" | "deserialize" | "describe" | "derive" | "delete" | "decrypt" | "decompress" | "decode"
           | "deactivate" | "create" | "copy" | "convert" | "connect" | "compress" | "complete" | "compile" | "commit" | "close" | "clear" | "chown"
           | "check" | "chdir" | "change" | "cancel" | "call" | "cache" | "build" | "bind" | "be" | "autosubscribe" | "autoexpunge" | "autocreate"
           | "authenticate" | "assign" | "append" | "allocate" | "add" | "activate" | "acquire" | "access"

# ---------------------------------------------------------------- a value among the first words

# Reading 400000 users took 4 secs       /home/a/mail/dovecot.index view is inconsistent: uid=7 inserted in the middle of mailbox
framed    -> level:? frame                                  {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: d[1].topic, text: d[1].text } }) %}
frame     -> authframe                                      {% (d) => ({ topic: "auth", text: d[0] }) %}
           | storageframe                                   {% (d) => ({ topic: "storage", text: d[0] }) %}
           | pathframe                                      {% (d) => ({ topic: "index", text: d[0] }) %}
           | masterframe                                    {% (d) => ({ topic: "master", text: d[0] }) %}
           | loginframe                                     {% (d) => ({ topic: "login", text: d[0] }) %}
           | sieveframe                                     {% (d) => ({ topic: "sieve", text: d[0] }) %}
           | deliveryframe                                  {% (d) => ({ topic: "delivery", text: d[0] }) %}
           | numberframe                                    {% (d) => ({ topic: "general", text: d[0] }) %}
           | panicframe                                     {% (d) => ({ topic: "system", text: d[0] }) %}
# Request 1.2 timed out after 150 secs, state=1       Lookup for ann took 12 secs       User ann exists more than once
authframe -> authvalue rest                                 {% text %}
authvalue -> "Reading " number " users took " | "Lookup for " until(" took") " took" | "Request " number "." number " timed out after "
           | "User " until(" exists more", " has invalid", " is missing userdb", " lookup failed") (" exists more" | " has invalid" | " is missing userdb" | " lookup failed")
           | "user " until(": Initialization failed", ": Auth USER lookup failed", ": Couldn't drop privileges") (": Initialization failed" | ": Auth USER lookup failed" | ": Couldn't drop privileges")
           | "Requested " until(" scheme, but", " login as") (" scheme, but" | " login as")
           | "Aborted " until(" request for") " request for" | "Child " number (" exited with status " | " died with signal ")
           | "Value '" until("' not in valid ") "' not in valid "
# UID 7: Broken MIME parts       uid=7 points to broken data at offset=512       Broken sort indexes, resetting
storageframe -> storagevalue rest                           {% text %}
storagevalue -> "UID " number ": " | "uid=" number " points to broken data " | "Broken " until(" for mail UID", " indexes, resetting") (" for mail UID" | " indexes, resetting")
           | "Indexed " number " messages in " | "write(" until(") wrote") ") wrote" | "read(" until("): ", ") failed") "): " [A-Z] | "close(" until("): ", ") failed") "): "
           | "FETCH " [0-9A-Z]
# /home/a/mail/dovecot.index.log: Beginning of the log isn't available       /run/dovecot/imap-master disconnected
pathframe -> "/" until(":", " view", " log position went", " - generating", " - map", " reset", " is no longer", " is not a", " is a", " sent invalid", " returned failure", " disconnected", " failed with") pathsays rest      {% text %}
pathsays  -> ": " pathflaw | " view" | " log position went" | " - generating" | " - map" | " reset" | " is no longer" | " is not a" | " is a " | " sent invalid" | " returned failure" | " disconnected" | " failed with"
pathflaw  -> "Beginning of the log" | "Transaction log " | "log_file_head" | "modseq_hdr" | "start_offset" | "end_offset" | "Failed to " | "Requested highest" | "Header name '" | "Ignoring "
           | "file size changed" | "Broken " | "Support for lock " | "Timeout " | "Anvil queries " | "Can't " | "Invalid " | "Corrupted " | "Unexpected " | "Username " | "Couldn't " | "Duplicate "
# service(imap): vsz_limit is too low       Process 48362 is ignoring idle SIGINT       Invalid LOOKUP reply sent to service imap PID 12: …
masterframe -> mastervalue rest                             {% text %}
mastervalue -> mastertag:? "service(" until("): ", ") ") ("): " | ") ") mastersays | "Process " number (" is ignoring idle" | " died") | "Invalid " until(" reply sent to service") " reply sent to service"
mastersays -> "Can't " | "Closing" | "Couldn't " | "Failed to " | "Group " | "Ignoring " | "Initial status" | "Invalid " | "Lost" | "Process "
           | "Received " | "Socket already exists" | "Stopping" | "Time" | "Unexpected " | "Unknown " | "User " | "access(" | "bind"
           | "child process " | "chmod(" | "chown(" | "chroot" | "client_limit m" | "close(" | "command " | "connect(" | "drop_priv_before_exec"
           | "dup(" | "dup2(" | "dup2s failed" | "executable" | "execv(" | "fcntl(" | "fifo_listener: " | "fork() " | "fstat(" | "idle_kill"
           | "inet_listener: " | "kill(" | "listen" | "lookup " | "lseek(" | "mkfifo(" | "net_" | "pipe(" | "process_limit m"
           | "process_min_avail " | "protocol " | "read(" | "restart_request_count " | "safe_" | "service sent" | "service_count " | "shutdown("
           | "socket" | "stat(" | "type " | "unix_listener: " | "unlink(" | "unlinking" | "user " | "vsz_limit " | "write("
# access(tcpwrap): Client refused (rip=192.0.2.7)       master(imap): Auth request timed out (received 0/12 bytes)
loginframe -> loginvalue rest                               {% text %}
loginvalue -> "access(" until("): ", ") failed") "): " | "master(" until("): ") "): " [A-Z]
# sieve: main script: line 3: error: unknown command 'foo'       sieve: msgid=<x@a.example>: not sending vacation reply to <b@b.example>
sieveframe -> "sieve: " sievebody rest                      {% text %}
sievebody -> [^m] | "m" [^s] | "ms" [^g] | "msgid=" messageid ": " sievesays
sieveword -> "error" | "warning" | "info" | "debug"
sievesays -> sieveaction:? sievedeed
sievedeed -> "failed to " | "not " | "discarded " | "discarding " | "Discard" | "store into " | "action " | "duplicate " | "message " | "executed " | "filtered " | "piped "
           | "sent " | "specified " | "program " | "denotify" | "local policy" | "no means" | "number of " | "total number" | "Failed to " | "Successfully " | "Keeping " | "kept " | "execution " | "Marked" | "marked" | "included " | "sieve " | "Sieve " | "cumulative " | "Aborted" | "Execution" | "script " | "uncaught" | "invalid " | "unknown "
# 83% of last 100 lookups took over 500 milliseconds       7 quotactl(Q_XGETQUOTA, /dev/sda1) failed: Permission denied
numberframe -> number ("% of last " | " quotactl(") rest    {% text %}
# msgid=<x@a.example>: Return-Path missing, rejection reason: Quota exceeded
deliveryframe -> "msgid=" messageid ": " deliverysays rest  {% text %}
deliverysays -> "Auto-submitted message discarded" | "Return-Path missing" | "Invalid postmaster_address" | "Temporarily failed to " | "Permanently failed to "
# file mail-index.c: line 123 (mail_index_open): assertion failed: (index->open_count > 0)
panicframe -> "file " [A-Za-z0-9_.-]:+ ": line " number " " rest        {% text %}

# ---------------------------------------------------------------- a Sieve script's line (pigeonhole lib-sieve/sieve-error.c)

# spamfilter: line 3: error: unknown command 'foo' (only reported once at first occurrence)
scripted  -> level:? linetext                               {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: "sieve", text: d[1] } }) %}
linetext  -> not("Debug", "Info", "Warning", "Error", "Fatal", "Panic") until(": line") ": line " number ": " sieveword ": " rest      {% text %}

# ---------------------------------------------------------------- a system call or a library's, with any reason

# dlopen(/usr/lib/dovecot/modules/lib90_sieve_plugin.so) failed: /usr/lib/dovecot/modules/lib90_sieve_plugin.so: undefined symbol: mail_storage
callnoted -> level:? calltext                               {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: "system", text: d[1] } }) %}
calltext  -> [a-z] [a-z0-9_.]:* "(" upto(") failed", "): Out of memory") (") failed" | "): Out of memory") rest         {% text %}

# ---------------------------------------------------------------- known by words in the middle

# Worker 4: Connection lost - disconnecting client in 1000ms
inmiddle  -> level:? markedtext                             {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: "general", text: d[1] } }) %}
markedtext -> not("Debug", "Info", "Warning", "Error", "Fatal", "Panic")
             until(" - disconnectin", " - reconnecting", " - copying mail", " - saving mail", " - disabling S", " check failed", " mechanism can't", " disabled in v",
                   " didn't call io", " is not a valid S", " is not valid n", " (client-pid", " (not INBOX", " (under root", " (nonstandard", " (for creating",
                   " (refer to ser", " (view user", ": Anvil quer", ": Invalid netw", ": Not allowed", ": PQconnect", ": Password con", ": SSL alert",
                   ": SSL failed", ": Timeout wait", " is an auth client") marker rest      {% text %}
marker    -> " - disconnectin" | " - reconnecting" | " - copying mail" | " - saving mail" | " - disabling S" | " check failed" | " mechanism can't" | " disabled in v"
           | " didn't call io" | " is not a valid S" | " is not valid n" | " (client-pid" | " (not INBOX" | " (under root" | " (nonstandard" | " (for creating"
           | " (refer to ser" | " (view user" | ": Anvil quer" | ": Invalid netw" | ": Not allowed" | ": PQconnect" | ": Password con" | ": SSL alert"
           | ": SSL failed" | ": Timeout wait" | " is an auth client"

# ---------------------------------------------------------------- what was done to mails (plugins/mail-log)

# delete: box=INBOX, uid=7, msgid=<x@a.example>, size=512       copy from INBOX: box=Trash, uid=9, msgid=<x@a.example>, size=512
# A mailbox name and a message id may look like a field: where one of them holds ", ", the line is a note (topic plugin).
maillogged -> level:? mailaction ": box=" until(", ") mailuid:? mailmsgid:? mailsize:? mailvsize:? mailflags:?      {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.mail-log", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               action: d[1], mailbox: d[3], uid: d[4], headerMessageId: d[5], size: d[6] } }) %}
mailaction -> mailactionword                                {% text %}
mailactionword -> "delete" | "undelete" | "expunge" | "autoexpunge" | "save" | "flag_change" | "copy" copiedfrom:?
copiedfrom -> " from " until(": ", ", ")
mailuid   -> ", uid=" number                                {% second %}
mailmsgid -> ", msgid=" mailid                              {% second %}
mailid    -> "<" until(">", ", ") ">"                       {% second %}
           | "unspecified"                                  {% skip %}
           | not("<", "unspecified") upto(", ")             {% text %}
mailsize  -> ", size=" number                               {% second %}
mailvsize -> ", vsize=" number
mailflags -> ", flags=(" upto(")", ", ") ")"
# delete: box=a, b, uid=7, …
maillooks -> level:? mailtext                               {% (d) => ({ level: d[0], mailbox: null, event: {
               kind: "dovecot.notice", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null, topic: "plugin", text: d[1] } }) %}
mailtext  -> mailactionword ": box=" rest                   {% text %}

# ---------------------------------------------------------------- behind `Mailbox `

# INBOX: UID 7: Broken MIME parts stored in cache        INBOX: Failed to autoexpunge: Timeout while waiting for lock
nameswhat -> until(": ") ": " note                       {% third %}
namesframe -> until(": ") ": " frame                      {% third %}
namestry  -> until(": ") ": " attemptnote              {% third %}
attemptnote -> attempt                                      {% (d) => ({ topic: "general", text: d[0] }) %}
# (Mailbox )changes caused a desync. You may want to run dsync again.       (Mailbox )UIDVALIDITY changed (1 -> 2)
namesdone -> mailboxdoes rest                               {% (d) => ({ topic: "mailbox" }) %}
mailboxdoes -> "GUID" | "UIDVALIDITY" | "changed " | "changes " | "created" | "deleted" | "does not " | "doesn't " | "has " | "in " | "is " | "isn't " | "renamed" | "uidvalidity" | "was "

# ---------------------------------------------------------------- known by the first words only

cut       -> "Login: " rest                                 {% (d) => ({
               kind: "dovecot.login", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1],
               method: null, ip: null, localIp: null, mailPid: null, security: null }) %}
           | "Logged in: " rest                             {% (d) => ({
               kind: "dovecot.login", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1],
               method: null, ip: null, localIp: null, mailPid: null, security: null }) %}
           | cutword [:(,;. ] rest                             {% (d) => ({
               kind: "dovecot.logout", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[2],
               reason: d[0], detail: null, bytesIn: null, bytesOut: null, counters: null }) %}
           | "mmap" rest                                    {% (d) => ({
               kind: "dovecot.mmap-failed", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1],
               mailbox: null, size: null, path: null, error: null }) %}
           | cutfamily rest                                 {% (d) => ({
               kind: "dovecot.other", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: d[1], text: d[0] }) %}
cutword   -> endword {% text %} | tellword {% text %}
cutfamily -> "Mailbox " {% text %} | "msgid=" {% text %} | "sieve: " {% text %} | "service(" {% text %} | "master: service(" {% text %}
