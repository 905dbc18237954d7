# Resolve-DnsName against the name server of dns_server.py.
$s = $args[0]
Resolve-DnsName contoso.test -Type MX -Server $s | Sort-Object Preference | ForEach-Object { "$($_.Type) $($_.TTL) $($_.Section) $($_.NameExchange) $($_.Preference)" }
# expect: MX 300 Answer mx1.contoso.test 10
# expect: MX 300 Answer mx2.contoso.test 20
(Resolve-DnsName contoso.test TXT -Server $s).Strings
# expect: v=spf1 -all
# expect: tail
Resolve-DnsName www.contoso.test -Server $s | ForEach-Object { "$($_.Type) $($_.NameHost)$($_.IPAddress)" }
# expect: CNAME web.contoso.test
# expect: AAAA 2001:db8::10
# expect: A 192.0.2.10
(Resolve-DnsName 192.0.2.10 -Server $s).NameHost
# expect: web.contoso.test
Resolve-DnsName _imaps._tcp.contoso.test SRV -Server $s | ForEach-Object { "$($_.NameTarget) $($_.Priority) $($_.Weight) $($_.Port)" }
# expect: imap.contoso.test 1 2 993
Resolve-DnsName contoso.test SOA -Server $s | ForEach-Object { "$($_.PrimaryServer) $($_.NameAdministrator) $($_.SerialNumber)" }
# expect: ns1.contoso.test hostmaster.contoso.test 7
(Resolve-DnsName contoso.test A -Server $s).Section
# expect: Authority
Resolve-DnsName contoso.test NS -Server $s | Format-Table -AutoSize | Out-String -Stream | Where-Object { $_ }
# expect: Name         Type TTL Section NameHost
# expect: ----         ---- --- ------- --------
# expect: contoso.test NS   300 Answer  ns1.contoso.test
foreach ($name in 'nothing.contoso.test', 'broken.contoso.test') {
    try { Resolve-DnsName $name -Server $s -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
}
# expect: DNS_ERROR_RCODE_NAME_ERROR,Microsoft.DnsClient.Commands.ResolveDnsName
# expect: nothing.contoso.test : DNS name does not exist
# expect: DNS_ERROR_RCODE_SERVER_FAILURE,Microsoft.DnsClient.Commands.ResolveDnsName
# expect: broken.contoso.test : DNS server failure
