# What Exim says of names and of what it looks up: DNS, lists, lookup modules, hints databases. Included by exim-mainlog.ne.

# DNS list lookup defer (probably timeout) for 7.2.0.192.bl.example: assumed not in list       Long host lookup for '192.0.2.7': 5000 msec
# dnssec fail on MX for b.example       CNAME loop for b.example encountered       dnslists domain "bl.example," contains strange characters - is this right?
dnstext   -> dnshead rest                               {% text %}
dnshead   -> "DNS list lookup " | "Long " until(" lookup for '") " lookup for '" | "dnssec fail on " | "CNAME loop for " | "host name alias list truncated" | "no IP address found for host "
           | "unknown item in dnslist (ignored): " | "dnslist query is too long (ignored): " | "dnslists domain \"" | "dns_again_means_nonexist recursion seen for "
           | "responsible-mailbox truncated: type=" | "failed to run fakens: " | "read from fakens failed: "
# list matching forced to fail: failed to find host name for 192.0.2.7       too many lookups open, but can't find one to close
# Lookup module x.so is not compatible with this version of Exim       unable to parse "192.0.2" as an IPv4 address
lookuptext -> lookuphead rest                           {% text %}
lookuphead -> "list matching forced to fail" | "Loop detected in lookup of local part of " | "partial matching is not applicable to whole-address lookups: "
           | "no @ found in the subject of an address list match: " | "too many lookups open, but " | "nmh lookup: " | "Timeout on nmh lookup on " | "readsock fdopen: "
           | "Duplicate lookup name '" | "Error loading " loaded | "Lookup module " | "Module " word " is not compatible with this version of Exim"
           | "Couldn't open " not("message log ", "journal file ") until(": not loading ") ": not loading " | "WARNING: obsolete syntax used for lookup" | "unable to parse \""
           | "unknown named" listof " list \"" | "failed to find " word " module for "
loaded    -> "lookup module " | not("lookup") until(" driver:") " driver: "
listof    -> " domain" | " address" | " local part" | " host" | null
# failed to open DB file /var/spool/exim4/db/retry: Permission denied       Failed to get write lock for /var/spool/exim4/db/wait-remote_smtp.lockfile: timed out
# smtp-wait database entry for mx.b.example has bad count=-3 (max=50)       Berkeley DB error: …
hintstext -> hintshead rest                             {% text %}
hintshead -> "failed to open DB file " | "failed to open database lock file " | "Failed to get " word " lock for " | "Bad db record size for '" | "Berkeley DB error: " | "smtp-wait database entry for "
