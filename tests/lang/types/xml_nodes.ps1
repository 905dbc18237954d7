# XML nodes: emptiness, namespaces, making of nodes
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { $x=[xml]'<a></a>';$x.OuterXml;$x.a.GetType().Name;$x.DocumentElement.IsEmpty }
# expect: <a></a>
# expect: String
# expect: False
try_it { $x=[xml]'<a><b></b><c/></a>';$x.OuterXml;$x.a.b;$x.a.c }
# expect: <a><b></b><c /></a>
# expect:
# expect:
try_it { $x=[xml]'<a><c>t</c></a>';$n=$x.SelectSingleNode('//c');[void]$n.ParentNode.RemoveChild($n);$x.OuterXml }
# expect: <a></a>
try_it { $x=[xml]'<a k="1"><b>1</b></a>';$x.DocumentElement.RemoveAll();$x.OuterXml }
# expect: <a></a>
try_it { $x=[xml]'<a/>';[void]$x.DocumentElement.AppendChild($x.CreateElement('b'));$x.OuterXml }
# expect: <a><b /></a>
try_it { $x=[xml]'<a/>';$e=$x.CreateElement('b');$e.InnerText='';[void]$x.DocumentElement.AppendChild($e);$x.OuterXml }
# expect: <a><b></b></a>
try_it { $x=[xml]"<a>`n <b></b>`n</a>";$x.OuterXml;$w=[IO.StringWriter]::new();$x.Save($w);$w.ToString() }
# expect: <a><b></b></a>
# expect: <?xml version="1.0" encoding="utf-16"?>
# expect: <a>
# expect:   <b>
# expect:   </b>
# expect: </a>
try_it { $x=[xml]'<a><b x="1"></b></a>';$x.OuterXml;$x.a.b.x }
# expect: <a><b x="1"></b></a>
# expect: 1
try_it { $x=[xml]'<a> </a>';$x.OuterXml }
# expect: <a></a>
try_it { $x=[xml]'<a><b/></a>';$x.a.b='t';$x.OuterXml;$x.a.b='';$x.OuterXml }
# expect: <a><b>t</b></a>
# expect: <a><b></b></a>
try_it { $x=[xml]'<a>t</a>';$x.a='';$x.OuterXml }
# expect: <a></a>
try_it { $x=[xml]'<a/>';$x.CreateElement('p','q','urn:z').OuterXml }
# expect: <p:q xmlns:p="urn:z" />
try_it { $x=[xml]'<a/>';$x.CreateElement('p:q','urn:z').OuterXml }
# expect: <p:q xmlns:p="urn:z" />
try_it { $x=[xml]'<a/>';$x.CreateAttribute('p','q','urn:z').Name }
# expect: p:q
try_it { $x=[xml]'<a/>';$x.CreateProcessingInstruction('t','d').OuterXml }
# expect: <?t d?>
try_it { $x=[xml]'<a/>';$x.CreateNode('element','n','').Name;$x.CreateNode('Text','n','').Name }
# expect: n
# expect: Exception calling "CreateNode" with "3" argument(s): "'Text' does not represent any 'XmlNodeType'."
try_it { $x=[xml]'<a/>';$x.CreateComment('x').OuterXml;$x.CreateCDataSection('x').OuterXml }
# expect: <!--x-->
# expect: <![CDATA[x]]>
try_it { $x=[xml]'<a k="1"/>';$x.a.GetAttributeNode('k').Value;$x.a.Attributes.RemoveNamedItem('k').Name;$x.OuterXml }
# expect: 1
# expect: k
# expect: <a />
try_it { $x=[xml]'<a/>';$t=$x.CreateAttribute('k');$t.Value='v';[void]$x.a.Attributes.Append($t);$x.OuterXml }
# expect: You cannot call a method on a null-valued expression.
try_it { [xml]'<a/>'|%{$_.DocumentElement.Name} }
# expect: a
try_it { $x=[xml]'<a><b>1</b></a>';$x.a.b.GetType().Name;$x.a.SelectSingleNode('b').GetType().Name }
# expect: String
# expect: XmlElement
try_it { $x=[xml]'<a/>';$x.DocumentElement.SetAttribute('k','urn:p','v');$x.OuterXml }
# expect: v
# expect: <a d1p1:k="v" xmlns:d1p1="urn:p" />
try_it { $x=[xml]'<a xmlns="urn:d"><b/></a>';$n=[Xml.XmlNamespaceManager]::new($x.NameTable);$n.AddNamespace('d','urn:d');$n.HasNamespace('d');$n.LookupNamespace('d');$x.SelectNodes('//d:b',$n).Count;$x.GetElementsByTagName('b','urn:d').Count }
# expect: True
# expect: urn:d
# expect: 1
# expect: 1
try_it { $x=[xml]'<a><b>1</b></a>';$x.Item('a').Name;$x.a.Item('b').InnerText;$x.DocumentElement['b'].InnerText }
# expect: a
# expect: 1
# expect: 1
try_it { $x=[xml]'<a><b>1</b></a>';$x.DocumentElement.ChildNodes[0].Name;$x.DocumentElement.ChildNodes.Item(0).Name }
# expect: b
# expect: b
try_it { "$(([xml]'<a><b>1</b></a>').a)" }
# expect: System.Xml.XmlElement
try_it { ([xml]'<a><b>1</b></a>').a.ToString() }
# expect: a
try_it { "$(([xml]'<a>x</a>').DocumentElement)" }
# expect: System.Xml.XmlElement
try_it { [xml]"<a>`n" }
# expect: Cannot convert value "<a>
# expect: " to type "System.Xml.XmlDocument". Error: "Unexpected end of file has occurred. The following elements are not closed: a. Line 2, position 1."
try_it { [xml]'<a><b></a>' }
# expect: Cannot convert value "<a><b></a>" to type "System.Xml.XmlDocument". Error: "The 'b' start tag on line 1 position 5 does not match the end tag of 'a'. Line 1, position 9."
try_it { [xml]'' }
# expect: System.Xml.XmlDocument
try_it { $x=[xml]'<a><!--c--><b/></a>';$x.a.'#comment';$x.SelectNodes('//comment()').Count;$x.a.ChildNodes.Count }
# expect: c
# expect: 1
# expect: 2
