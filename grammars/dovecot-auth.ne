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
           | "pam_authenticate() failed: " until(" (given", " (SHA1", " - trying", "):")     {% text %}
           | "pam_acct_mgmt() failed: " until(" (given", " (SHA1", " - trying", "):")     {% text %}
verdictword -> "unknown user" | "Password mismatch" bind:? | "password mismatch" | "invalid credentials" | "Empty username" | "Invalid username"
           | "user not found from userdb" | "User unknown" | "User found from deny passdb" | "user disabled" | "password expired"
           | "nopassword set but password is non-empty" | "No password returned (and no nopassword)"
bind      -> " (for LDAP bind)"
secret    -> " (given password: " upto("): ") | " (SHA1 of given password: " upto("): ") | " - trying the next " [a-z]:+

# pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot ruser=ann rhost=192.0.2.7  user=root
# (written by PAM through Dovecot's own syslog tag)
pam       -> "pam_unix(" until(")") "): authentication failure; logname=" upto(" ") " uid=" number " euid=" number " tty=" until(" ") " ruser=" upto(" ") " rhost=" ip pamuser:?      {% (d) => ({
               kind: "dovecot.auth-failed", at: NaN, host: null, service: "", user: d[11], pid: null, session: null, level: null, partial: null,
               database: "pam", ip: d[13], verdict: "authentication failure" }) %}
pamuser   -> "  user=" until(" ")
