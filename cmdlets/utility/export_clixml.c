/* Export-Clixml: objects as a CLIXML file. */
#include "base/text_file.h"
#include "cmdlet.h"
#include "cmdlets/utility/file_argument.h"
#include "formatters/clixml.h"

struct export_clixml {
	Value input, encoding;
	const char *path, *literal_path;
	bool force, no_clobber;
	int32_t depth;
	struct clixml_writer *clixml;
	struct text_writer writer;
	struct strbuf text;
};

static const struct parameter parameters[] = {
	PARAM_INT(struct export_clixml, depth, "Depth", 0, .range = "1,2147483647",
		  .help = "How many levels of contained objects are written; 2 by default."),
	PARAM_STRING(struct export_clixml, path, "Path", PARAM_MANDATORY | PARAM_POSITION(0),
		     .set = "ByPath", .help = "The file to write."),
	PARAM_STRING(struct export_clixml, literal_path, "LiteralPath", PARAM_MANDATORY,
		     .set = "ByLiteralPath", .aliases = "PSPath,LP",
		     .help = "The file to write; no character is a wildcard."),
	PARAM_OBJECT(struct export_clixml, input, "InputObject",
		     PARAM_MANDATORY | PARAM_PIPELINE | PARAM_ALLOW_NULL, .type_name = "psobject",
		     .help = "The objects."),
	PARAM_SWITCH(struct export_clixml, force, "Force", 0,
		     .help = "Writes read-only files, too."),
	PARAM_SWITCH(struct export_clixml, no_clobber, "NoClobber", 0, .aliases = "NoOverwrite",
		     .help = "Leaves a file alone that is there already."),
	ENCODING_PARAMETER(struct export_clixml, encoding),
	PARAM_END,
};

static enum status flush(struct cmdlet_call *c)
{
	struct export_clixml *self = cmdlet_state(c);
	enum status status =
		write_output_file(c, &self->writer, self->text.data, self->text.length);
	strbuf_reset(&self->text);
	return status;
}

static enum status begin(struct cmdlet_call *c)
{
	struct export_clixml *self = cmdlet_state(c);
	const char *path = self->literal_path ? self->literal_path : self->path;
	bool go;
	strbuf_init(&self->text);
	enum status status = cmdlet_should_process(c, path, "Export-Clixml", &go);
	if (status != OK || !go)
		return status;
	status = open_output_file(c, &self->writer, path, self->encoding, false, self->no_clobber,
				  self->force);
	if (status != OK)
		return status;
	self->clixml = clixml_writer_create(self->depth ? self->depth : 2);
	clixml_write_start(self->clixml, &self->text);
	return OK;
}

static enum status process(struct cmdlet_call *c)
{
	struct export_clixml *self = cmdlet_state(c);
	if (!self->clixml || self->input.tag == VALUE_UNSET)
		return OK;
	clixml_write(self->clixml, self->input, &self->text);
	return flush(c);
}

static enum status end(struct cmdlet_call *c)
{
	struct export_clixml *self = cmdlet_state(c);
	if (!self->clixml)
		return OK;
	clixml_write_end(self->clixml, &self->text);
	enum status status = flush(c);
	return status == OK ? finish_output_file(c, &self->writer) : status;
}

static void cleanup(struct cmdlet_call *c)
{
	struct export_clixml *self = cmdlet_state(c);
	clixml_writer_free(&self->clixml);
	text_writer_close(&self->writer);
	if (self->text.data)
		strbuf_clear(&self->text);
}

const struct cmdlet cmdlet_export_clixml = {
	.verb = "Export",
	.noun = "Clixml",
	.parameters = parameters,
	.state_size = sizeof(struct export_clixml),
	.default_set = "ByPath",
	.flags = CMDLET_SHOULD_PROCESS,
	.begin = begin,
	.process = process,
	.end = end,
	.cleanup = cleanup,
	.synopsis =
		"Creates an XML-based representation of an object or objects and stores it in a "
		"file.",
	.description = "Writes objects so that Import-Clixml gives them back with their types. "
		       "Passwords in it are not protected on Linux.",
	.examples =
		(const struct cmdlet_example[]){
			{"Settings", "$settings | Export-Clixml ./settings.xml", NULL},
			{NULL, NULL, NULL},
		},
};
