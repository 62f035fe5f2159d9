# What Exim says when a file of its own cannot be made, read or written. Included by exim-mainlog.ne.

# Failed to create spool file /var/spool/exim4//input//1vdpup-000CfU-1V-D: No space left on device
# Cannot open main log file "/var/log/exim4/mainlog": Permission denied: euid=103 egid=106
spool     -> spoolwhat " " until(": ") ": " rest
             {% (d) => ({ kind: "exim.spool", at: "", pid: null, messageId: null, what: d[0], path: d[2], error: d[4], space: null, inodes: null }) %}
           | quotedwhat " \"" until("\": ") "\": " rest
             {% (d) => ({ kind: "exim.spool", at: "", pid: null, messageId: null, what: d[0], path: d[2], error: d[4], space: null, inodes: null }) %}
# Format error in spool file 1vdpup-000CfU-1V-H: size=0       failed to unlink /var/spool/exim4/input/1vdpup-000CfU-1V-J (to 4.72 without its error)
           | barewhat " " until(": ") bareerror:?
             {% (d) => ({ kind: "exim.spool", at: "", pid: null, messageId: null, what: d[0], path: d[2], error: d[3], space: null, inodes: null }) %}
# Cannot lock /var/spool/exim4//input//1vdpup-000CfU-1V-D (13): Permission denied
           | lockwhat " " until(" (") " (" number "): " rest
             {% (d) => ({ kind: "exim.spool", at: "", pid: null, messageId: null, what: d[0], path: d[2], error: d[6], space: null, inodes: null }) %}
# spool directory space check failed: space=12 inodes=-1
           | spacewhat ": space=" signed spaceunit:? " inodes=" signed
             {% (d) => ({ kind: "exim.spool", at: "", pid: null, messageId: null, what: d[0], path: null, error: null, space: d[2], inodes: d[5] }) %}
# failed to fsync journal: No space left on device       attempt to open journal for reading gave: Permission denied       spoolfile error on close: …
           | pathlesswhat ": " rest
             {% (d) => ({ kind: "exim.spool", at: "", pid: null, messageId: null, what: d[0], path: null, error: d[2], space: null, inodes: null }) %}
spoolwhat -> "Failed to create spool file" {% text %} | "Failed setting ownership on spool file" {% text %} | "Error reading spool file" {% text %} | "Couldn't " logverb " message log" {% text %}
           | "Couldn't open journal file" {% text %} | "Couldn't set perms on journal file" {% text %} | "failed to update journal for" {% text %} | "failed to write journal for" {% text %}
           | "failed to write to" {% text %} | "cannot accept message: failed to stat " word " directory" {% text %}
logverb   -> "open" | "fdopen" | "create" | "chown" | "chmod" | "set close-on-exec on"
quotedwhat -> "Cannot open " word " log file" {% text %} | "Failed to create directory" {% text %} | "Failed to set owner on directory" {% text %} | "Failed to open directory" {% text %}
barewhat  -> "Format error in spool file" {% text %} | "failed to unlink" {% text %}
bareerror -> ": " rest                                  {% second %}
lockwhat  -> "Cannot lock"                              {% text %}
spacewhat -> "spool directory space check failed" {% text %} | "log directory space check failed" {% text %}
spaceunit -> "K"
signed    -> signeddigits                               {% int %}
signeddigits -> [-0-9]:+
pathlesswhat -> "failed to fsync journal" {% text %} | "attempt to open journal for reading gave" {% text %} | "spoolfile error on close" {% text %}

# Lines that begin like "Spool file for … is locked": tried behind it.
# Spool file 1vdpup-000CfU-1V-D not found       Spool slow file 1vdpup-000CfU-1V-D not found (named queue, 4.88 on)
spoolstate -> spoolabsent " " until("-D not found") "-D not found"
             {% (d) => ({ kind: "exim.spool", at: "", pid: null, messageId: null, what: d[0], path: d[2] + "-D", error: "not found", space: null, inodes: null }) %}
# Spool error for /var/spool/exim4/input/1vdpup-000CfU-1V-D: Permission denied       Spool error: no recipients for 1vdpup-000CfU-1V-D
           | "Spool error for " until(": ") ": " rest
             {% (d) => ({ kind: "exim.spool", at: "", pid: null, messageId: null, what: "Spool error for", path: d[1], error: d[3], space: null, inodes: null }) %}
           | "Spool error: no recipients for " rest
             {% (d) => ({ kind: "exim.spool", at: "", pid: null, messageId: null, what: "Spool error: no recipients for", path: d[1], error: null, space: null, inodes: null }) %}
spoolabsent -> "Spool file" {% text %} | "Spool " not("file", "error") until(" ") " file" {% text %}
# unlink(/var/spool/exim4/scan/x): No such file or directory       unlink("input/a/x", "x") failed while moving message: …       link("a", "b") failed …
# failed to move msglog/1vdpup-000CfU-1V to the msglog.OLD directory       Attempt to open msglog file path with upward-traversal: '../x'
spooltext -> spoolhead rest                             {% text %}
spoolhead -> "unlink(" | "link(" | "failed to move " | "Attempt to open msglog file path with upward-traversal: '" | "rescind the above message-accept"
