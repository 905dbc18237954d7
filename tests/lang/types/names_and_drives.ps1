# PSTypeName, XmlConvert, CancellationToken, DriveInfo, Thread.CurrentThread, bits of numbers
function say { try { & $args[0] } catch { "$_" } }
if (-not ([System.Management.Automation.PSTypeName]'Not.There').Type) { 'not there' }
# expect: not there
"$(([System.Management.Automation.PSTypeName]'int').Type) $(([System.Management.Automation.PSTypeName]'Foo.Bar').Name)"
# expect: int Foo.Bar
[System.Xml.XmlConvert]::ToString($true), [System.Xml.XmlConvert]::ToString([timespan]'1.02:03:04.5'), [System.Xml.XmlConvert]::ToString([timespan]0) -join ' '
# expect: true P1DT2H3M4.5S PT0S
[System.Xml.XmlConvert]::ToTimeSpan('-PT5M').ToString(), [System.Xml.XmlConvert]::ToTimeSpan('P1Y2M').Days -join ' '
# expect: -00:05:00 425
say { [System.Xml.XmlConvert]::ToTimeSpan('x') }
# expect: Exception calling "ToTimeSpan" with "1" argument(s): "The string 'x' is not a valid TimeSpan value."
say { [System.Xml.XmlConvert]::ToInt32('x') }
# expect: Exception calling "ToInt32" with "1" argument(s): "The input string 'x' was not in a correct format."
[System.Xml.XmlConvert]::EncodeName('1a b:c'), [System.Xml.XmlConvert]::EncodeLocalName('a:b'), [System.Xml.XmlConvert]::DecodeName('a_x0020_b') -join ' '
# expect: _x0031_a_x0020_b:c a_x003A_b a b
$time = [datetime]::new(2024, 1, 2, 3, 4, 5, [DateTimeKind]::Utc)
[System.Xml.XmlConvert]::ToString($time, [System.Xml.XmlDateTimeSerializationMode]::Utc)
# expect: 2024-01-02T03:04:05Z
[System.Xml.XmlConvert]::ToDateTime('2024-01-02T03:04:05Z', [System.Xml.XmlDateTimeSerializationMode]::Utc).ToString('o')
# expect: 2024-01-02T03:04:05.0000000Z
$source = [System.Threading.CancellationTokenSource]::new(); $token = $source.Token
"$($token.IsCancellationRequested) $($token.CanBeCanceled) $([System.Threading.CancellationToken]::None.CanBeCanceled)"
# expect: False True False
$source.Cancel(); $token.IsCancellationRequested
# expect: True
say { $token.ThrowIfCancellationRequested() }
# expect: Exception calling "ThrowIfCancellationRequested" with "0" argument(s): "The operation was canceled."
$root = [System.IO.DriveInfo]::new('/')
"$root $($root.IsReady) $($root.RootDirectory.FullName) $($root.TotalSize -gt 0) $([System.IO.DriveInfo]::GetDrives().Count -gt 0)"
# expect: / True / True True
$thread = [System.Threading.Thread]::CurrentThread
"$($thread.CurrentCulture.Name) $($thread.ThreadState) $($thread.IsAlive) $($thread.GetApartmentState())"
# expect: en-US Running True Unknown
"$([BitConverter]::SingleToInt32Bits(1.5)) $([BitConverter]::Int32BitsToSingle(1069547520)) $([BitConverter]::DoubleToUInt64Bits(1.5))"
# expect: 1069547520 1.5 4609434218613702656
"$([math]::MaxMagnitude(-5, 3)) $([math]::MinMagnitude(-5, 3)) $([char]::IsBetween('b', 'a', 'c'))"
# expect: -5 3 True
