# What Exim says of signatures and of what scanners found. Included by exim-mainlog.ne.

# DKIM: d=a.example s=sel c=relaxed/relaxed a=rsa-sha256 b=2048 i=@a.example t=1767878334 [verification failed - signature did not verify (headers probably modified in transit)]
# DKIM: d=a.example s=sel [failed key import]        (4.91 on)
# The signature's tags are a stranger's: the verdict in brackets must be all that is left of the line, and no tag may hold a blank.
dkimchecked -> "DKIM: d=" dkimtag " s=" dkimtag dkimcanon:? dkimalgo:? dkimbits:? dkimidentity:? dkimcreated:? dkimexpires:? dkimlength:? dkimdash:? " [" dkimsays "]"
             {% (d) => ({ kind: "exim.dkim", at: "", pid: null, messageId: null, domain: d[1], selector: d[3], canonicalization: d[4], algorithm: d[5], bits: d[6], identity: d[7], result: d[13].result, reason: d[13].reason }) %}
dkimtag   -> [^ \[\]\n]:+                               {% text %}
dkimcanon -> " c=" dkimtag                              {% second %}
dkimalgo  -> " a=" dkimtag                              {% second %}
dkimbits  -> " b=" number                               {% second %}
dkimidentity -> " i=" dkimtag                           {% second %}
dkimcreated -> " t=" dkimtag
dkimexpires -> " x=" dkimtag
dkimlength -> " l=" dkimtag
dkimdash  -> " -"
# verification succeeded       invalid - public key record (currently?) unavailable       verification failed - body hash mismatch (body probably modified in transit)
dkimsays  -> dkimresult dkimreason:?                    {% (d) => ({ result: d[0], reason: d[1] }) %}
dkimresult -> "verification succeeded" {% text %} | "verification failed" {% text %} | "not verified" {% text %} | "invalid" {% text %} | failing {% text %}
failing   -> "fail" keyimport:?
keyimport -> "ed key import"
dkimreason -> " - " dkimwhy                             {% second %}
dkimwhy   -> [^\[\]\n]:+                               {% text %}
# DKIM: validation error: DKIM_VERIFY: syntax error       DKIM: unknown canonicalization method 'x', defaulting to 'relaxed'.
# PDKIM: d=a.example s=sel [failed key import] (4.91, 4.92)       DK: message signed using a=rsa-sha1; q=dns; c=nofws; s=sel; d=a.example; h=From; (4.63)
dkimtext  -> dkimhead rest                              {% text %}
dkimhead  -> "DKIM: validation error" | "DKIM: Error " | "DKIM: unknown canonicalization method " | "DKIM: hash setup error" | "DKIM: unrecognised hashname " | "PDKIM: "
           | "Message signed with DKIM: " | "DK: message signed using " | "signing: " | "signing_init: "
# ARC: AMS signing: …       ARC: no Authentication-Results header for signing       ARC: bad signing-specification (x)
arctext   -> archead rest                               {% text %}
archead   -> "ARC: AMS signing: " | "ARC: AS signing: " | "ARC: no " | "ARC: bad " | "arc: "
# DMARC results: spf_domain=a.example dmarc_domain=a.example spf_align=yes dkim_align=yes enforcement='Accept'
# failure to send DMARC forensic report to abuse@a.example       failure to write to DMARC history file: No space left on device
dmarctext -> dmarchead rest                             {% text %}
dmarchead -> "DMARC results: " | "DMARC failure " | "DMARC using synthesized " | "dmarc: " | "failure to create DMARC " | "failure to read DMARC " | "failure to send DMARC "
           | "failure to read domainname used for DMARC lookup: " | "failure to store dkim (" | "failure to store header From: in DMARC" | "failure to store spf for DMARC: " | "failure to write to DMARC "

# malware acl condition: clamd: unable to connect to UNIX socket /run/clamav/clamd.ctl (No such file or directory)
malwaretext -> malwarehead rest                         {% text %}
malwarehead -> "malware acl condition: " | "malware filename does not fit in buffer " | "malware condition: unknown scanner type " | "internal scanner error (ignored): "
           | "cmdline scanner command-line does not fit in buffer" | "malware.c:" | "More than " number " clamd servers specified; "
# spam acl condition: all spamd servers failed       DCC: Connecting to UNIX socket failed: No such file or directory
# bmi error [loc 3 type 1]: bmiEndBody() failed.
spamtext  -> spamhead rest                              {% text %}
spamhead  -> "spam acl condition: " | "spamassassin acl condition: " | "programming fault, spamd_sock unexpectedly unset" | "bmi error [loc " | "bmi warning: [loc "
           | "DCC: " | "dcc acl condition: " | "Temporary error with DCC: " | "Unknown DCC response: " | "Wrong header from DCC, output is "
# SA: Action: flagged as Spam but accepted: score=8.2 required=5.0 (scanned in 6/6 secs | Message-Id: 1@a.example). From <ann@a.example> (host=mx.a.example [192.0.2.7]) for bob@b.example
           | "SA: Action: " | "SA: Debug: " | "SA: Notice: " | "SA: Warning: " | "SA: PANIC: " | "SA: PermReject: " | "SA: TempReject: "
           | "Creating socket failed: " | "Connecting socket failed: " | "Couldn't shutdown socket: "
# regex acl condition warning - error in regex '(': missing ) at offset 1, skipped.       MIME ACL: can't allocate 65536 bytes of memory.
# Error/short write while writing message body to /var/spool/exim4/scan/1vdpup-000CfU-1V/1vdpup-000CfU-1V.eml
scantext  -> scanhead rest                              {% text %}
scanhead  -> "regex acl condition: " | "regex acl condition warning - " | "mime_regex acl condition warning - " | "MIME acl condition warning - " | "MIME ACL: can't allocate "
           | "decode ACL condition: can't allocate " | "demime acl condition: " | "acl_smtp_mime: " | "regular expression error: " | "Error/short write while writing "
           | "Could not open datafile for message " | "failed to open scan file " | "failed to open scan directory " | "rmdir("
