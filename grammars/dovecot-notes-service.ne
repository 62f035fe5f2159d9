# Openings of Dovecot's notes on the master process, its services and the tools. Included by dovecot-notes.ne, which says what they are for.

# Encountered corrupt binary: re-compiling script /home/a/.dovecot.sieve
sievenote -> sieveopening rest                          {% text %}
sieveopening -> "Aborted script" | "Active Sieve script" | "Active sieve script" | "Encountered corrupt binary" | "Execution of script" | "FILTER "
           | "GETSCRIPT for script" | "Listing Sieve scripts" | "Moved active sieve script" | "Saving failed: " | "Script '"
           | "Script does not exist" | "Sieve " | "The LDA Sieve plugin" | "cumulative resource usage" | "dict storage: " | "file script"
           | "file storage: " | "imapsieve" | "ldap storage: " | "main script: " | "main_script: " | "managesieve"
           | "o_stream_send_istream() failed for script" | "script '" | "sieve(" | "sieve-" | "sieve_"

# Sent SIGKILL to 3 imap processes
masternote -> masteropening rest                          {% text %}
masteropening -> "Can't change anvil's " | "Can't open /dev/null: " | "Can't reload configuration " | "Can't resolve address " | "Child process"
           | "Config reload failed: " | "Dovecot is already running " | "Dovecot is already running? " | "Duplicate service name: "
           | "Empty PID file in " | "Empty command" | "Error reading configuration" | "Failed to create per-PID " | "Failed to get "
           | "Failed to start listeners" | "Fixing permissions of " | "Group doesn't exist: " | "Ignoring invalid update "
           | "Initial status notification " | "Invalid protocol" | "No IPs for address: " | "PID file" | "Processes aren't dying " | "Received SIG"
           | "SIGHUP" | "SIGTERM" | "Sent SIG" | "Service " | "Socket already exists: " | "Unexpectedly didn't find " | "You should " | "base_dir"
           | "close(anvil) failed: " | "close(global dead pipe) " | "close(log_fd) failed: " | "close(login notify fd) "
           | "close(master dead pipe) " | "close(master log fd) " | "close(status fd) failed: " | "command startup failed, " | "core_pattern"
           | "corefile" | "default_internal" | "default_login" | "died with status " | "dovecot: " | "drop_priv" | "dup2(dev_null_fd) failed: "
           | "dup2(log fd) failed: " | "dup2(null_fd) failed: " | "duplicate listener: " | "fd limit (ulimit -n) is " | "fifo_listener"
           | "fork() failed: " | "getrlimit" | "inet_listener" | "initgroups" | "killed with signal " | "lseek(config fd, 0) failed: "
           | "lseek(notify fd) failed: " | "protocols: " | "read(anvil fd) failed: " | "read(status) failed: " | "restrict_" | "returned error "
           | "sd_listen_fds() failed: " | "service anvil { " | "service auth { client_limit=" | "service sent partial status " | "setgroups"
           | "setrlimit" | "setsid() failed: " | "systemd" | "unix_listener" | "waitpid() returned unknown " | "write() failed in "
           | "write(anvil process) " | "write(anvil) returned EOF" | "write(log handshake) " | "write(log process) failed: "

# Error in configuration file /etc/dovecot/dovecot.conf line 3: Unknown setting: foo
confignote -> configopening rest                          {% text %}
configopening -> "!include" | "Binary config cache: open(" | "Configuration " | "Couldn't find setting" | "Couldn't parse" | "DEPRECATED"
           | "Deprecated" | "Dovecot version mismatch" | "Error in configuration" | "Failed to expand " | "Failed to parse config"
           | "Failed to read " | "Global setting" | "Invalid -o parameter " | "Invalid configuration" | "Invalid line number in '"
           | "Invalid log_debug: " | "Invalid setting" | "Invalid user settings" | "Missing '=' in '" | "NOTE: " | "Obsolete setting"
           | "SSL is disabled because " | "Timeout reading config from " | "Unknown syslog_facility: " | "config file" | "config: " | "deprecated"
           | "doveconf" | "dovecot.conf" | "dovecot_config_version" | "dovecot_storage_version" | "master-service: cannot get " | "plugin/"
           | "settings_mmap_pool_clear() " | "ssl-params: " | "t_binary_abspath("

# <line continued> rest of a long line
lognote   -> logopening rest                          {% text %}
logopening -> "<line continued>" | "Can't open log" | "Log connection " | "Missing prefix data in " | "Received invalid input from "
           | "Received invalid pid from " | "Received master input for " | "Received master prefix in " | "Received partial line"
           | "Received unknown command " | "Sending log messages too fast" | "Shutting down logging for '" | "close(log connection fd) " | "event_"
           | "log connection" | "log_" | "read(log pipe) failed: " | "syslog"

# Anvil client not compatible with this server (mixed old and new binaries?)
anvilnote -> anvilopening rest                          {% text %}
anvilopening -> "Anvil " | "Handshake PID " | "Handshake with duplicate " | "Invalid handshake pid: " | "KICK" | "anvil query to be aborted "
           | "anvil-" | "anvil: " | "anvil_" | "close(anvil conn) failed: " | "close(fd_read log fd) " | "connect limit hash tables "
           | "connect limit: " | "dup2(fd_read  log fd, "

# stats: Received unexpected line
statsnote -> statsopening rest                          {% text %}
statsopening -> "FIFO input" | "Failed to export" | "Socket supports only " | "Stats " | "old-stats" | "old_stats" | "stats server" | "stats-" | "stats: Received invalid "
           | "stats: Received unexpected " | "stats_"

# Indexer worker disconnected, discarding 3 requests for ann@a.example
indexernote -> indexeropening rest                          {% text %}
indexeropening -> "Client not compatible with " | "Getting path failed: " | "Getting path to mailbox " | "Index optimiz" | "Indexer "
           | "Indexes disabled for " | "Indexes disabled, skipping" | "Input from worker without " | "Invalid input from master: "
           | "Invalid input from worker: " | "Mail search failed: " | "Mail search interrupted: " | "Opening failed: " | "Precache for UID="
           | "Precache-fields lookup " | "Status lookup failed: " | "Transaction commit failed: " | "Worker sent invalid "
           | "close(master conn) failed: " | "indexer-" | "indexer: " | "indexer_"

# User no longer exists, skipping
doveadmnote -> doveadmopening rest                          {% text %}
doveadmopening -> "/doveadm) failed" | "Couldn't drop privileges" | "Couldn't initialize" | "Doveadm " | "Failed to initialize user"
           | "Failed to iterate" | "Failed to lookup" | "Fatal error" | "Initialization failed" | "Mail access for users"
           | "Mail access not allowed" | "Remote command" | "User doesn't exist" | "User initialization" | "User listing" | "User lookup"
           | "User no longer exists" | "doveadm " | "doveadm(" | "doveadm-" | "doveadm: " | "doveadm_"

# Mailbox changes caused a desync. You may want to run dsync again.
dsyncnote -> dsyncopening rest                          {% text %}
dsyncopening -> "Couldn't find modseq" | "Exporting" | "Failed to do incremental sync" | "Failed to sync " | "Importing " | "Incremental "
           | "Remote dsync" | "Sync failure" | "Synchronization " | "Syncing " | "Timeout during state=" | "Unexpected finish"
           | "Unexpected mailbox" | "dsync " | "dsync(" | "dsync-" | "dsync: " | "dsync_" | "sync: "

# replicator: Unexpected input
replicationnote -> replicationopening rest                          {% text %}
replicationopening -> "Replicat" | "Unknown replicator" | "notify-" | "replication" | "replicator"

# director: Connected to 192.0.2.9:9090
directornote -> directoropening rest                          {% text %}
directoropening -> "Broken director" | "Connected to director" | "Delayed connection" | "Director " | "Finished syncing" | "Host hash"
           | "Incoming connection" | "Outgoing connection" | "Received CONNECT" | "Ring " | "User hash" | "Users' desync" | "director("
           | "director-" | "director/" | "director: " | "director_"

# Inotify instance limit for user 109 (UID vmail) exceeded, disabling.
systemnote -> systemopening rest                          {% text %}
systemopening -> "!!BUG!!" | "/dev/" | "BUG: " | "Can't open /dev/zero for " | "Cannot allocate BN_CTX" | "Cannot expand variable "
           | "Cannot load SSL module: " | "Corrected " | "I/O leak" | "IPC proxy not compatible " | "IPC proxy sent invalid "
           | "IPC proxy sent unexpected " | "Inotify " | "Internal error" | "Invalid DOVECOT_ACCEPTED_CLI" | "Invalid SOCKET_COUNT "
           | "Invalid line in " | "Invalid master login state: " | "Killed with signal" | "Leaked " | "Mountpoint" | "Must be started by dovecot "
           | "Raw backtrace" | "SSL support not compiled in " | "Timeout leak" | "Too many " | "Unknown -p" | "Unknown IP" | "Unknown SQL"
           | "Unknown Sieve" | "Unknown URL" | "Unknown algorithm" | "Unknown argument" | "Unknown auth" | "Unknown backend" | "Unknown backtrace"
           | "Unknown charset" | "Unknown command" | "Unknown compression" | "Unknown connection" | "Unknown data" | "Unknown dict"
           | "Unknown driver" | "Unknown encoding" | "Unknown error" | "Unknown event" | "Unknown exception" | "Unknown field" | "Unknown file"
           | "Unknown flag" | "Unknown fts" | "Unknown hash" | "Unknown host" | "Unknown index" | "Unknown input" | "Unknown instance"
           | "Unknown key" | "Unknown listener" | "Unknown log" | "Unknown lookup" | "Unknown mail" | "Unknown master" | "Unknown namespace"
           | "Unknown notification" | "Unknown option" | "Unknown parameter" | "Unknown passdb" | "Unknown plugin" | "Unknown protocol"
           | "Unknown quota" | "Unknown record" | "Unknown service" | "Unknown setting" | "Unknown sort" | "Unknown ssl" | "Unknown state"
           | "Unknown storage" | "Unknown tag" | "Unknown transport" | "Unknown type" | "Unknown uri" | "Unknown user" | "Unknown variable"
           | "Unknown version" | "assertion failed" | "block_alloc(" | "clock_gettime" | "close(listener " | "close(master config fd) "
           | "close(service connection) " | "corrected " | "data stack: Out of memory " | "epoll" | "fd_" | "fdpass" | "file_" | "getrandom"
           | "gettimeofday" | "i_stream_create_mmap(): " | "inotify" | "internal error: " | "io_" | "ioloop" | "iostream" | "kqueue" | "lib-signals"
           | "libicu" | "libunwind" | "lseek(login notify fd) " | "memory: " | "mmap_istream.madvise(" | "mountpoint" | "net_"
           | "pool_system_malloc(" | "pool_system_realloc(" | "safe_mkstemp" | "sb_stemmer_stem(len=" | "sigaddset(SIGTERM) failed: "
           | "sigemptyset() failed: " | "sigprocmask(SIG_BLOCK, " | "sigprocmask(SIG_SETMASK) " | "t_push(): Out of memory"
           | "tcpwrap must be configured " | "timeout_" | "unlink_directory" | "utc_" | "write(anvil) failed: " | "write(master_status_fd) "
