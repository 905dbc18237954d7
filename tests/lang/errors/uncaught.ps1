'before'
throw [System.ArgumentException]::new('no such thing')
# expect: before
# expect error: no such thing
