# Invoke-WebRequest and Invoke-RestMethod against the server of server.py, plain and with TLS.
$u, $secure = $args
$page = Invoke-WebRequest "$u/page"
"$($page.StatusCode) $($page.StatusDescription) $($page.Links[0].href) $($page.Images.src) $($page.InputFields.name)"
# expect: 200 OK /next?a=1&b=2 i.png q
$page.Headers['X-Two'] -join ','
# expect: a,b
$page.RawContent.StartsWith('HTTP/1.1 200 OK') -and $page.RawContentLength -eq $page.Content.Length
# expect: True
(Invoke-WebRequest $u/latin).Content
# expect: café
$binary = (Invoke-WebRequest $u/binary).Content
"$($binary.GetType().Name) $($binary.Length)"
# expect: Byte[] 256
@(Invoke-RestMethod $u/list | ForEach-Object { $_.Count })
# expect: 3
(Invoke-RestMethod $u/xml).r.a
# expect: 1
(Invoke-RestMethod $u/feed).title -join ','
# expect: One,Two
try { Invoke-RestMethod $u/missing } catch { $_.FullyQualifiedErrorId; $_.Exception.Message; "$($_.Exception.Response.StatusCode) $($_.Exception.Response.StatusCode.value__)"; $_.ErrorDetails.Message }
# expect: WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand
# expect: Response status code does not indicate success: 404 (Not Found).
# expect: NotFound 404
# expect: {"why":"not here"}
(Invoke-RestMethod $u/missing -SkipHttpErrorCheck -StatusCodeVariable status -ResponseHeadersVariable headers).why
# expect: not here
"$status $($headers['Content-Type'])"
# expect: 404 application/json
Invoke-RestMethod $u/echo -Method Post -Body ([ordered]@{ a = 1; b = 'x y&' }) | ForEach-Object { $_.body; $_.headers.'content-type' }
# expect: a=1&b=x+y%26
# expect: application/x-www-form-urlencoded
(Invoke-RestMethod "$u/echo?z=1" -Body @{ q = 'a b' }).path
# expect: /echo?z=1&q=a+b
Invoke-RestMethod $u/echo -Method Put -Body '{"x":"é"}' -ContentType application/json | ForEach-Object { $_.method; $_.body.Length; $_.headers.'content-type' }
# expect: PUT
# expect: 10
# expect: application/json
(Invoke-RestMethod $u/echo -CustomMethod PROPFIND -Headers @{ 'X-My' = 'v' } -UserAgent me).headers | ForEach-Object { $_.'x-my', $_.'user-agent' }
# expect: v
# expect: me
(Invoke-RestMethod $u/redirect).path
# expect: /echo
try { Invoke-WebRequest $u/loop -MaximumRedirection 2 } catch { $_.FullyQualifiedErrorId }
# expect: MaximumRedirectExceeded,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
$null = Invoke-WebRequest $u/cookie -SessionVariable session
"$($session.Cookies.Name) $((Invoke-RestMethod $u/echo -WebSession $session).headers.cookie)"
# expect: session session=abc
$ann = [pscredential]::new('ann', (ConvertTo-SecureString secret -AsPlainText -Force))
(Invoke-WebRequest $u/private -Credential $ann).Content
# expect: welcome
try { Invoke-WebRequest $u/private -Credential $ann -Authentication Basic } catch { $_.FullyQualifiedErrorId }
# expect: WebCmdletAllowUnencryptedAuthenticationRequiredException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
(Invoke-WebRequest $secure/private -Credential $ann -Authentication Basic -SkipCertificateCheck).Content
# expect: welcome
try { Invoke-WebRequest $secure/page } catch { $_.FullyQualifiedErrorId; "$_" -match 'certificate' }
# expect: WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
# expect: True
$token = ConvertTo-SecureString abc -AsPlainText -Force
(Invoke-RestMethod $secure/echo -Authentication Bearer -Token $token -SkipCertificateCheck).headers.authorization
# expect: Bearer abc
Invoke-RestMethod $u/flaky -MaximumRetryCount 2 -RetryIntervalSec 1
# expect: try 2
(Invoke-RestMethod $u/pages/1 -FollowRelLink).page -join ','
# expect: 1,2,3
(Invoke-RestMethod $u/pages/1 -FollowRelLink -MaximumFollowRelLink 1).page -join ','
# expect: 1,2
(Invoke-WebRequest $u/pages/1).RelationLink['last'] -eq "$u/pages/3"
# expect: True
Invoke-WebRequest $u/binary -OutFile copy.bin
(Get-Item copy.bin).Length
# expect: 256
Set-Content part.txt 'some text' -NoNewline
$form = (Invoke-RestMethod $u/echo -Method Post -Form @{ a = '1'; f = Get-Item part.txt }).body
($form -match 'name="a"') -and ($form -match 'filename="part.txt"') -and ($form -match 'some text')
# expect: True
try { Invoke-WebRequest http://127.0.0.1:1/ } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
# expect: WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
# expect: System.Net.Http.HttpRequestException
try { Invoke-WebRequest $u/page -PassThru } catch { $_.FullyQualifiedErrorId }
# expect: WebCmdletOutFileMissingException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
