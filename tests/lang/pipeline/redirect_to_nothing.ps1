# a file without a name cannot be written, and nothing else happens
try { 'x' > '' } catch { 'refused' }
'goes on'
# expect: refused
# expect: goes on
