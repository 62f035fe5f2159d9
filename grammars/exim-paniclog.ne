# What Exim writes when something of its own is broken: the panic log, the same lines in the main log, and the lines
# that belong to the record above them. All are known by their opening words; the text is kept whole.
#
#   panic          configuration errors, crashes, files, databases, processes
#   router         ROUTER router: skipped error: …           begins with a name that the site chose
#   headless       ID no recipients found in headers         the id comes twice
#   continuation   a line without a stamp that belongs to the record above it

@include "common.ne"
@include "exim-envelope.ne"

panic     -> stamp pid:? msgid:? " " panicbody          {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}
router    -> stamp pid:? msgid " " routerbody           {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}

headless  -> stamp pid:? msgid " " headlessbody         {% (d) => (d[4].at = d[0], d[4].pid = d[1], d[4].messageId = d[2], d[4]) %}

panicbody -> panictext                          {% (d) => ({ kind: "exim.panic", at: "", pid: null, messageId: null, text: d[0] }) %}
panictext -> panichead rest                             {% text %}
# Exim configuration error in line 12 of /etc/exim4/exim4.conf:        SIGSEGV (null pointer indirection)
# Failed to create spool file /var/spool/exim4//input//1vdpup-000CfU-1V-D: No space left on device
# failed to open DB file /var/spool/exim4/db/retry: Permission denied        Cannot open main log file "/var/log/exim4/mainlog": …
panichead -> "Exim " | "SIGSEGV " | "backtrace" | "Failed to " | "failed to " | "Failed writing " | "Failed setting " | "failed writing " | "failure to "
           | "Couldn't " | "couldn't " | "Cannot " | "cannot " | "Could not " | "could not " | "unable to " | "Unable to " | "can't " | "Can't "
           | "Error " | "error " | "Format error in " | "internal " | "Internal " | "Spool " | "spool " | "spoolfile error " | "log directory space check failed" | "rescind "
           | "invalid " | "Invalid " | "bad " | "Bad " | "malformed " | "non-existent configuration file" | "configuration file " | "unknown " | "unrecognised "
           | "daemon: " | "socket " | "setting SO_REUSEADDR " | "Setting IPV6_V6ONLY " | "listen() failed " | "fork " | "fork() failed " | "Fork failed " | "2nd fork " | "exec of " | "re-exec of exim " | "delivery re-exec "
           | "queue run: " | "process " | "Process " | "remote delivery process " | "redirection process " | "address count mismatch " | "insufficient address data " | "Unexpected error return "
           | "Berkeley DB error: " | "DB file " | "database lock file " | "smtp-wait database entry " | "too many lookups open" | "getsockname() failed" | "getrlimit(" | "setrlimit(" | "delivery setrlimit("
           | "ACL " | "\"discard\" verb " | "\"drop\" verb " | "shadow transport " | "attempt to open journal " | "string_" | "store_" | "malloc() failed " | "excessive memory " | "buffer underflow "
           | "setuid(" | "seteuid(" | "initgroups " | "LOG: " | "uid " | "unlink(" | "link(" | "name too long " | "system filter generated " | "no port specified " | "pid file path " | "Wrong ownership " | "Stat failed "
           | "User " | "Daemon " | "bounce_message_file " | "warn_message_file " | "recipient verify " | "sender verify " | "no recipients found in headers"
           | "WARNING: " | "Warning: purging the environment" | "Warning: " warningmark | "no @ found in the subject " | "configured error code " | "overlong " | "live variable "
           | "acl_smtp_mime: " | "scan directory " | "scan file " | "rmdir(" | "common_error " | "local part longer " | "creation of pipe "
           | "debugging Exim " | "Attempt to open msglog " | "Delivery status for " | "header snprintf " | "read from fakens "
           | "dns_again_means_nonexist " | "Lookup module " | "Module " | "Duplicate lookup name " | "setitimer() " | "log_file_path "
           | "pid_file_path " | "spool_directory " | "syslog_processname " | "Input from inetd " | "deliver_datafile " | "dlfunc{"
           | "Malformed IP address " | "bind of [" | "setsockopt(" | "More than one path " | "log_write called " | "debug tag " | "readsock "
           | "Unrecognised socks " | "socks auth " | "Address for " | "priv_" | "getgroups: " | "getegid() " | "getdegid() " | "getdeuid() "
           | "setegid(" | "setgroups: " | "both local_from_check " | "\"timeout_dns\" " | "Header modification " | "Rewrite of "
           | "smtp_notquit_exit() " | "null conn-context " | "SRS Configuration " | "setup fail for " | "uname() " | "dnslist " | "dnslists domain "
           | "partial matching " | "Loop detected " | "nmh lookup" | "Timeout on nmh " | "regular expression error" | "programming fault"
warningmark -> "allow_insecure_tainted_data"
headlessbody -> headlesstext                    {% (d) => ({ kind: "exim.panic", at: "", pid: null, messageId: null, text: d[0] }) %}
headlesstext -> id " " headlesswhat " found in headers" {% text %}
headlesswhat -> "no recipients" | "bad addresses"
# r1 router: skipped error: domain missing or malformed in "bob"
routerbody -> routertext                        {% (d) => ({ kind: "exim.note", at: "", pid: null, messageId: null, topic: "router", text: d[0] }) %}
routertext -> [0-9A-Za-z_]:+ routersays rest            {% text %}
routersays -> " authenticator (" | " router: " | " router returned unknown value " | " router generated more than " | " router failed to expand " | " transport process "

# ================================================================ lines that belong to the record above

# (empty)        Envelope-from: <ann@a.example>        Envelope-to: <bob@b.example>            <carol@b.example>
# P Received: from mx.a.example by b.example        T To: bob@b.example              X-Mailer: x        (TAB) by b.example with esmtp
continuation -> "\r"                             {% skip %}
           | "Envelope-from: <" rest            {% skip %}
           | "Envelope-to: <" rest              {% skip %}
           | "\t" rest                          {% skip %}
           | "  " rest                          {% skip %}
           | headertype " " headername ":" rest {% skip %}
# Suggested action: use keep_environment.
           | " " [!-~] rest                     {% skip %}
# - value '…'       (below "live variable …")
           | "- value " rest                    {% skip %}
           | null                               {% skip %}
headertype -> [A-Z*]
headername -> [!-9;-~]:+
