/* What New-Alias and Set-Alias share. */
#ifndef EXOSH_CMDLETS_UTILITY_ALIAS_OPTIONS_H
#define EXOSH_CMDLETS_UTILITY_ALIAS_OPTIONS_H

#include "cmdlet.h"
#include "engine/scope.h"
#include "object/enums.h"

struct alias_setting {
	const char *name, *value, *description, *scope;
	int32_t option;
	bool pass_thru, force;
};

#define ALIAS_SETTING_PARAMETERS                                                              \
	PARAM_STRING(struct alias_setting, name, "Name",                                      \
		     PARAM_MANDATORY | PARAM_POSITION(0) | PARAM_PIPELINE_BY_NAME,            \
		     .help = "The alias."),                                                   \
		PARAM_STRING(struct alias_setting, value, "Value",                            \
			     PARAM_MANDATORY | PARAM_POSITION(1) | PARAM_PIPELINE_BY_NAME,    \
			     .help = "The command that it stands for."),                      \
		PARAM_STRING(struct alias_setting, description, "Description",                \
			     PARAM_PIPELINE_BY_NAME | PARAM_ALLOW_NULL,                       \
			     .help = "A text for people."),                                   \
		PARAM_ENUM(struct alias_setting, option, "Option", &type_scoped_item_options, \
			   PARAM_PIPELINE_BY_NAME,                                            \
			   .help = "ReadOnly, Constant, Private or AllScope."),               \
		PARAM_SWITCH(struct alias_setting, pass_thru, "PassThru", 0,                  \
			     .help = "Gives the alias."),                                     \
		PARAM_STRING(struct alias_setting, scope, "Scope", 0,                         \
			     .help = "Global, Local, Script or a number."),                   \
		PARAM_SWITCH(struct alias_setting, force, "Force", 0,                         \
			     .help = "Changes read-only aliases, too.")

/* The scope that a -Scope argument names: "Global", "Local", "Script", "Private" or how many levels up; the current one for
 * NULL. ERROR when there are not as many. */
enum status scope_argument(struct cmdlet_call *c, const char *text,
			   struct scope **scope_r) WARN_UNUSED;
/* Defines the alias; `must_be_new`: an existing one is an error unless -Force. */
enum status alias_setting_apply(struct cmdlet_call *c, bool must_be_new) WARN_UNUSED;

#endif
