/*
 * The text of -Filter: "Alias -like 'ann*' -and (HiddenFromAddressListsEnabled -eq $false -or -not Department -ne 'x')".
 * Names of properties stand bare, values are quoted or are numbers, $true, $false, $null; -eq -ne -like -notlike -lt
 * -le -gt -ge compare without regard to case, as in Exchange.
 */
#ifndef EXOSH_CMDLETS_EXCHANGE_OPATH_FILTER_H
#define EXOSH_CMDLETS_EXCHANGE_OPATH_FILTER_H

#include "object/type.h"

/* Whether the object passes. `object` $null only checks the text. ERROR: the text can't be read; the record names
 * the place. */
enum status opath_filter_match(const char *text, Value object, bool *match_r) WARN_UNUSED;

#endif
