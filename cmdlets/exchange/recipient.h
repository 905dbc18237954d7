/*
 * Mailboxes and mail users of the local organization as Exchange's cmdlets see them. One table of properties
 * (recipient_property.c) says where each stands: a column of the store, or an attribute beside it. It makes the
 * output objects, and it takes what New- and Set- cmdlets were given.
 */
#ifndef EXOSH_CMDLETS_EXCHANGE_RECIPIENT_H
#define EXOSH_CMDLETS_EXCHANGE_RECIPIENT_H

#include "cmdlets/exchange/exchange_objects.h"

struct recipient {
	struct state_mailbox row;
	const char *attributes; /* see exchange_objects.h */
	const char *addresses;  /* further addresses, one a line */
};

enum recipient_kinds { RECIPIENT_MAILBOX = 1, RECIPIENT_MAIL_USER = 2, RECIPIENT_ANY = 3 };

/* What a Get- cmdlet shows: PSTypeName and properties in order, a NULL-terminated list. */
struct recipient_view {
	const char *type_name;
	const char *const *properties;
	unsigned kinds; /* enum recipient_kinds */
};
extern const struct recipient_view recipient_view_mailbox, recipient_view_exo_mailbox,
	recipient_view_recipient, recipient_view_exo_recipient, recipient_view_user,
	recipient_view_mail_user;

/* ---- objects (recipient_property.c) ---- */

Value recipient_object(struct migration_use *use, const struct recipient *recipient,
		       const struct recipient_view *view);
/* One property; false: no recipient has one of that name. */
bool recipient_property(struct migration_use *use, const struct recipient *recipient,
			const char *name, Value *value_r);
/* Takes a parameter's value into the property of the same name; false: it is none that can be set. */
bool recipient_set_property(struct migration_use *use, struct recipient *recipient,
			    const char *name, Value value);
/* "UserMailbox" or "MailUser". */
const char *recipient_type(const struct recipient *recipient);

/* ---- the store (recipient.c) ---- */

/* Reads what belongs to a row. -1: *error is set. */
int recipient_load(struct migration_use *use, const struct state_mailbox *row,
		   struct recipient *recipient_r, struct error *error) WARN_UNUSED;
/* The one recipient that an -Identity means; *found_r false when an error was written. */
enum status recipient_find(struct cmdlet_call *c, struct migration_use *use, Value identity,
			   unsigned kinds, struct recipient *recipient_r,
			   bool *found_r) WARN_UNUSED;
/* Writes the recipient back, or makes it when its row has no id. */
enum status recipient_save(struct cmdlet_call *c, struct migration_use *use,
			   struct recipient *recipient) WARN_UNUSED;
/* Sets what the cmdlet's parameters say. False in *good_r: an error was written. */
enum status recipient_apply(struct cmdlet_call *c, struct migration_use *use,
			    const struct parameter *parameters, struct recipient *recipient,
			    bool *good_r) WARN_UNUSED;

/* ---- queries (recipient_query.c) ---- */

/* Parameters that the Get- cmdlets of recipients share; lives in their state. */
struct recipient_query {
	Value identity, external_id, primary_smtp_address, user_principal_name;
	Value anr, filter, sort_by, result_size, types, type_details, properties, property_sets;
};
enum status recipient_query_write(struct cmdlet_call *c, struct migration_use *use,
				  const struct recipient_query *query,
				  const struct recipient_view *view) WARN_UNUSED;

/* ---- what whole cmdlets share (recipient_change.c) ---- */

/* Set-: finds, applies, saves; with -WhatIf and -Confirm. */
enum status recipient_change(struct cmdlet_call *c, struct migration_use *use, Value identity,
			     unsigned kinds, const struct parameter *parameters) WARN_UNUSED;
/* New-: `type` is the RecipientTypeDetails. Writes the object. */
enum status recipient_create(struct cmdlet_call *c, struct migration_use *use, const char *type,
			     const char *address, const struct parameter *parameters,
			     const struct recipient_view *view) WARN_UNUSED;
/* Remove-: `delete_mail` deletes the mailbox's messages; without it they are put aside. */
enum status recipient_remove(struct cmdlet_call *c, struct migration_use *use, Value identity,
			     unsigned kinds, bool delete_mail) WARN_UNUSED;

#endif
