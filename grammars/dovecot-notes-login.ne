# Openings of Dovecot's notes on the login processes, proxies and the protocols. Included by dovecot-notes.ne, which says what they are for.

# Timeout waiting for handshake from auth server. my pid=12, input bytes=0
loginnote -> loginopening rest                          {% text %}
loginopening -> "APOP failed: APOP not " | "APOP failed: Invalid " | "Auth login" | "Auth service returned " | "Authenticated user "
           | "Authentication response too " | "Authentication server " | "Can't load certificate " | "Can't load private "
           | "Can't load ssl_alt_cert: " | "Can't load ssl_client_cert: " | "Can't open SSL parameter " | "Cannot get client "
           | "Cannot get username from " | "Client is trying" | "Client lookup" | "Client sent " | "Connection queue full"
           | "Couldn't connect to anvil" | "Couldn't open rawlog" | "Data read partially " | "Destination IP address "
           | "Dovecot wasn't built with " | "Error reading from SSL " | "Failed to initialize SSL " | "Failed to initialize client"
           | "Failed to parse IP '" | "Failed to parse host:port '" | "HAProxy" | "HAproxy" | "ID sent: " | "ID: " | "Input buffer full"
           | "Internal auth failure" | "Internal authentication failure" | "Internal login failure" | "Invalid certificate: " | "Invalid disconnect"
           | "Invalid hostip " | "Invalid ssl_cert_username_fi" | "Logging in " | "Login auth request" | "Login client" | "Login request"
           | "Login: Auth" | "Maximum number of connections" | "Non-fatal SSL error: " | "Post-login" | "Received SSL fatal alert: "
           | "Received SSL warning alert: " | "Received invalid reply from " | "Received reply with unknown " | "Reconnected to auth server, "
           | "Redirect authentication " | "SSL is disabled (ssl=no)" | "SSL support not enabled in " | "Source IP (" | "Source IP address family "
           | "TLS initialization failed." | "Temporary internal" | "There is no valid PEM " | "Timeout waiting for " | "Timeout while finishing "
           | "Too large auth data_size " | "Unexpected SASL" | "Unexpected failure on " | "User is missing" | "Valid certificate: "
           | "X509_NAME_dup() failed" | "auth connected " | "chdir(login) failed: " | "client created " | "client_limit" | "close(fd_read client) "
           | "close(master login) failed: " | "close(postlogin) failed: " | "connection created " | "disconnected before auth "
           | "fstat(auth dest fd) failed: " | "fstat(fd_read client) " | "fstat(login dest fd) " | "gcrypt fatal: " | "gnu_tls_global_init() "
           | "gnutls" | "haproxy" | "host and hostip are both " | "host not given" | "login client" | "login-" | "login_"
           | "mail_max_userip_connections" | "master_auth" | "no auth attempts in " | "password not given" | "proxy_dest_" | "rawlog"
           | "read() failed for " | "read() failed: " | "read(data) failed: " | "request [" | "request created " | "settings_check("

# proxy(ann@a.example): started proxying to 192.0.2.9:143
proxynote -> proxyopening rest                          {% text %}
proxyopening -> "Authenticate " | "Backend sent too many AUTH " | "Connection kicked" | "Failed to create SSL " | "Failed to start SSL "
           | "Host has been down for " | "ID command failed: " | "Inconsistent SMTP reply: " | "Invalid AUTH reply: " | "Invalid EHLO line: "
           | "Invalid authentication " | "Invalid banner: " | "Invalid base64 data in " | "Login for " | "Login timed out in state=" | "Proxy "
           | "Proxying" | "Redirect to " | "Redirected " | "STARTTLS failed" | "STLS failed" | "Server returned multi-line "
           | "Server sent unexpected " | "Side channel input is " | "Side channel input: " | "Started proxying" | "Unsupported" | "XCLIENT failed"
           | "proxy dest" | "proxy to " | "proxy(" | "proxy: " | "proxying to" | "started proxying"

# imap-hibernate: Failed to unhibernate client
imapnote  -> imapopening rest                          {% text %}
imapopening -> "Auth did not yield required " | "Authentication failed" | "CATENATE" | "Client disconnected" | "Client initialization failed"
           | "Client input error: " | "Client state" | "Couldn't hibernate" | "EOF while appending" | "Error sending handshake to "
           | "Expected empty notify fd " | "FETCH failed" | "FETCH: " | "Failed to cancel FETCH" | "Failed to connect to new "
           | "Failed to connect to worker" | "Failed to import" | "Failed to negotiate access " | "Failed to parse client "
           | "Failed to send ACCESS " | "Failed to unhibernate " | "GETMETADATA " | "Handshake is missing a file " | "Hibernat" | "IMAP "
           | "Internal GETMETADATA failure" | "Invalid ACCESS command: " | "Invalid ACCESS parameter: " | "Invalid AUTH request"
           | "Invalid control command: " | "LIST: Mailbox name not " | "LIST: Namespace prefix not " | "Message count decreased"
           | "NOTIFY failed in the middle " | "Peer's credentials (uid=" | "REPLACE: Failed to expunge " | "Received unexpected line: "
           | "Timeout communicating with " | "Trying to unregister " | "URLAUTH" | "URLFETCH" | "Unexpected input" | "Unhibernat"
           | "Version mismatch" | "Worker disconnected " | "Worker finished with " | "Worker handshake failed" | "Worker sent too large input"
           | "command didn't cancel " | "command_hook_unregister(): " | "hibernat" | "imap-" | "imap_" | "mailbox name not returned"
           | "shutdown() failed: " | "unhibernat"

# UIDL: File name not found
pop3note  -> pop3opening rest                          {% text %}
pop3opening -> "Can't finish POP3 UIDL " | "Client has disconnected" | "Client has not read server " | "Inactivity - no input for "
           | "Input line too long" | "Invalid pop3_uidl_format" | "Message ordering changed " | "POP3 " | "Server shutting down."
           | "Storage error during logout." | "UIDL" | "pop3-" | "pop3: " | "pop3_"

# lmtp-server: conn unix:/run/dovecot/lmtp [1]: rcpt ann@a.example: DATA failed
lmtpnote  -> lmtpopening rest                          {% text %}
lmtpopening -> "Backend server returned " | "Can't open delivery mail as " | "Could not get working " | "Invalid reply from anvil: " | "LMTP "
           | "TLS initialization failed: " | "close(mail data fd) failed: " | "i_stream_get_size(data_input" | "lmtp client: " | "lmtp(" | "lmtp-"
           | "lmtp: " | "lmtp_" | "seteuid() failed: " | "seteuid(0) failed: "

# Sendmail process terminated abnormally, exit status 75
deliverynote -> deliveryopening rest                          {% text %}
deliveryopening -> "Cannot obtain SMTP address " | "Couldn't get destination" | "Couldn't lookup" | "DATA: " | "Failed read return-path "
           | "Failed to parse address " | "Failed to parse return-path " | "Failed to submit" | "Invalid -a parameter: " | "Invalid -f"
           | "Invalid -r parameter: " | "Invalid From" | "Invalid port in " | "Message was" | "Sendmail " | "broken duplicate file " | "deliver: "
           | "deliver_" | "destination user parameter " | "getpwuid() failed: " | "lda: " | "lda_" | "postmaster_address" | "program exec:"
           | "program tcp:" | "program unix:" | "sendmail"

# Successfully relayed message: from=<ann@a.example>, size=512
submissionnote -> submissionopening rest                          {% text %}
submissionopening -> "BURL" | "Failed to establish " | "Failed to relay message: " | "Lost connection to relay " | "Relay server requires "
           | "Successfully relayed " | "USER environment missing" | "Unknown SMTP capability in " | "submission-" | "submission: " | "submission_"
           | "write(client) failed: "

# smtp-server: conn 192.0.2.7:4711 [1]: Connection lost
smtpnote  -> smtpopening rest                          {% text %}
smtpopening -> "Authentication timed out " | "Command timed out, " | "Connection lost (last SSL " | "Connection lost during "
           | "Connection lost: Remote " | "Couldn't add client input " | "Failed to create initial " | "Failed to initialize SSL: " | "Invalid HELO"
           | "Received invalid EHLO " | "Received invalid SIZE " | "Remote SMTP" | "SMTP " | "smtp(" | "smtp-"

# http-client: host solr.b.example: Host removed
httpnote  -> httpopening rest                          {% text %}
httpopening -> "HTTP " | "http-client" | "http-server" | "http: " | "http_" | "queue http"

# dns-client: dns lookup failed
dnsnote   -> dnsopening rest                          {% text %}
dnsopening -> "DNS " | "dns(" | "dns-client" | "dns: " | "dns_"
