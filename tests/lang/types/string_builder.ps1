# StringBuilder
function fails([scriptblock]$code) { try { & $code } catch { $_.Exception.Message } }

$sb = [System.Text.StringBuilder]::new('abc'); [void]$sb.Append('d').Append(5).Append([char]'!', 2).Append($true).Append(1.5); "$sb"
# expect: abcd5!!True1.5
[void]$sb.AppendFormat('{0:N1}|{1}', 2.25, 'x').AppendLine().AppendLine('end'); $sb.ToString().Length
# expect: 24
[void]$sb.Replace('abc', 'X').Insert(0, '>>').Remove(2, 1); $sb.ToString(0, 6)
# expect: >>d5!!
$sb.Length = 3; "$sb"; $sb[0]; $sb[0] = 'Z'; "$sb"
# expect: >>d
# expect: >
# expect: Z>d
fails { $sb.Insert(50, 'x') }
# expect: Exception calling "Insert" with "2" argument(s): "Index was out of range. Must be non-negative and less than or equal to the size of the collection. (Parameter 'index')"
fails { $sb.Remove(1, 50) }
# expect: Exception calling "Remove" with "2" argument(s): "Index was out of range. Must be non-negative and less than or equal to the size of the collection. (Parameter 'length')"
fails { $sb.Append('x', -1) }
# expect: Exception calling "Append" with "2" argument(s): "repeatCount ('-1') must be a non-negative value. (Parameter 'repeatCount')
# expect: Actual value was -1."
fails { $sb.Replace('', 'x') }
# expect: Exception calling "Replace" with "2" argument(s): "The value cannot be an empty string. (Parameter 'oldValue')"
[void]$sb.Clear().AppendJoin(', ', [string[]]('a', 'b')); "$sb"; $sb.Length
# expect: a, b
# expect: 4
$u = [System.Text.StringBuilder]::new(); [void]$u.Append('é日本'); $u.Length; $u[1]; [void]$u.Remove(0, 1); "$u"; [void]$u.Insert(1, '-'); "$u"
# expect: 3
# expect: 日
# expect: 日本
# expect: 日-本
