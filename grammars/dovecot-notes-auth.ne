# Openings of Dovecot's notes on authentication, TLS and the databases behind it. Included by dovecot-notes.ne, which says what they are for.

# auth-worker<4>: Worker sent reply to unknown request
authnote  -> authopening rest                          {% text %}
authopening -> "ANONYMOUS listed in " | "Aborting auth request that " | "All password databases were " | "Attempted login with "
           | "Attempted master login with " | "Auth client " | "Auth master disconnected us " | "Auth penalty " | "Auth process " | "Auth request "
           | "Auth server " | "Auth worker " | "Auth workers can handle " | "Authentication cache " | "Authentication client "
           | "Authentication failure due " | "Buggy LDAP library" | "Cached NULL password" | "Can't connect to server: "
           | "Can't get error number: " | "Can't have multiple " | "Cannot initialize key dict: " | "Cannot initialize oauth2: "
           | "Client requested " | "Compromised token secret " | "Connection appears to be " | "Connection lost to LDAP " | "Could not parse url "
           | "Cross-realm authentication " | "Don't use both ldap_starttls" | "Empty password returned " | "Error reading policy server "
           | "Failed to normalize path: " | "Failed to write auth token " | "Falling back to expired " | "Finished: " | "GSSAPI"
           | "Initial binding to LDAP " | "Invalid GID value '" | "Invalid PENALTY-GET reply: " | "Invalid UID value '" | "Invalid attrs entry: "
           | "Invalid continued data" | "Invalid delay_until " | "Invalid forward_fields: " | "Invalid gs2-header in "
           | "Invalid openid_configuration" | "Invalid passdb template " | "Invalid password" | "Invalid path '" | "Invalid proxy_timeout "
           | "Invalid userdb template " | "Invalid username" | "Invalid value " | "Iteration failed: " | "JSON failed: " | "LDAP /"
           | "LDAP search returned " | "LDAP: " | "LF characters in " | "LM response length is too " | "Last passdb can't have "
           | "Last passdb had " | "Login attempt with empty " | "Lookup for " | "Master not compatible with " | "Master passdb can't have "
           | "Master request " | "Master requested auth for " | "Master requested unfinished " | "Master user " | "Missing username or token"
           | "Multiple password values " | "Multiple values found for '" | "NUL characters in " | "NULL password access" | "No authentication "
           | "No passdb_objects or " | "No passdbs specified in " | "No password returned (and " | "No userdb_objects or " | "Out of memory"
           | "PAM wanted to send " | "Password data is not valid " | "Password mismatch" | "Password query " | "Policy check action '"
           | "Policy check action is " | "Policy server HTTP error: " | "Policy server response JSON " | "Policy server response is "
           | "Policy server response was " | "Policy server result was " | "Received no input" | "Received reply from worker "
           | "Replace system_user with " | "Reply with unexpected type " | "Reply with unknown msgid " | "Request timed out waiting "
           | "Requested unknown scheme " | "SASL " | "Session pid " | "Set credentials query" | "Support not compiled in for "
           | "Token secret file " | "Trying to iterate users, " | "Unable to connect" | "Unknown scheme " | "User found from deny passdb"
           | "User iteration failed: " | "User query " | "User unknown" | "Username character disallowed by auth_username_chars"
           | "Username not known" | "Username or token missing" | "Username+password " | "Weak password schemes are "
           | "Worker did not send process " | "allow_nets check failed: " | "allow_nets: Invalid network " | "anonymous login" | "auth client " | "auth input: "
           | "auth worker: " | "auth workers: Auth request " | "auth(" | "auth-cache: " | "auth-client: " | "auth-master: " | "auth-policy: "
           | "auth-worker(" | "auth-worker: " | "auth-worker<" | "auth_cache" | "auth_policy" | "auth_worker" | "authn_name: " | "authz_name: "
           | "binding failed (dn " | "bsdauth: " | "checkpassword" | "client doesn't have lookup " | "close(auth worker) failed: "
           | "close(fd_in[1]) failed: " | "close(fd_out[0]) failed: " | "conn unix:" | "db-ldap" | "db-lua: " | "db-oauth2: " | "db-sql"
           | "delay_until timestamp " | "dovecot-token" | "getgrnam() failed: " | "getpwent() failed: " | "getpwnam() failed: " | "getunixname("
           | "gssapi: " | "invalid LM " | "invalid NTLM " | "invalid challenge" | "invalid password field" | "invalid token "
           | "iterate: Ignoring field not " | "iterate: No userdb_ldap_iter" | "iterate: Taking only first " | "iterate: iterate_prefix not "
           | "kerberos" | "ldap /" | "ldap userdb" | "ldap: " | "ldap_bind() failed: " | "ldap_result() failed: " | "ldap_sasl_bind("
           | "ldap_search(" | "ldap_search_ext(" | "ldap_start_tls_s() failed: " | "login user: " | "lua userdb" | "make_user_dir("
           | "malformed data" | "md4 hash is needed" | "mech-" | "missing passwd file: " | "no initial respone" | "no initial response"
           | "no passwd file: " | "nopassword given and " | "nopassword set but password " | "nss userdb" | "nss: " | "oauth2 /" | "oauth2 failed: "
           | "oauth2: " | "pam: " | "pam_acct_mgmt() failed: " | "pam_close_session() failed: " | "pam_end() failed: " | "pam_get_item(PAM_USER) "
           | "pam_open_session() failed: " | "pam_setcred() failed: " | "pam_start() failed: " | "parse_email() failed" | "pass_filter matched "
           | "passdb " | "passdb-" | "passdb: " | "passdb_" | "passwd userdb" | "passwd-file" | "passwd: " | "password field returned "
           | "password mismatch" | "password_key not specified" | "policy: " | "postfix socketmap" | "prefetch userdb"
           | "pw_dir isn't set, creating" | "returned tryagain (err=" | "scram-sha-1" | "shadow: " | "sql userdb" | "sql: " | "static userdb"
           | "static: " | "uidgid_file" | "unavailable (err=" | "unknown user" | "user not found from any " | "user not found from userdb"
           | "user_filter matched " | "user_key not specified" | "userdb " | "userdb-" | "userdb: " | "userdb_" | "username attempted to be "
           | "username not known" | "vget_assign(" | "vpopmail userdb" | "vpopmail: " | "winbind: " | "write() returned 0"
           | "write(out_pipe) failed: "

# SSL context initialization failed, disabling SSL: Can't load SSL certificate
sslnote   -> sslopening rest                          {% text %}
sslopening -> "Can't load SSL certificate " | "Can't load SSL certificate: " | "Can't load SSL private key (" | "Can't load SSL private key: "
           | "Can't load alternative SSL " | "Channel binding type " | "Diffie-Hellman" | "Failed to set SSL minimum " | "Generating Diffie-Hellman"
           | "Generating SSL parameters" | "Invalid DH" | "OCSP" | "OpenSSL" | "Received invalid SSL" | "Received valid SSL"
           | "SSL BIO buffer size too " | "SSL alert: where=" | "SSL certificate doesn't " | "SSL context" | "SSL error" | "SSL failed: where="
           | "SSL ostream buffer size not " | "SSL parameters regenerat" | "SSL private key file is " | "SSL: " | "SSL_" | "TLS handshak"
           | "please set ssl_dh=" | "ssl_" | "tls_" | "you have to set ssl_"

# mysql(localhost): Connected to database mail
sqlnote   -> sqlopening rest                          {% text %}
sqlopening -> "Query '" | "Query failed" | "Query timed out" | "Synchronous query" | "cassandra(" | "cassandra: " | "mysql(" | "mysql: " | "pgsql("
           | "pgsql: " | "sql dict" | "sql-" | "sqlite(" | "sqlite: " | "sqlpool("

# dict(quota): Commit failed
dictnote  -> dictopening rest                          {% text %}
dictopening -> "Dictionary " | "Failed to commit dict" | "Failed to initialize dict" | "Failed to set dict" | "cdb: " | "dict /" | "dict client"
           | "dict commit" | "dict iteration" | "dict lookup" | "dict process" | "dict quota" | "dict server" | "dict(" | "dict-" | "dict: "
           | "dict_" | "fs-" | "fs_" | "ldap dict" | "memcached: " | "redis: "

# lua: Script /etc/dovecot/auth.lua failed
luanote   -> luaopening rest                          {% text %}
luaopening -> "Lua " | "dlua" | "lua: " | "lua_" | "mail-lua" | "mail_lua" | "script_init"
