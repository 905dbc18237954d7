/* Certificates with their private key, from the files in which administrators have them. */
#ifndef EXOSH_TRANSPORT_CERTIFICATE_H
#define EXOSH_TRANSPORT_CERTIFICATE_H

#include "base/error.h"

/*
 * Reads a PEM file (certificate and key) or a PFX, which `password` opens (NULL: none). The result is PEM with the key in
 * clear, allocated: give it to secret_free(). NULL: *error says why.
 */
char *certificate_load(const char *path, const char *password, struct error *error);

#endif
