# Openings of Dovecot's notes on mail storage: formats, indexes, mailboxes, quota, full text search and the plugins. Included by dovecot-notes.ne, which says what they are for.

# Maildir /home/a/mail: Expunged message reappeared, giving a new UID (old uid=7, file=1767880839.M1P2.mx1:2,S)
storagenote -> storageopening rest                          {% text %}
storageopening -> "Ambiguous mail location" | "Attempting to open" | "Broken MIME" | "Broken file " | "Broken header " | "Broken index: missing "
           | "Broken or unexpectedly " | "Broken physical size" | "Broken size" | "Broken virtual size" | "Cached message offset "
           | "Cached message size" | "Can't copy " | "Can't start vsize building " | "Copy of the broken file " | "Corrupted "
           | "Couldn't create mailbox " | "Couldn't fix a broken " | "Couldn't fix a duplicate: " | "Couldn't get mbox size"
           | "Couldn't get size of mail " | "Couldn't get size of mail: " | "Couldn't init INBOX" | "Couldn't open INBOX" | "Created dotlock file"
           | "Creating lock file for " | "Duplicate GUID" | "EOF reading msg header (got " | "EOF while reading file "
           | "Expunged GUID mismatch for " | "Expunged message " | "Failed to autocreate mailbox" | "Failed to autoexpunge "
           | "Failed to autoexpunge: " | "Failed to create mailbox" | "Failed to lock " | "Fixed broken filename: " | "Found conflicting mailbox "
           | "Home directory not " | "Invalid LIST size: " | "Invalid dbox" | "Invalid mail_location" | "Invalid mailbox"
           | "Invalid message header size" | "Locking /" | "Mail storage autodetection" | "Maildir /" | "Maildir filename has wrong "
           | "Maildir uidlist dotlock " | "Maildir: " | "Message unexpectedly " | "Missing message header size" | "Next message unexpectedly "
           | "Our dotlock file" | "Overriding dotlocked file" | "Purging found" | "Rebuilding " | "Recent flags state " | "Root mail directory not"
           | "SIS " | "Scanning /" | "Timed out in state " | "Unexpected EOF while " | "Unexpectedly lost" | "autoexpunge: Couldn't "
           | "broken mail_duplicate file " | "bzip2" | "bzlib" | "close(imapc cached mail) " | "dbox /" | "dbox file" | "dbox: "
           | "deflateInit(): Out of memory" | "ext-refs" | "fcntl() failed with mbox " | "imapc(" | "imapc: " | "istream-" | "lz4" | "lzma"
           | "mail_attach" | "mail_attribute" | "mail_location not set" | "mail_location: " | "maildir: " | "maildir_file_do(" | "mbox /"
           | "mbox file /" | "mbox read/write lock list " | "mbox was modified while we " | "mbox: " | "mdbox /" | "mdbox map /" | "mdbox-"
           | "mdbox: " | "metadata header has bad " | "msg header doesn't end with " | "msg header has bad magic " | "ostream-" | "pop3c("
           | "pop3c: " | "resyncing didn't save " | "sdbox /" | "sdbox: " | "sis: " | "vsize-hdr has invalid " | "vsize-hdr's message_count "
           | "vsize-hdr's vsize shrank " | "zlib." | "zlib: " | "zstd"

# Index /home/a/mail/dovecot.index: Lost log for seq=3 offset=40
indexnote -> indexopening rest                          {% text %}
indexopening -> "*.log " | ".log " | ".log.2" | "Can't create log file " | "Dotlock was lost for " | "Duplicate UIDs added in "
           | "Empty record contents " | "Expunge guid record with " | "Failed to find file seq=" | "Failed to fix view for "
           | "Failed to map file seq=" | "Failed to map transaction " | "Failed to map view for " | "Failed to refresh main " | "Fixed index file "
           | "Header size is larger than " | "Header size too large (" | "Header size too small" | "Headersize too large (" | "Index /"
           | "Index file " | "Index is corrupted " | "Index is marked deleted" | "Index is read-only, can't " | "Index mapped (file_seq="
           | "Invalid UID range (" | "Invalid append record size" | "Invalid expunge guid record " | "Invalid keyword update "
           | "Invalid max_file_offset: " | "Invalid min_file_offset: " | "Invalid offset: file_seq=" | "Invalid record size (type=0x"
           | "Invalid transaction log " | "Keyword extension growing " | "Keyword update corrupted " | "Locked transaction log file "
           | "Locking transaction log " | "Log refresh with NFS flush " | "Log synchronization error" | "Lost log for seq="
           | "Major version changed (" | "Missing middle file seq=" | "Modseq " | "Need to recreate index: " | "No UID ranges (type=0x"
           | "Non-sorted UID ranges " | "Not found from .log.2: " | "Record field alignment " | "Record field points outside "
           | "Record size not aligned by " | "Requested newer log than " | "Timeout (" | "Transaction log " | "Trying to use empty keyword"
           | "Unexpected garbage at EOF" | "Unexpected transaction log" | "View is inconsistent" | "Wanted log beginning, but "
           | "attribute update doesn't " | "attribute update: Empty key" | "attribute update: Invalid " | "broken sync positions in "
           | "deleted_messages_count " | "expunge guid record missing " | "expunge record missing " | "ext intro: name_size too " | "file shrank"
           | "file size shrank (" | "first_deleted_uid_lowwater " | "first_recent_uid " | "first_unseen_uid_lowwater " | "fscking index file "
           | "hdr." | "header update extends " | "indexid changed " | "indexid changed: " | "last message uid " | "log file shrank ("
           | "mail_index_ext_register(" | "messages_count is higher in " | "modseq" | "nfs flush requires " | "offset points outside file ("
           | "open() failed: " | "pread() failed: " | "record size too large " | "record size too small " | "record_size too small ("
           | "seen_messages_count " | "start_offset (" | "trying to lock head for " | "uidvalidity=0, but next_uid=" | "unexpected end of file "

# Purging lost 7 written cache records (reset_id changed 1 -> 2)
cachenote -> cacheopening rest                          {% text %}
cacheopening -> "Cache file " | "Cache record offset points " | "Change cache decision to " | "Deleting corrupted cache "
           | "Deleting corrupted cache: " | "Drop old field " | "Duplicated field in header: " | "File too small" | "Index reset_id="
           | "Mail has other cached " | "Mail not cached, highest " | "Purging lost " | "field decision type " | "field header names corrupted"
           | "field index too large (" | "field type corrupted" | "header field next_offset " | "header field size outside "
           | "header record unexpectedly " | "invalid field header size" | "invalid record offset" | "invalid record size" | "mail_cache_corrupted"
           | "mail_cache_record_corrupted" | "missing header fields" | "next_offset in field header " | "record continues outside "
           | "record has invalid size" | "record list is circular" | "record points outside file" | "registered field "
           | "reset_id mismatch during " | "reset_id mismatch even "

# Namespace 'inbox': Couldn't create namespace
mailboxnote -> mailboxopening rest                          {% text %}
mailboxopening -> "Failed to rename" | "Mailbox list" | "Namespace " | "Shared namespace" | "Subscription" | "mailbox list " | "mailbox-list"
           | "mailbox_" | "namespace configuration error" | "shared mailbox"

# quota: Unknown namespace: Public/
quotanote -> quotaopening rest                          {% text %}
quotaopening -> "Couldn't get mailbox " | "Couldn't open mailbox " | "Couldn't sync mailbox " | "Dovecot was compiled with "
           | "Failed to check if user is " | "Failed to set quota " | "Failed to update quota for " | "Failed to update quota: "
           | "Internal quota calculation " | "Missing -p parameter" | "Quota " | "Quota: " | "Recalculating quota failed: "
           | "Recalculation failed: " | "Received policy query from " | "Remote IMAP server doesn't " | "cannot open quota for " | "count quota"
           | "fs quota" | "imapc didn't return any " | "imapc quota" | "maildir quota" | "maildirsize" | "mkdir_parents(" | "program_client_create("
           | "quota check failed: " | "quota exceeded" | "quota root " | "quota warning" | "quota-" | "quota: " | "quota_" | "quotactl(Q_GETQUOTA, "
           | "write_full("

# fts-solr: Lookup failed: Internal Server Error
ftsnote   -> ftsopening rest                          {% text %}
ftsopening -> "FTS " | "Index commit" | "Xapian" | "flatcurve" | "fts(" | "fts-" | "fts: " | "fts_" | "indexer failed" | "lang_" | "lucene"
           | "stemmer" | "textcat" | "tika" | "virtual-fts" | "xapian"

# acl vfile: file /home/a/mail/dovecot-acl not found
aclnote   -> aclopening rest                          {% text %}
aclopening -> "ACL " | "ACL: " | "Global ACL " | "Invalid ACL" | "acl vfile" | "acl(" | "acl-" | "acl: " | "acl_"

# lazy_expunge: Couldn't open expunge mailbox
pluginnote -> pluginopening rest                          {% text %}
pluginopening -> "Couldn't load module" | "Couldn't load plugin" | "Couldn't load required plugin" | "Virtual mailbox " | "antispam" | "apparmor"
           | "autocreate" | "charset-alias" | "charset_alias" | "expire plugin" | "expire_" | "last-login" | "last_login" | "lazy-expunge"
           | "lazy_expunge" | "listescape" | "mail-compress" | "mail-crypt" | "mail-filter" | "mail-log" | "mail_compress" | "mail_crypt"
           | "mail_filter" | "mail_log" | "mail_replica" | "mail_stats" | "mailbox-alias" | "push-notification" | "push_notification" | "snarf"
           | "trash plugin" | "trash: " | "trash_" | "var-expand" | "var_expand" | "virtual index" | "virtual: " | "virtual_" | "zlib plugin"
           | "zlib_save"

# Lock file /home/a/mail/.lock was overridden
locknote  -> lockopening rest                          {% text %}
lockopening -> "Couldn't create lock" | "Couldn't lock" | "Lock file " | "Timed out waiting for lock" | "Timeout while waiting for lock" | "dotlock"
           | "lockd"
