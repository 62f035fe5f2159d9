# What Exim writes when something of its own is broken: the panic log, the same lines in the main log, and the lines
# that belong to the record above them. All are known by their opening words; the text is kept whole.
#
#   panic          configuration errors, crashes, files, databases, processes
#   headless       ID no recipients found in headers         the id comes twice
#   continuation   a line without a stamp that belongs to the record above it

@include "common.ne"
@include "exim-envelope.ne"

panic     -> stamp pid:? msgid:? " " panicbody          {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
headless  -> stamp pid:? msgid " " headlessbody         {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}

panicbody -> panictext                          {% (d) => ({ kind: "exim.panic", at: "", pid: null, messageId: null, text: d[0] }) %}
panictext -> panichead rest                             {% text %}
# Exim configuration error in line 12 of /etc/exim4/exim4.conf:        SIGSEGV (null pointer indirection)
# Failed to create spool file /var/spool/exim4//input//1vdpup-000CfU-1V-D: No space left on device
# failed to open DB file /var/spool/exim4/db/retry: Permission denied        Cannot open main log file "/var/log/exim4/mainlog": …
panichead -> "Exim configuration error" | "Exim configuration file " | "Exim internal error: " | "non-existent configuration file(s): " | "failed to open " | "Failed to open "
           | "failed to stat configuration file " | "both local_from_check and " | "malformed ratelimit data: " | "log_file_path " | "pid_file_path is longer " | "spool_directory is longer "
           | "spool_directory undefined: " | "syslog_processname is longer " | "More than one path given in log_file_path: " | "\"timeout_dns\" is no longer available in retry rules "
           | "invalid value for message_size_limit: " | "invalid message_size_limit: " | "unable to expand message_size_limit: " | "bad value for smtp_receive_timeout: "
           | "Warning: purging the environment" | "Warning: " warningmark | "\"discard\" verb not allowed in " | "\"drop\" verb not allowed in "
# Error in system filter: missing or malformed local part (expected word or "<") in filter command
           | "Error in system filter: "
# SIGSEGV (null pointer indirection)       backtrace       (TAB) /usr/sbin/exim4(+0x1000) [0x7f00], a frame of it       process 4711 crashed with signal 11 while delivering 1vdpup-000CfU-1V
           | "SIGSEGV (" | "backtrace" | "\t" | "queue run: " | "process " number " crashed with signal " | "live variable '" | "programming fault"
# Failed to look up uid 1000       exim user lost privilege for using -C option       unable to set gid=106 or uid=103 (euid=0): Operation not permitted
           | "exim user lost privilege for using " | "exim user (uid=" | "Failed to look up uid " | "Failed to get user name for uid " | "cannot run initgroups(): " | "initgroups failed for uid="
           | "unable to set gid=" | "seteuid(" | "setegid(" | "getdeuid() " | "getegid() " | "getdegid() " | "getgroups: " | "setgroups: " | "priv_drop_temp: " | "priv_restore: "
           | "Can't cleanup environment" | "Wrong ownership on " | "User " number " set for " | "no recipients found in headers" | "bad addresses found in headers" | "Stat failed on "
# failed to malloc 65536 bytes of memory: called from line 1 in string.c       internal error in string_catn (count -1)       store_reset called for pool 1: x.c 12
           | "failed to alloc (" | "failed to malloc " | "failed to mmap " | "malloc() failed for " | "bad memory " | "bad internal_store_malloc request " | "excessive memory alloc request"
           | "internal error: " | "internal error in " | "Internal error: " | "store_reset called " | "store_mark called " | "string_sprintf expansion was longer than " | "string_format: "
           | "string_format internal error: " | "string too long in " | "string too large in " | "common_error expansion was longer than " | "exim_gssapi_error_defer expansion "
           | "name too long in directory_make" | "buffer underflow in " | "null conn-context pointer" | "local part longer than " | "SRS Configuration Error" | "Failed to allocate SRS memory"
# setrlimit(RLIMIT_NOFILE) failed: Operation not permitted       getsockname() failed: Transport endpoint is not connected       bind of [192.0.2.7]:25 failed
           | "setrlimit(RLIMIT_" | "getrlimit(RLIMIT_" | "delivery setrlimit(RLIMIT_" | "setitimer() failed: " | "getsockname() failed" | "setsockopt(SO_KEEPALIVE) on connection "
           | "bind of [" | "IPv4 socket creation failed: " | "IPv6 socket creation failed: " | "Malformed IP address \"" | "Unable to call getifaddrs: " | "uname() failed to yield host name"
           | "Unable to create IPv4 socket to find interface addresses: " | "Unable to get IP address for " | "Unable to get interface configuration: " | "Address for " word " interface is absurdly long"
# fork of process for ETRN failed: Resource temporarily unavailable       re-exec of exim (/usr/sbin/exim4) with -bd failed: No such file or directory
           | "re-exec of exim (" | "delivery re-exec " | "exec of \"" | "2nd fork for serialized ETRN failed: " | "fork of process for ETRN failed: " | "fork of delivery process from queue runner "
           | "failed to create pipe in queue runner process " | "failed to fork automatic delivery process: " | "failed to set up ETRN command: " | "fork failed"
# unable to open file '/etc/exim4/x' for reading: Permission denied       dlfunc{x.so}{f} failed (2): no such symbol       failed to parse address 'x': …
           | "unable to open file '" | "unable to read file: " | "unable to open debug log" | "debug tag may not contain " | "dlfunc{" | "deliver_datafile lseek: " | "failed to parse address '"
           | "log_write called with no log flags set" | "LOG: " | "exim: could not open panic log" | "could not open panic log"
warningmark -> "allow_insecure_tainted_data"
headlessbody -> headlesstext                    {% (d) => ({ kind: "exim.panic", at: "", pid: null, messageId: null, text: d[0] }) %}
headlesstext -> id " " headlesswhat " found in headers" {% text %}
headlesswhat -> "no recipients" | "bad addresses"

# ================================================================ lines that belong to the record above

# (empty)        Envelope-from: <ann@a.example>        Envelope-to: <bob@b.example>            <carol@b.example>
# P Received: from mx.a.example by b.example        T To: bob@b.example              X-Mailer: x        (TAB) by b.example with esmtp
continuation -> "\r"                             {% skip %}
           | "Envelope-from: <" rest            {% skip %}
           | "Envelope-to: <" rest              {% skip %}
           | "\t" rest                          {% skip %}
           | "  " rest                          {% skip %}
           | headertype " " headername [ \t]:* ":" rest {% skip %}
           | "*** truncated ***"                {% skip %}
# Suggested action: use keep_environment.
           | " " [!-~] rest                     {% skip %}
# - value '…'       (below "live variable …")
           | "- value " rest                    {% skip %}
# expansion started '…'       (below "string_sprintf expansion …", 4.87 to 4.92)
           | "expansion started " rest          {% skip %}
# : missing domain       (below "failed to parse address 'x'")
           | ": " rest                          {% skip %}
           | null                               {% skip %}
headertype -> [A-Z*]
headername -> [!-9;-~]:+

# ================================================================ the further lines of a text

#   main option "allow_insecure_tainted_data" unknown            (two blanks)  below "Exim configuration error in line …:"
#  Suggested action: use keep_environment.                       (one blank)   below "Warning: purging the environment."
# - value '…'                                                                  below "live variable …"
# expansion started '…'       below "string_sprintf expansion …"               : missing domain       below "failed to parse address 'x'"
detail     -> detailtext                         {% first %}
detailtext -> [ \t] rest {% text %} | "- value " rest {% text %} | "expansion started " rest {% text %} | ": " rest {% text %}
