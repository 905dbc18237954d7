# -Depth counts the properties of .NET objects and class instances; collections and [pscustomobject]s are no levels.
class Box { [object] $Inner; Box($inner) { $this.Inner = $inner } }
function Shape($object, $depth) {
    $text = (ConvertTo-CliXml -InputObject $object -Depth $depth) -replace '\s*\n\s*' -replace '<T>[^<]*</T>|<TN [^>]*>|</TN>|<TNRef[^>]*>'
    $text -replace ' RefId="\d+"' -replace '<Objs[^>]*>|</Objs>' -replace '<ToString>[^<]*</ToString>'
}
Shape @{ a = @{ b = @{ c = 1 } } } 1
# expect: <Obj><DCT><En><S N="Key">a</S><Obj N="Value"><DCT><En><S N="Key">b</S><Obj N="Value"><DCT><En><S N="Key">c</S><I32 N="Value">1</I32></En></DCT></Obj></En></DCT></Obj></En></DCT></Obj>
Shape ([pscustomobject]@{ a = [pscustomobject]@{ b = @(1, @(2)) } }) 1
# expect: <Obj><MS><Obj N="a"><MS><Obj N="b"><LST><I32>1</I32><Obj><LST><I32>2</I32></LST></Obj></LST></Obj></MS></Obj></MS></Obj>
Shape ([Box]::new([Box]::new(5))) 1
# expect: <Obj><Props><S N="Inner">Box</S></Props></Obj>
Shape ([Box]::new([Box]::new(5))) 2
# expect: <Obj><Props><Obj N="Inner"><Props><I32 N="Inner">5</I32></Props></Obj></Props></Obj>
Shape ([Box]::new(@([Box]::new(5)))) 1
# expect: <Obj><Props><Obj N="Inner"><LST><S>Box</S></LST></Obj></Props></Obj>
$loop = @{}
$loop.self = $loop
(ConvertTo-CliXml -InputObject $loop).Length -lt 10000
# expect: True
