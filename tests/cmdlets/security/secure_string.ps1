# SecureStrings as text and back.
$s = ConvertTo-SecureString 'pä$s' -AsPlainText -Force
$s | ConvertFrom-SecureString # expect: 7000e40024007300
$s | ConvertFrom-SecureString | ConvertTo-SecureString | ConvertFrom-SecureString -AsPlainText # expect: pä$s
$sealed = $s | ConvertFrom-SecureString -Key (1..16)
ConvertTo-SecureString $sealed -Key (1..16) | ConvertFrom-SecureString -AsPlainText # expect: pä$s
$key = ConvertTo-SecureString '0123456789abcdef' -AsPlainText
$sealed = $s | ConvertFrom-SecureString -SecureKey $key
$sealed | ConvertTo-SecureString -SecureKey $key | ConvertFrom-SecureString -AsPlainText # expect: pä$s
# With a wrong key the padding fits once in 256 times by chance: several tries.
$wrong = foreach ($try in 1..6) {
    $null = $s | ConvertFrom-SecureString -SecureKey $key |
        ConvertTo-SecureString -Key (1..16) -ErrorVariable refused -ErrorAction SilentlyContinue
    $refused.FullyQualifiedErrorId
}
$wrong | Select-Object -First 1 # expect: ImportSecureString_InvalidArgument,Microsoft.PowerShell.Commands.ConvertToSecureStringCommand
$credential = [pscredential]::new('contoso\kim', $s)
(Get-Credential $credential).GetNetworkCredential().Domain # expect: contoso
