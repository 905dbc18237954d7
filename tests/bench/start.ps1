# The least that a shell can do.
'ready'
