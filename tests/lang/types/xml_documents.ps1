# [xml] and System.Xml
function fails([scriptblock]$code) { try { & $code } catch { $_.Exception.Message } }

$x=[xml]'<root name="n" value="v"><item name="i1" value="5" id="7"><name>inner</name></item><item name="i2">t</item></root>'
$x.root.name; $x.root.value; $x.root.item[0].name; $x.root.item[1].name; $x.root.item[1].'#text'
# expect: n
# expect: v
# expect: i1
# expect: inner
# expect: i2
# expect: t
try{$x.root.name='M'; $x.root.name}catch{"$_"}
# expect: M
try{$x.root.value='M'; $x.root.value}catch{"$_"}
# expect: M
try{$x.root.item[1].name='Z'; $x.OuterXml}catch{"$_"}
# expect: <root name="M" value="M"><item name="i1" value="5" id="7"><name>inner</name></item><item name="Z">t</item></root>
$x.root.item | where name -eq 'i1' | % value
# expect: 5
$x.root.item[1].innertext='q'; $x.root.item[1].InnerXml='<b/>'; $x.OuterXml
# expect: <root name="M" value="M"><item name="i1" value="5" id="7"><name>inner</name></item><item name="Z"><b /></item></root>
$e=$x.CreateElement('new'); $e.SetAttribute('name','qq'); [void]$x.root.AppendChild($e); $x.root.new.name; $e.GetAttribute('name'); $e.Name; $e.get_Name(); $e.LocalName
# expect: qq
# expect: qq
# expect: qq
# expect: new
# expect: new
$x.root.GetAttribute('zz'); $x.root.HasAttribute('name'); $x.root.Attributes['name'].Value; $x.root.ChildNodes.Count
# expect:
# expect: True
# expect: M
# expect: 3
[xml]$y='<a xmlns="urn:x"><b/></a>'; $y.a.xmlns; $n=[System.Xml.XmlNamespaceManager]::new($y.NameTable); $n.AddNamespace('p','urn:x'); $y.SelectSingleNode('//p:b',$n).OuterXml
# expect: urn:x
# expect: <b xmlns="urn:x" />
$x.SelectNodes('//item').Count; $x.SelectNodes('//item') | % { $_.name }
# expect: 2
# expect: i1
# expect: inner
# expect: Z
$x.DocumentElement.RemoveChild($x.root.item[0]).Name; $x.OuterXml
# expect: i1
# expect: inner
# expect: <root name="M" value="M"><item name="Z"><b /></item><new name="qq" /></root>
foreach($a in $x.root.Attributes){"$($a.Name)=$($a.Value)"}
# expect: name=M
# expect: value=M
[xml]'<a><![CDATA[x<y]]></a>' | % { $_.a.'#cdata-section'; $_.a.InnerText }
# expect: x<y
# expect: x<y
try{[xml]'<a><b></a>'}catch{"$_"}
# expect: Cannot convert value "<a><b></a>" to type "System.Xml.XmlDocument". Error: "The 'b' start tag on line 1 position 5 does not match the end tag of 'a'. Line 1, position 9."
try{[xml]'hello'}catch{"$_"}
# expect: Cannot convert value "hello" to type "System.Xml.XmlDocument". Error: "The specified node cannot be inserted as the valid child of this node, because the specified node is the wrong type."
$x=[xml]'<r a="1"><k>t</k><m><n/></m><!--c--></r>'
fails {$x.r.m='q'}
# expect: Cannot set "m" because only strings can be used as values to set XmlNode properties.
fails {$x.r.zz='q'}
# expect: Exception setting "zz": "The property 'zz' cannot be found on this object. Verify that the property exists and can be set."
fails {$x.r.a='2'; $x.r.k='w'; $x.OuterXml}
# expect: <r a="2"><k>w</k><m><n /></m><!--c--></r>
fails {$x.r.SelectSingleNode('k').Value='x'}
# expect: Exception setting "Value": "Cannot set a value on node type 'Element'."
fails {$x.r.'#comment'}
# expect: c
fails {'abc'.get_Length(); ([datetime]'2020-01-02').get_Year(); [System.IO.Path]::get_DirectorySeparatorChar()}
# expect: 3
# expect: 2020
# expect: Method invocation failed because [System.IO.Path] does not contain a method named 'get_DirectorySeparatorChar'.
fails {$x.r.nope}
fails {$x.r.k.GetType().Name; $x.r.m.GetType().Name; $x.r.m.n.GetType().Name}
# expect: String
# expect: XmlElement
# expect: String
fails {$x.r.k=5; $x.r.k}
# expect: 5
fails {$x.r.a=$null; $x.OuterXml}
# expect: <r a=""><k>5</k><m><n /></m><!--c--></r>
$x=[xml]'<r a="1"><k>t</k><k>u</k></r>'
fails {$x.r.k='q'; $x.OuterXml}
# expect: Cannot set "k" because only strings can be used as values to set XmlNode properties.
fails {$x.r.RemoveAttribute('a'); $x.OuterXml}
# expect: <r><k>t</k><k>u</k></r>
[xml]$y='<p xmlns="urn:x" xmlns:z="urn:z"><b z:q="1">t</b></p>'
fails {$e=$y.CreateElement('N',$y.DocumentElement.NamespaceURI); $e.InnerText='v'; [void]$y.DocumentElement.AppendChild($e); $y.OuterXml}
# expect: <p xmlns="urn:x" xmlns:z="urn:z"><b z:q="1">t</b><N>v</N></p>
fails {$e=$y.CreateElement('N2'); [void]$y.DocumentElement.AppendChild($e); $y.OuterXml}
# expect: <p xmlns="urn:x" xmlns:z="urn:z"><b z:q="1">t</b><N>v</N><N2 xmlns="" /></p>
$x=[xml]'<r a="1"><k>t</k><k>u</k></r>'
fails {$a=$x.CreateAttribute('b'); $a.Value='2<'; [void]$x.r.Attributes.Append($a); $x.OuterXml}
# expect: <r a="1" b="2&lt;"><k>t</k><k>u</k></r>
fails {$a=$x.CreateAttribute('b'); $a.Value='3'; [void]$x.r.SetAttributeNode($a); $x.OuterXml}
# expect: <r a="1" b="3"><k>t</k><k>u</k></r>
fails {[void]$x.r.Attributes.RemoveNamedItem('b'); $x.r.Attributes.Count; $x.OuterXml}
# expect: 1
# expect: <r a="1"><k>t</k><k>u</k></r>
fails {$x.r.Attributes.GetNamedItem('a').Value; $x.r.GetAttributeNode('a').Value; $x.r.Attributes[0].Name; $null -eq $x.r.Attributes['zz']}
# expect: 1
# expect: 1
# expect: a
# expect: True
fails {$x.r.ChildNodes.Item(1).InnerText; $x.r.ChildNodes[0].InnerText; $x.SelectNodes('//k').Item(0).InnerText}
# expect: u
# expect: t
# expect: t
fails {[void]$x.r.AppendChild($x.CreateTextNode('A')); [void]$x.r.AppendChild($x.CreateTextNode('B')); $x.OuterXml; $x.r.ChildNodes.Count}
# expect: <r a="1"><k>t</k><k>u</k>AB</r>
# expect: 4
fails {[void]$x.AppendChild($x.CreateElement('r2'))}
# expect: Exception calling "AppendChild" with "1" argument(s): "This document already has a 'DocumentElement' node."
fails {$n=$x.ImportNode(([xml]'<q><w/></q>').DocumentElement,$true); [void]$x.r.PrependChild($n); $x.OuterXml}
# expect: <r a="1"><q><w /></q><k>t</k><k>u</k>AB</r>
fails {foreach($n in $x.r.ChildNodes){$n.Name}}
# expect: q
# expect: k
# expect: k
# expect: #text
# expect: #text
fails {$x.r.k | % {"[$_]"}}
# expect: [t]
# expect: [u]
fails {$x.r.ParentNode.GetType().Name; $x.SelectSingleNode('//w').ParentNode.Name}
# expect: XmlDocument
# expect: q
fails {@($x.GetElementsByTagName('k')).Count; $x.SelectNodes('//none').Count}
# expect: 2
# expect: 0
fails {$d=[System.Xml.XmlDocument]::new(); $h=$d.CreateXmlDeclaration('1.0','utf-8',$null); [void]$d.AppendChild($h); $e=$d.AppendChild($d.CreateElement('root')); $e.SetAttribute('z','1'); $d.OuterXml; $d.InnerXml}
# expect: <?xml version="1.0" encoding="utf-8"?><root z="1" />
# expect: <?xml version="1.0" encoding="utf-8"?><root z="1" />
fails {$x.r.SetAttribute('a',5); $x.r.a; $x.r.a.GetType().Name}
# expect: 5
# expect: String
fails {$w=[IO.StringWriter]::new(); $x.Save($w); $w.ToString()}
# expect: <?xml version="1.0" encoding="utf-16"?>
# expect: <r a="5">
# expect:   <q>
# expect:     <w />
# expect:   </q>
# expect:   <k>t</k>
# expect:   <k>u</k>AB</r>
fails {[void]$x.r.RemoveAllAttributes; $x.r.Attributes.RemoveAll(); $x.OuterXml}
# expect: <r><q><w /></q><k>t</k><k>u</k>AB</r>
fails {[xml]$z="<a>`n <b/>`n</a>"; $z.OuterXml; $z.a.ChildNodes.Count}
# expect: <a><b /></a>
# expect: 1
fails {[xml]$z=[string[]]('<a>','<b/>','</a>'); $z.OuterXml}
# expect: <a><b /></a>
fails {$z=[xml]'<a><?php hi?><!-- c --></a>'; $z.a.php; $z.a.'#comment'; $z.OuterXml}
# expect: hi
# expect:  c
# expect: <a><?php hi?><!-- c --></a>
fails {$z=[xml]'<?xml version="1.0" encoding="utf-8"?><a>&lt;&amp;&#65;</a>'; $z.a; $z.xml; $z.OuterXml}
# expect: <&A
# expect: version="1.0" encoding="utf-8"
# expect: <?xml version="1.0" encoding="utf-8"?><a>&lt;&amp;A</a>
fails {$x.r.HasChildNodes; $x.r.FirstChild.Name; $x.r.LastChild.Value; $x.r.k.Count; $x.r.k[0]}
# expect: True
# expect: q
# expect: B
# expect: 2
# expect: t
