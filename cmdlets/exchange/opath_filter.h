/*
 * The text of -Filter: "Alias -like 'ann*' -and (HiddenFromAddressListsEnabled -eq $false -or -not Department -ne 'x')".
 * Names of properties stand bare, values are quoted or are numbers, $true, $false, $null; -eq -ne -like -notlike -lt
 * -le -gt -ge compare without regard to case, as in Exchange.
 */
#ifndef EXOSH_CMDLETS_EXCHANGE_OPATH_FILTER_H
#define EXOSH_CMDLETS_EXCHANGE_OPATH_FILTER_H

#include "object/type.h"

/* ERROR: the text can't be read, or names a property that is none; the record says where and which. */
enum status opath_filter_check(const char *text, bool (*is_property)(const char *name)) WARN_UNUSED;
/* Whether the object passes. ERROR: as above, apart from the names. */
enum status opath_filter_match(const char *text, Value object, bool *match_r) WARN_UNUSED;

#endif
