# IP and mail addresses, wildcards, secure strings, credentials
function fails([scriptblock]$code) { try { & $code } catch { $_.Exception.Message } }

$a=[ipaddress]'192.168.1.10'; $a; "$a"; $a.GetAddressBytes() -join ','; $a.AddressFamily; $a.IsIPv6LinkLocal; $a.Equals([ipaddress]'192.168.1.10'); $a -eq '192.168.1.10'; $a.ToString(); $a.MapToIPv6().ToString()
# expect:
# expect: AddressFamily      : InterNetwork
# expect: ScopeId            :
# expect: IsIPv6Multicast    : False
# expect: IsIPv6LinkLocal    : False
# expect: IsIPv6SiteLocal    : False
# expect: IsIPv6Teredo       : False
# expect: IsIPv6UniqueLocal  : False
# expect: IsIPv4MappedToIPv6 : False
# expect: Address            : 167880896
# expect: IPAddressToString  : 192.168.1.10
# expect:
# expect: 192.168.1.10
# expect: 192,168,1,10
# expect: InterNetwork
# expect: False
# expect: True
# expect: True
# expect: 192.168.1.10
# expect: ::ffff:192.168.1.10
$b=[ipaddress]'fe80::1%3'; $b; "$b"
# expect: AddressFamily      : InterNetworkV6
# expect: ScopeId            : 3
# expect: IsIPv6Multicast    : False
# expect: IsIPv6LinkLocal    : True
# expect: IsIPv6SiteLocal    : False
# expect: IsIPv6Teredo       : False
# expect: IsIPv6UniqueLocal  : False
# expect: IsIPv4MappedToIPv6 : False
# expect: Address            :
# expect: IPAddressToString  : fe80::1%3
# expect:
# expect: fe80::1%3
fails {[ipaddress]'x'}
# expect: Cannot convert value "x" to type "System.Net.IPAddress". Error: "An invalid IP address was specified."
fails {[ipaddress]::Parse('300.1.1.1')}
# expect: Exception calling "Parse" with "1" argument(s): "An invalid IP address was specified."
fails {[ipaddress]'1.2'}
# expect: AddressFamily      : InterNetwork
# expect: ScopeId            :
# expect: IsIPv6Multicast    : False
# expect: IsIPv6LinkLocal    : False
# expect: IsIPv6SiteLocal    : False
# expect: IsIPv6Teredo       : False
# expect: IsIPv6UniqueLocal  : False
# expect: IsIPv4MappedToIPv6 : False
# expect: Address            : 33554433
# expect: IPAddressToString  : 1.0.0.2
# expect:
fails {$r=$null;[ipaddress]::TryParse('1.2.3.4',[ref]$r); "$r"; [ipaddress]::TryParse('zz',[ref]$r)}
# expect: True
# expect: 1.2.3.4
# expect: False
fails {[ipaddress]::Loopback; [ipaddress]::IPv6Any.ToString(); [ipaddress]::Broadcast.ToString(); [ipaddress]::IsLoopback([ipaddress]'127.0.0.1')}
# expect: AddressFamily      : InterNetwork
# expect: ScopeId            :
# expect: IsIPv6Multicast    : False
# expect: IsIPv6LinkLocal    : False
# expect: IsIPv6SiteLocal    : False
# expect: IsIPv6Teredo       : False
# expect: IsIPv6UniqueLocal  : False
# expect: IsIPv4MappedToIPv6 : False
# expect: Address            : 16777343
# expect: IPAddressToString  : 127.0.0.1
# expect:
# expect: ::
# expect: 255.255.255.255
# expect: True
fails {[ipaddress]::new([byte[]](1,2,3,4)).ToString(); [ipaddress]::new(16909060).ToString(); [ipaddress]::HostToNetworkOrder(1)}
# expect: 1.2.3.4
# expect: 4.3.2.1
# expect: 16777216
$m=[mailaddress]'Ann B <ann@contoso.com>'; $m; $m.User; $m.Host; $m.Address; $m.DisplayName; "$m"
# expect: DisplayName : Ann B
# expect: User        : ann
# expect: Host        : contoso.com
# expect: Address     : ann@contoso.com
# expect:
# expect: ann
# expect: contoso.com
# expect: ann@contoso.com
# expect: Ann B
# expect: "Ann B" <ann@contoso.com>
fails {[mailaddress]'bad'}
# expect: Cannot convert value "bad" to type "System.Net.Mail.MailAddress". Error: "The specified string is not in the form required for an e-mail address."
fails {[mailaddress]''}
# expect: Cannot convert value "" to type "System.Net.Mail.MailAddress". Error: "The value cannot be an empty string. (Parameter 'address')"
fails {[mailaddress]'a@b'; [mailaddress]'"x y" <a@b.c>'}
# expect: DisplayName :
# expect: User        : a
# expect: Host        : b
# expect: Address     : a@b
# expect:
# expect: DisplayName : x y
# expect: User        : a
# expect: Host        : b.c
# expect: Address     : a@b.c
# expect:
fails {[mailaddress]::new('a@b.c','D N').ToString()}
# expect: "D N" <a@b.c>
$e=[System.Net.IPEndPoint]::new([ipaddress]'1.2.3.4',80); "$e"; $e
# expect: 1.2.3.4:80
# expect: AddressFamily : InterNetwork
# expect: Address       : 1.2.3.4
# expect: Port          : 80
# expect:
$w=[System.Management.Automation.WildcardPattern]::new('a*b'); $w.IsMatch('axxb'); $w.IsMatch('AXB'); [System.Management.Automation.WildcardPattern]::new('a*','IgnoreCase').IsMatch('AB'); [System.Management.Automation.WildcardPattern]::Escape('a*[b]?'); [System.Management.Automation.WildcardPattern]::Unescape('a`*b'); [System.Management.Automation.WildcardPattern]::ContainsWildcardCharacters('a*'); $w.ToWql()
# expect: True
# expect: False
# expect: True
# expect: a`*`[b`]`?
# expect: a*b
# expect: True
# expect: a%b
$s=[securestring]::new(); 'abc'.ToCharArray() | % { $s.AppendChar($_) }; $s.Length; "$s"; $s.IsReadOnly(); $s; $s.RemoveAt(0); $s.InsertAt(0,'x'); $s.SetAt(1,'y'); $s.Length; $s.MakeReadOnly(); fails {$s.AppendChar('z')}
# expect: 3
# expect: System.Security.SecureString
# expect: False
# expect: System.Security.SecureString
# expect: 3
# expect: Exception calling "AppendChar" with "1" argument(s): "Instance is read-only."
[System.Runtime.InteropServices.Marshal]::PtrToStringBSTR([System.Runtime.InteropServices.Marshal]::SecureStringToBSTR($s))
# expect: xyc
[System.Net.NetworkCredential]::new('',$s).Password
# expect: xyc
$c=[pscredential]::new('dom\user',$s); $c.UserName; $c.GetNetworkCredential().UserName; $c.GetNetworkCredential().Domain; $c.GetNetworkCredential().Password; "$c"
# expect: dom\user
# expect: user
# expect: dom
# expect: xyc
# expect: System.Management.Automation.PSCredential
[pscredential]::Empty.UserName -eq $null
# expect: True
fails {[pscredential]::new('',$s)}
# expect: Exception calling ".ctor" with "2" argument(s): "Cannot process argument because the value of argument "userName" is not valid. Change the value of the "userName" argument and run the operation again."
fails {[pscredential]::new('u',$null)}
# expect: Exception calling ".ctor" with "2" argument(s): "Cannot process argument because the value of argument "password" is null. Change the value of argument "password" to a non-null value."
fails {[pscredential]'user'}
# expect: Cannot convert the value of type "System.String" to type "System.Management.Automation.PSCredential".
$n=[System.Net.NetworkCredential]::new('u','p','d'); $n.SecurePassword.Length
# expect: 1
[PSCredential]::new('a\b\c',$s).GetNetworkCredential().UserName
# expect: b\c
fails {[securestring]::new().AppendChar('ab')}
# expect: Cannot convert argument "c", with value: "ab", for "AppendChar" to type "System.Char": "Cannot convert value "ab" to type "System.Char". Error: "String must be exactly one character long.""
