# Test-Connection -TcpPort and Test-NetConnection -Port: a port that somebody listens on, and one that nobody does.
$port = $args[0]
Test-Connection 127.0.0.1 -TcpPort $port
# expect: True
Test-Connection 127.0.0.1 -TcpPort 1 -TimeoutSeconds 2
# expect: False
$detail = Test-Connection localhost -IPv4 -TcpPort $port -Detailed
"$($detail.Target) $($detail.TargetAddress) $($detail.Port) $($detail.Connected) $($detail.Status)"
# expect: localhost 127.0.0.1 PORT True Success
(Test-Connection 127.0.0.1 -TcpPort 1 -Detailed).Status
# expect: ConnectionRefused
Test-Connection nohost.invalid -Quiet -Count 1
# expect: False
try { Test-Connection nohost.invalid -Count 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
# expect: TestConnectionException,Microsoft.PowerShell.Commands.TestConnectionCommand
# expect: Testing connection to computer 'nohost.invalid' failed: Cannot resolve the target name.
$result = Test-NetConnection 127.0.0.1 -Port $port
"$($result.RemoteAddress) $($result.RemotePort) $($result.TcpTestSucceeded) $($result.SourceAddress) $($result.InterfaceAlias)"
# expect: 127.0.0.1 PORT True 127.0.0.1 lo
Test-NetConnection 127.0.0.1 -Port 1 -InformationLevel Quiet -WarningVariable warnings -WarningAction SilentlyContinue
# expect: False
"$($warnings[0])"
# expect: TCP connect to (127.0.0.1 : 1) failed
