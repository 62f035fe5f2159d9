# Authentication. Included by dovecot.ne.

# ---------------------------------------------------------------- authentication (auth/auth-request.c)

# passwd-file(ann@a.example,192.0.2.7,<sp1rrOFHzZd/AABN>): Password mismatch       ldap(dog,192.0.2.7,): invalid credentials
# conn unix:auth-worker (pid=58074,uid=109): auth-worker<4>: sql(ann@a.example,192.0.2.7): unknown user
# sql: Password mismatch (given password: hunter2)              (2.4: the user stands in the prefix)
# The name may be `x,192.0.2.66): unknown user (given password: `, and a password may be anything (auth_verbose_passwords): it is read over,
# never kept, and holds no "): " in a typed line.
auth      -> worker:? database who:? ": " verdict secret:?  {% (d) => ({
               kind: "dovecot.auth-failed", at: NaN, host: null, service: "", user: d[2] === null ? null : d[2].user, pid: null, session: d[2] === null ? null : d[2].session,
               level: null, partial: null, database: d[1], ip: d[2] === null ? null : d[2].ip, verdict: d[4] }) %}
authwhole -> databasename "(" rest                          {% text %}
worker    -> "conn unix:" [a-z-]:+ " (" until(")") "): auth-worker<" number ">: "
database  -> databasename                                   {% text %}
databasename -> "auth" | "bsdauth" | "checkpassword" | "cram-md5" | "dict" | "digest-md5" | "external" | "imap" | "ldap" | "login" | "lua" | "oauth2"
           | "oauthbearer" | "pam" | "passwd-file" | "passwd" | "plain" | "policy" | "scram-sha-1" | "scram-sha-256" | "shadow" | "sql" | "static"
           | "userdb" | "vpopmail" | "xoauth2"
who       -> "(" upto(",", ")") whence:? ")"                {% (d) => ({ user: d[1] === "?" || d[1] === "" ? null : d[1], ip: d[2] === null ? null : d[2].ip, session: d[2] === null ? null : d[2].session }) %}
whence    -> ",<" sessiontext ">"                           {% (d) => ({ ip: null, session: d[1] }) %}
           | "," whenceip authsession:?                     {% (d) => ({ ip: d[1], session: d[2] }) %}
whenceip  -> ip                                             {% first %}
authsession -> ",<" sessiontext ">"                         {% second %}
           | ",master"                                      {% skip %}
           | ","                                            {% skip %}
verdict   -> verdictword                                    {% text %}
           | verdictopen                                    {% text %}
verdictword -> "unknown user" | "Password mismatch" bind:? | "password mismatch" | "invalid credentials" | "Empty username" | "Invalid username"
           | "user not found from userdb" | "User unknown" | "User found from deny passdb" | "user disabled" | "password expired"
           | "nopassword set but password is non-empty" | "nopassword given and password is not empty" | "No password returned (and no nopassword)"
           | "Attempted login with password having illegal chars" | "Login attempt with empty password" | "user not found from any userdbs"
           | "All password databases were skipped" | "Last passdb had noauthenticate field, cannot authenticate user" | "Username not known"
           | "Request timed out waiting for client to continue authentication (" number " secs)" | "no initial response" | "malformed data"
           | "Authentication failure due to policy server refusal" policysaid:? | "Username or token missing" | "anonymous login"
policysaid -> ": " until(" (given", " (SHA1", " - trying", "):")
# what follows the colon may be the client's: no "): " in it
verdictopen -> verdictopening until(" (given", " (SHA1", " - trying", "):")
verdictopening -> "pam_authenticate() failed: " | "pam_acct_mgmt() failed: " | "allow_nets check failed: "
           | "Username character disallowed by auth_username_chars: " | "Attempted master login with no master passdbs (" | "oauth2 failed: "
           | "Login failed (status="
bind      -> " (for LDAP bind)"
secret    -> " (given password: " upto("): ") | " (SHA1 of given password: " upto("): ") | " - trying the next " [a-z]:+

# The database itself does not answer, or holds what is of no use:
# sql(ann@a.example,192.0.2.7): Password query failed: Unknown column 'password' in 'field list'
autherror -> worker:? database who:? ": " databaseerror     {% (d) => ({
               kind: "dovecot.auth-error", at: NaN, host: null, service: "", user: d[2] === null ? null : d[2].user, pid: null, session: d[2] === null ? null : d[2].session,
               level: null, partial: null, database: d[1], ip: d[2] === null ? null : d[2].ip, error: d[4] }) %}
databaseerror -> databaseerrortext                          {% text %}
databaseerrortext -> databaseerrorhead upto("): ")
databaseerrorhead -> "Password query failed: " | "User query failed: " | "Set credentials query failed: " | "Iterate query failed: " | "Password query must return "
           | "Password query returned multiple matches" | "ldap_search(" | "ldap_search_ext(" | "ldap_bind() failed: " | "ldap_sasl_bind() failed: "
           | "LDAP search returned multiple entries" | "pam_start() failed: " | "pam_setcred() failed: " | "pam_open_session() failed: " | "pam_close_session() failed: "
           | "pam_get_item(PAM_USER) failed: " | "pam_end() failed: " | "stat(/" | "open(/" | "fstat(/" | "read(/" | "Unknown scheme " | "missing passwd file: " | "no passwd file: "
           | "lookup failed: " | "Invalid password" | "Password data is not valid for scheme " | "Requested unknown scheme "

# Auth request was queued for 12 seconds, 3 left in queue (see auth_worker_max_count)
queued    -> queuedword number queuedunit ", " number " left in queue" queuedsee:?      {% (d) => ({
               kind: "dovecot.auth-queued", at: NaN, host: null, service: "", user: null, pid: null, session: null, level: null, partial: null,
               seconds: d[1], left: d[4], aborted: d[0] }) %}
queuedword -> "Auth request was queued for "                {% (d) => false %}
           | "auth workers: Auth request was queued for "   {% (d) => false %}
           | "Aborting auth request that was queued for "   {% (d) => true %}
queuedunit -> " seconds" | " secs"
queuedsee -> " (see auth_worker_max_count)" | " (see service auth-worker { process_limit })"

# pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot ruser=ann rhost=192.0.2.7  user=root
# (written by PAM through Dovecot's own syslog tag)
pam       -> "pam_unix(" until(")") "): authentication failure; logname=" upto(" ") " uid=" number " euid=" number " tty=" until(" ") " ruser=" upto(" ") " rhost=" ip pamuser:?      {% (d) => ({
               kind: "dovecot.auth-failed", at: NaN, host: null, service: "", user: d[11], pid: null, session: null, level: null, partial: null,
               database: "pam", ip: d[13], verdict: "authentication failure" }) %}
pamuser   -> "  user=" until(" ")
