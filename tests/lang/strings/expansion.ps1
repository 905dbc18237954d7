$name = 'Ann'
$user = @{ Mail = 'annb@contoso.edu' }
"Hello $name!"
'Hello $name!'
"$name's mail: $($user.Mail)"
"${name}@contoso"
"a`tb`$name `"quoted`" and ""doubled"""
"$name.Length is not $($name.Length)"
@"
Here "$name"
  keeps its lines
"@
@'
Nothing $expands
'@
"$(1..3)"

# expect: Hello Ann!
# expect: Hello $name!
# expect: Ann's mail: annb@contoso.edu
# expect: Ann@contoso
# expect: a	b$name "quoted" and "doubled"
# expect: Ann.Length is not 3
# expect: Here "Ann"
# expect:   keeps its lines
# expect: Nothing $expands
# expect: 1 2 3
