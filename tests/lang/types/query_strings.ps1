# HttpUtility.ParseQueryString and time zones that may not be there
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { [Web.HttpUtility]::ParseQueryString('a=1&b=2')['b'] }
# expect: 2
try_it { [Web.HttpUtility]::ParseQueryString('?a=1&a=2&c=x%20y').ToString() }
# expect: a=1&a=2&c=x+y
try_it { $q=[Web.HttpUtility]::ParseQueryString('');$q.Add('a','b c');$q['d']='e&f';$q.ToString();"$q" }
# expect: a=b+c&d=e%26f
# expect: a d
try_it { [Web.HttpUtility]::ParseQueryString('a=1&a=2')['a'] }
# expect: 1,2
try_it { [Web.HttpUtility]::ParseQueryString('a=1&b=2').AllKeys }
# expect: a
# expect: b
try_it { [Web.HttpUtility]::ParseQueryString('flag&a=').Count }
# expect: 2
try_it { [Web.HttpUtility]::ParseQueryString('a=1').GetType().FullName }
# expect: System.Web.HttpUtility+HttpQSCollection
try_it { $b=[UriBuilder]'https://h/p';$q=[Web.HttpUtility]::ParseQueryString('');$q['x']='1 2';$b.Query=$q.ToString();$b.Uri.AbsoluteUri }
# expect: https://h/p?x=1+2
try_it { $c=[Collections.Specialized.NameValueCollection]::new();$c.ToString() }
# expect: System.Collections.Specialized.NameValueCollection
try_it { $o=$null;[timezoneinfo]::TryFindSystemTimeZoneById('Europe/Paris',[ref]$o);$o.Id }
# expect: True
# expect: Europe/Paris
try_it { $o=$null;[timezoneinfo]::TryFindSystemTimeZoneById('Nope',[ref]$o);$o }
# expect: False
# expect: <null>
