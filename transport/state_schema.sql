-- The store of one EXOSH_HOME: what a migration is, how far it has come, and what happened to it.
-- Times are milliseconds since 1970 in UTC, NULL where there is none. Statuses are Exchange's names.
-- Lists (folders, addresses) are one item a line.

CREATE TABLE setting (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;

-- Where mail comes from.
CREATE TABLE endpoint (
	id INTEGER PRIMARY KEY,
	guid TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	type TEXT NOT NULL,
	host TEXT NOT NULL,
	port INTEGER NOT NULL,
	security INTEGER NOT NULL,
	authentication TEXT NOT NULL,
	accept_untrusted INTEGER NOT NULL,
	max_migrations INTEGER NOT NULL,          -- -1: no limit
	max_incremental_syncs INTEGER NOT NULL,   -- -1: no limit
	created_at INTEGER NOT NULL,
	changed_at INTEGER NOT NULL
);

-- Where mail goes to when it is not the local organization: what Connect-ExchangeOnline set up.
CREATE TABLE connection (
	id INTEGER PRIMARY KEY,
	guid TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,                       -- 'IMAP' or 'Microsoft365'
	organization TEXT,
	user_name TEXT,
	app_id TEXT,
	tenant_id TEXT,
	authority TEXT,                           -- token server, NULL: Microsoft's
	host TEXT NOT NULL,
	port INTEGER NOT NULL,
	security INTEGER NOT NULL,
	secret BLOB,                              -- sealed: password, client secret or token
	secret_kind TEXT,                         -- 'Password', 'ClientSecret', 'Certificate', 'AccessToken'
	created_at INTEGER NOT NULL
);

CREATE TABLE batch (
	id INTEGER PRIMARY KEY,
	guid TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL COLLATE NOCASE,
	endpoint_id INTEGER REFERENCES endpoint (id) ON DELETE SET NULL,
	endpoint_name TEXT NOT NULL,
	connection_id INTEGER REFERENCES connection (id) ON DELETE SET NULL, -- NULL: the local organization
	status TEXT NOT NULL,
	message TEXT,
	triggered_action TEXT,
	submitted_by TEXT,
	created_at INTEGER NOT NULL,
	started_at INTEGER,
	initial_synced_at INTEGER,
	last_synced_at INTEGER,
	completed_at INTEGER,
	status_since INTEGER NOT NULL,
	start_after INTEGER,
	complete_after INTEGER,
	time_zone TEXT,
	notification_emails TEXT,
	report_interval INTEGER NOT NULL,         -- seconds, 0: never
	last_report_at INTEGER,
	skip_reports INTEGER NOT NULL,
	excluded_folders TEXT,
	included_folders TEXT,
	content_filter TEXT,
	content_filter_language TEXT,
	locale TEXT,
	bad_item_limit INTEGER,                   -- -1: no limit
	large_item_limit INTEGER,                 -- -1: no limit
	auto_retry_count INTEGER,
	retry_count INTEGER NOT NULL,
	allow_incremental_syncs INTEGER NOT NULL,
	allow_unknown_columns INTEGER NOT NULL,
	auto_complete INTEGER NOT NULL,
	analyze_only INTEGER NOT NULL,
	removed_at INTEGER                        -- set: kept as history only, secrets erased
);
CREATE UNIQUE INDEX batch_live_name ON batch (name) WHERE removed_at IS NULL;

-- What was wrong with rows of a batch's CSV.
CREATE TABLE validation_warning (
	batch_id INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
	csv_row INTEGER NOT NULL,
	email TEXT,
	message TEXT NOT NULL
);
CREATE INDEX validation_warning_batch ON validation_warning (batch_id);

-- One mailbox of one batch.
CREATE TABLE migration_user (
	id INTEGER PRIMARY KEY,
	batch_id INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
	csv_row INTEGER NOT NULL,
	guid TEXT NOT NULL UNIQUE,
	email TEXT NOT NULL COLLATE NOCASE,
	mailbox_guid TEXT,
	request_guid TEXT,
	source_user TEXT,
	secret BLOB,                              -- sealed password; erased with the batch
	user_root TEXT,
	status TEXT NOT NULL,
	status_since INTEGER NOT NULL,
	attempts INTEGER NOT NULL,
	next_attempt_at INTEGER,                  -- when the next pass is due; NULL: none is
	stalled_since INTEGER,
	start_after INTEGER,
	complete_after INTEGER,
	created_at INTEGER NOT NULL,
	initial_synced_at INTEGER,
	last_synced_at INTEGER,
	last_updated_at INTEGER,
	last_activity_at INTEGER,
	error_type TEXT,
	error_summary TEXT,
	error TEXT,
	server_response TEXT,
	source_items INTEGER NOT NULL,
	source_bytes INTEGER NOT NULL,
	synced_items INTEGER NOT NULL,
	skipped_items INTEGER NOT NULL,
	duplicate_items INTEGER NOT NULL,
	transferred_items INTEGER NOT NULL,
	transferred_bytes INTEGER NOT NULL,
	bytes_per_minute INTEGER NOT NULL,
	percentage INTEGER NOT NULL,
	seconds_left INTEGER NOT NULL,            -- of the pass, an estimate; 0: not known
	current_folder TEXT,
	folders_done INTEGER NOT NULL,
	folders_total INTEGER NOT NULL,
	queued_ms INTEGER NOT NULL,
	in_progress_ms INTEGER NOT NULL,
	synced_ms INTEGER NOT NULL,
	stalled_ms INTEGER NOT NULL,
	skipped_approved INTEGER NOT NULL,
	removed_at INTEGER
);
CREATE INDEX migration_user_batch_status ON migration_user (batch_id, status);
CREATE INDEX migration_user_status ON migration_user (status) WHERE removed_at IS NULL;
CREATE INDEX migration_user_email ON migration_user (email);
CREATE INDEX migration_user_due ON migration_user (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- How many users of a batch stand where, kept up to date by what follows: a batch may have 50,000. Users that were taken out
-- of their batch are not counted (state_user_archive); a removed batch keeps the counts that it had.
CREATE TABLE user_count (
	batch_id INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
	status TEXT NOT NULL,
	users INTEGER NOT NULL,
	PRIMARY KEY (batch_id, status)
) WITHOUT ROWID;
CREATE TRIGGER migration_user_added AFTER INSERT ON migration_user BEGIN
	INSERT INTO user_count (batch_id, status, users) VALUES (new.batch_id, new.status, 1)
		ON CONFLICT (batch_id, status) DO UPDATE SET users = users + 1;
END;
CREATE TRIGGER migration_user_moved AFTER UPDATE OF status ON migration_user WHEN old.status <> new.status BEGIN
	UPDATE user_count SET users = users - 1 WHERE batch_id = old.batch_id AND status = old.status;
	INSERT INTO user_count (batch_id, status, users) VALUES (new.batch_id, new.status, 1)
		ON CONFLICT (batch_id, status) DO UPDATE SET users = users + 1;
END;

CREATE TABLE skipped_item (
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL REFERENCES migration_user (id) ON DELETE CASCADE,
	kind TEXT NOT NULL,
	folder TEXT NOT NULL,
	uid INTEGER NOT NULL,                     -- 0: the folder as a whole
	sender TEXT,
	recipient TEXT,
	subject TEXT,
	message_class TEXT,
	size INTEGER NOT NULL,
	sent_at INTEGER,
	received_at INTEGER,
	failure TEXT,
	seen_at INTEGER NOT NULL,
	UNIQUE (user_id, folder, uid)
);

-- The report of a user (or of its batch as a whole, where user_id is NULL).
CREATE TABLE report_entry (
	id INTEGER PRIMARY KEY,
	batch_id INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
	user_id INTEGER REFERENCES migration_user (id) ON DELETE CASCADE,
	at INTEGER NOT NULL,
	level TEXT NOT NULL,
	text TEXT NOT NULL
);
CREATE INDEX report_entry_user ON report_entry (user_id);
CREATE INDEX report_entry_batch ON report_entry (batch_id) WHERE user_id IS NULL;

-- The local organization.
CREATE TABLE accepted_domain (
	id INTEGER PRIMARY KEY,
	guid TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	domain TEXT NOT NULL UNIQUE COLLATE NOCASE,
	type TEXT NOT NULL,
	is_default INTEGER NOT NULL,
	created_at INTEGER NOT NULL
);

CREATE TABLE mailbox (
	id INTEGER PRIMARY KEY,
	guid TEXT NOT NULL UNIQUE,
	exchange_guid TEXT NOT NULL UNIQUE,
	external_id TEXT NOT NULL UNIQUE,
	type TEXT NOT NULL,                       -- 'UserMailbox', 'SharedMailbox', 'MailUser', …
	address TEXT NOT NULL UNIQUE COLLATE NOCASE,
	name TEXT NOT NULL COLLATE NOCASE,
	alias TEXT NOT NULL COLLATE NOCASE,
	display_name TEXT NOT NULL,
	user_principal_name TEXT NOT NULL COLLATE NOCASE,
	first_name TEXT,
	last_name TEXT,
	external_address TEXT,                    -- of a mail user
	retention_policy TEXT,
	issue_warning_quota INTEGER,              -- bytes, NULL: no limit
	prohibit_send_quota INTEGER,
	prohibit_send_receive_quota INTEGER,
	max_send_size INTEGER,
	max_receive_size INTEGER,
	hidden INTEGER NOT NULL,
	created_at INTEGER NOT NULL,
	changed_at INTEGER NOT NULL
);

-- Further addresses of a mailbox ("proxy addresses"); the primary one stands in mailbox.
CREATE TABLE mailbox_address (
	mailbox_id INTEGER NOT NULL REFERENCES mailbox (id) ON DELETE CASCADE,
	address TEXT NOT NULL UNIQUE COLLATE NOCASE
);
CREATE INDEX mailbox_address_mailbox ON mailbox_address (mailbox_id);

-- ---- sync journal (transport/sync_journal.c) ----
-- What sync_mailbox() has done, by mailbox (the id of the user row). Times don't matter here.

-- One source folder. The numbers are those of the source when its last pass began.
CREATE TABLE sync_folder (
	id INTEGER PRIMARY KEY,
	mailbox_id INTEGER NOT NULL,
	source TEXT NOT NULL,                     -- as the server names it
	target TEXT NOT NULL,                     -- path in the target, "/" between the levels
	uid_validity INTEGER NOT NULL,
	uid_next INTEGER NOT NULL,
	messages INTEGER NOT NULL,
	mod_seq INTEGER NOT NULL,                 -- 0: the server has none
	target_validity INTEGER NOT NULL,
	target_next INTEGER NOT NULL,             -- messages from here on may be ours without a row
	clean INTEGER NOT NULL,                   -- the last pass ended; else the target is searched first
	UNIQUE (mailbox_id, source)
);

-- One message of a source folder that needs no copying any more.
CREATE TABLE sync_message (
	folder_id INTEGER NOT NULL REFERENCES sync_folder (id) ON DELETE CASCADE,
	uid INTEGER NOT NULL,
	state INTEGER NOT NULL,                   -- enum sync_row_state
	target_id INTEGER NOT NULL,               -- 0: not known
	identity INTEGER NOT NULL,                -- of the header, 0: not needed
	size INTEGER NOT NULL,
	flags INTEGER NOT NULL,                   -- signature of flags and keywords
	PRIMARY KEY (folder_id, uid)
) WITHOUT ROWID;
CREATE INDEX sync_message_skipped ON sync_message (folder_id, uid) WHERE state <> 0;
