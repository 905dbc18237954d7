/* Send-MailMessage: a message by SMTP. */
#include "base/strbuf.h"
#include "base/xmalloc.h"
#include "cmdlet.h"
#include "engine/scope.h"
#include "object/array.h"
#include "object/convert.h"
#include "object/credential.h"
#include "object/interpreter_lock.h"
#include "object/secure_string.h"
#include "object/string.h"
#include "transport/mail.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct send_mail_message {
	Value attachments, bcc, cc, to, reply_to, credential, delivery, encoding;
	const char *body, *from, *server, *subject, *priority;
	int32_t port;
	bool html, tls;
	Value attached; /* list of paths, over all records */
};

static const struct parameter parameters[] = {
	PARAM_STRINGS(struct send_mail_message, attachments, "Attachments",
		      PARAM_PIPELINE | PARAM_NOT_EMPTY | PARAM_PIPELINE_BY_NAME,
		      .aliases = "PsPath", .help = "Files to attach."),
	PARAM_STRINGS(struct send_mail_message, bcc, "Bcc",
		      PARAM_NOT_EMPTY | PARAM_PIPELINE_BY_NAME, .help = "Hidden recipients."),
	PARAM_STRING(struct send_mail_message, body, "Body",
		     PARAM_POSITION(2) | PARAM_NOT_EMPTY | PARAM_PIPELINE_BY_NAME,
		     .help = "The text of the message."),
	PARAM_SWITCH(struct send_mail_message, html, "BodyAsHtml", PARAM_PIPELINE_BY_NAME,
		     .aliases = "BAH", .help = "The text is HTML."),
	PARAM_OBJECT(struct send_mail_message, encoding, "Encoding",
		     PARAM_NOT_EMPTY | PARAM_PIPELINE_BY_NAME, .aliases = "BE",
		     .help = "Accepted; messages are sent as UTF-8."),
	PARAM_STRINGS(struct send_mail_message, cc, "Cc", PARAM_NOT_EMPTY | PARAM_PIPELINE_BY_NAME,
		      .help = "Recipients of a copy."),
	PARAM_STRINGS(struct send_mail_message, delivery, "DeliveryNotificationOption",
		      PARAM_NOT_EMPTY | PARAM_PIPELINE_BY_NAME, .aliases = "DNO",
		      .values = "None,OnSuccess,OnFailure,Delay,Never",
		      .help = "Accepted; the relay decides."),
	PARAM_STRING(struct send_mail_message, from, "From",
		     PARAM_MANDATORY | PARAM_NOT_EMPTY | PARAM_PIPELINE_BY_NAME,
		     .help = "The sender."),
	PARAM_STRING(struct send_mail_message, server, "SmtpServer",
		     PARAM_POSITION(3) | PARAM_NOT_EMPTY | PARAM_PIPELINE_BY_NAME,
		     .aliases = "ComputerName", .help = "The server that takes the message."),
	PARAM_STRING(struct send_mail_message, priority, "Priority",
		     PARAM_NOT_EMPTY | PARAM_PIPELINE_BY_NAME, .values = "Normal,High,Low",
		     .help = "How urgent it is."),
	PARAM_STRINGS(struct send_mail_message, reply_to, "ReplyTo", PARAM_PIPELINE_BY_NAME,
		      .help = "Where answers go."),
	PARAM_STRING(struct send_mail_message, subject, "Subject",
		     PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME, .aliases = "sub",
		     .help = "The subject."),
	PARAM_STRINGS(struct send_mail_message, to, "To",
		      PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_NOT_EMPTY |
			      PARAM_PIPELINE_BY_NAME,
		      .help = "Recipients."),
	PARAM_VALUE(struct send_mail_message, credential, "Credential", &type_credential,
		    PARAM_NOT_EMPTY | PARAM_PIPELINE_BY_NAME, .help = "The account at the server."),
	PARAM_SWITCH(struct send_mail_message, tls, "UseSsl", PARAM_PIPELINE_BY_NAME,
		     .help = "The connection must be encrypted."),
	PARAM_INT(struct send_mail_message, port, "Port", PARAM_PIPELINE_BY_NAME,
		  .range = "0,2147483647", .help = "The server's port; 25 by default."),
	PARAM_END,
};

static enum status begin(struct cmdlet_call *c)
{
	return cmdlet_warning(
		c,
		"The command 'Send-MailMessage' is obsolete. This cmdlet does not guarantee secure "
		"connections to SMTP servers. While there is no immediate replacement available "
		"in PowerShell, we recommend you do not use Send-MailMessage at this time. See "
		"https://aka.ms/SendMailMessage for more information.");
}

static enum status process(struct cmdlet_call *c)
{
	struct send_mail_message *self = cmdlet_state(c);
	if (self->attached.tag != VALUE_LIST)
		self->attached = list_new();
	for (size_t i = 0; !value_is_null(self->attachments) && i < value_count(self->attachments);
	     i++)
		list_add(value_as_list(self->attached), value_item(self->attachments, i));
	return OK;
}

/* The parts of a message: its text, then the files. */
struct parts {
	struct mail_part *items;
	size_t count;
};

static void parts_clear(struct parts *parts)
{
	for (size_t i = 1; i < parts->count; i++) {
		free((void *)parts->items[i].data);
		free((void *)parts->items[i].file_name);
	}
	free(parts->items);
}

static enum status attach(struct cmdlet_call *c, struct parts *parts, const char *name)
{
	char *path = cmdlet_system_path(c, name), buffer[65536];
	if (!path)
		return ERROR;
	FILE *file = fopen(path, "rbe");
	struct strbuf bytes = STRBUF_INIT;
	for (size_t n; file && (n = fread(buffer, 1, sizeof(buffer), file)) > 0;)
		strbuf_add(&bytes, buffer, n);
	if (!file || ferror(file)) {
		enum status status = cmdlet_throw_type(
			c, "System.IO.FileNotFoundException", "FileNotFound", CATEGORY_OPEN_ERROR,
			string_from(path), "The attachment '%s' can't be read: %s.", path,
			strerror(errno));
		if (file)
			fclose(file);
		strbuf_clear(&bytes);
		free(path);
		return status;
	}
	fclose(file);
	const char *slash = strrchr(path, '/');
	struct mail_part *part = &parts->items[parts->count++];
	part->file_name = xstrdup(slash ? slash + 1 : path);
	part->type = "application/octet-stream";
	part->data = strbuf_detach(&bytes, &part->size);
	free(path);
	return OK;
}

/* One address a line, as struct mail has them. */
static void add_list(struct strbuf *out, Value list)
{
	for (size_t i = 0; !value_is_null(list) && i < value_count(list); i++)
		strbuf_addf(out, "%s\n", string_data(value_to_string(value_item(list, i))));
}

static const char *server_of(struct cmdlet_call *c, const struct send_mail_message *self)
{
	if (self->server)
		return self->server;
	Value v = scope_get(cmdlet_session(c), "PSEmailServer", SCOPE_ANY);
	return value_is_null(v) || !string_length(value_to_string(v))
		       ? NULL
		       : string_data(value_to_string(v));
}

struct delivery {
	struct mail *mail;
	struct error *error;
	int failed;
};

static void deliver(void *context)
{
	struct delivery *d = context;
	d->failed = mail_send(d->mail, d->error) < 0;
}

static enum status send(struct cmdlet_call *c, struct send_mail_message *self,
			const struct parts *parts, struct mail *mail)
{
	struct strbuf url = STRBUF_INIT, to = STRBUF_INIT, cc = STRBUF_INIT, bcc = STRBUF_INIT,
		      reply = STRBUF_INIT;
	struct error error = ERROR_INIT;
	enum status status = OK;
	strbuf_addf(&url, "smtp://%s:%d", server_of(c, self), self->port ? self->port : 25);
	add_list(&to, self->to);
	add_list(&cc, self->cc);
	add_list(&bcc, self->bcc);
	add_list(&reply, self->reply_to);
	reply.data[strcspn(reply.data, "\n")] = '\0';
	mail->url = url.data;
	mail->to = to.data;
	mail->cc = cc.data;
	mail->bcc = bcc.data;
	mail->reply_to = reply.data;
	mail->parts = parts->items;
	mail->part_count = parts->count;
	struct delivery delivery = {mail, &error, 0};
	blocking_call(deliver, &delivery);
	if (delivery.failed)
		status = cmdlet_error_type(c, "System.Net.Mail.SmtpException", "SmtpException",
					   CATEGORY_INVALID_OPERATION, string_from(url.data),
					   "Failure sending mail: %s.", error.message);
	error_clear(&error);
	struct strbuf *const buffers[] = {&url, &to, &cc, &bcc, &reply};
	for (size_t i = 0; i < countof(buffers); i++)
		strbuf_clear(buffers[i]);
	return status;
}

static enum status end(struct cmdlet_call *c)
{
	struct send_mail_message *self = cmdlet_state(c);
	size_t files = self->attached.tag == VALUE_LIST ? value_count(self->attached) : 0;
	struct parts parts = {xcalloc(files + 1, sizeof(struct mail_part)), 1};
	struct mail mail = {.tls = self->tls, .from = self->from, .subject = self->subject};
	char *password = NULL;
	size_t length = 0;
	enum status status = OK;
	if (!server_of(c, self)) {
		parts_clear(&parts);
		return cmdlet_throw_type(
			c, "System.InvalidOperationException", "SmtpHostNotSpecified",
			CATEGORY_INVALID_ARGUMENT, NULL_VALUE,
			"The email cannot be sent because no SMTP server was specified. You must "
			"specify an SMTP server by using either the SmtpServer parameter or the "
			"$PSEmailServer variable.");
	}
	parts.items[0] = (struct mail_part){
		self->body ? self->body : "", self->body ? strlen(self->body) : 0,
		self->html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8", NULL};
	for (size_t i = 0; i < files && status == OK; i++)
		status = attach(c, &parts,
				string_data(value_to_string(value_item(self->attached, i))));
	if (self->priority && strcmp(self->priority, "Normal"))
		mail.headers = *self->priority == 'H' || *self->priority == 'h'
				       ? "X-Priority: 1\nImportance: high"
				       : "X-Priority: 5\nImportance: low";
	if (value_is_credential(self->credential)) {
		mail.user = string_data(credential_user_name(self->credential));
		password = secure_string_reveal(credential_password(self->credential), &length);
		mail.password = password;
	}
	if (status == OK)
		status = send(c, self, &parts, &mail);
	if (password)
		secure_string_wipe(&password, length);
	parts_clear(&parts);
	return status;
}

const struct cmdlet cmdlet_send_mailmessage = {
	.verb = "Send",
	.noun = "MailMessage",
	.parameters = parameters,
	.state_size = sizeof(struct send_mail_message),
	.begin = begin,
	.process = process,
	.end = end,
	.class_name = "Microsoft.PowerShell.Commands.SendMailMessage",
	.synopsis = "Sends an email message.",
};
