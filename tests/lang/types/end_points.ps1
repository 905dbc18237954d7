# IPEndPoint.Parse and SemanticVersion.Compare
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { [semver]::Compare('1.0.0','1.0.1') }
# expect: -1
try_it { [Net.IPEndPoint]::Parse('1.2.3.4:80').Port }
# expect: 80
try_it { [Net.IPEndPoint]::Parse('[::1]:993').Address.IPAddressToString }
# expect: ::1
try_it { [Net.IPEndPoint]::Parse('::1').Port }
# expect: 0
try_it { [Net.IPEndPoint]::Parse('1.2.3.4').ToString() }
# expect: 1.2.3.4:0
try_it { [Net.IPEndPoint]::Parse('x') }
# expect: Exception calling "Parse" with "1" argument(s): "An invalid IPEndPoint was specified."
try_it { [Net.IPEndPoint]::Parse('1.2.3.4:99999') }
# expect: Exception calling "Parse" with "1" argument(s): "An invalid IPEndPoint was specified."
