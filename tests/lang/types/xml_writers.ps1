# XmlWriter, XmlTextWriter and XmlWriterSettings
function try_it([scriptblock]$code) { try { & $code | ForEach-Object { if ($null -eq $_) { '<null>' } else { [string]$_ } } } catch { $_.Exception.Message } }

try_it { $s=[IO.StringWriter]::new();$w=[Xml.XmlTextWriter]::new($s);$w.Formatting='Indented';$w.WriteStartElement('a');$w.WriteAttributeString('k','v');$w.WriteElementString('b','1');$w.WriteEndElement();$w.Flush();$s.ToString() }
# expect: <a k="v">
# expect:   <b>1</b>
# expect: </a>
try_it { $s=[Text.StringBuilder]::new();$o=[Xml.XmlWriterSettings]::new();$o.Indent=$true;$o.OmitXmlDeclaration=$true;$w=[Xml.XmlWriter]::Create($s,$o);$w.WriteStartDocument();$w.WriteStartElement('a');$w.WriteString('x<y');$w.WriteEndElement();$w.WriteEndDocument();$w.Close();$s.ToString() }
# expect: <a>x&lt;y</a>
try_it { $s=[Text.StringBuilder]::new();$w=[Xml.XmlWriter]::Create($s);$w.WriteStartElement('a');$w.WriteStartElement('b');$w.WriteEndElement();$w.WriteComment('c');$w.WriteCData('d');$w.WriteFullEndElement();$w.Close();$s.ToString() }
# expect: <?xml version="1.0" encoding="utf-16"?><a><b /><!--c--><![CDATA[d]]></a>
try_it { $s=[Text.StringBuilder]::new();$o=[Xml.XmlWriterSettings]::new();$o.Indent=$true;$o.IndentChars='    ';$w=[Xml.XmlWriter]::Create($s,$o);$w.WriteStartDocument();$w.WriteComment('top');$w.WriteStartElement('a');$w.WriteStartElement('b');$w.WriteElementString('c','t');$w.WriteElementString('d','');$w.WriteEndElement();$w.WriteEndElement();$w.Close();$s.ToString() }
# expect: <?xml version="1.0" encoding="utf-16"?>
# expect: <!--top-->
# expect: <a>
# expect:     <b>
# expect:         <c>t</c>
# expect:         <d />
# expect:     </b>
# expect: </a>
try_it { $s=[Text.StringBuilder]::new();$o=[Xml.XmlWriterSettings]::new();$o.Indent=$true;$w=[Xml.XmlWriter]::Create($s,$o);([xml]'<a><b/></a>').Save($w);$w.Close();$s.ToString() }
# expect: <?xml version="1.0" encoding="utf-16"?>
# expect: <a>
# expect:   <b />
# expect: </a>
try_it { $s=[IO.StringWriter]::new();$w=[Xml.XmlTextWriter]::new($s);$w.Formatting=[Xml.Formatting]::Indented;([xml]'<a><b/></a>').WriteTo($w);$s.ToString() }
# expect: <a>
# expect:   <b />
# expect: </a>
try_it { $s=[IO.StringWriter]::new();$w=[Xml.XmlTextWriter]::new($s);$w.WriteStartDocument();$w.WriteStartElement('a');$w.WriteEndElement();$w.WriteEndDocument();$w.Flush();$s.ToString() }
# expect: <?xml version="1.0" encoding="utf-16"?><a />
try_it { $s=[Text.StringBuilder]::new();$w=[Xml.XmlWriter]::Create($s);$w.WriteStartElement('p','a','urn:p');$w.WriteEndElement();$w.Flush();$s.ToString() }
# expect: <?xml version="1.0" encoding="utf-16"?><p:a xmlns:p="urn:p" />
try_it { $m=[IO.MemoryStream]::new();$w=[Xml.XmlWriter]::Create($m);$w.WriteStartElement('a');$w.WriteEndElement();$w.Flush();[Text.Encoding]::UTF8.GetString($m.ToArray()).TrimStart([char]0xfeff) }
# expect: <?xml version="1.0" encoding="utf-8"?><a />
try_it { $o=[Xml.XmlWriterSettings]::new();$o.Indent;$o.OmitXmlDeclaration;$o.IndentChars;$o.Encoding.WebName }
# expect: False
# expect: False
# expect:   
# expect: utf-8
try_it { $s=[Text.StringBuilder]::new();$w=[Xml.XmlWriter]::Create($s);$w.WriteStartElement('a');$w.WriteAttributeString('k','a"b<c');$w.WriteString('"q" & r');$w.Dispose();$s.ToString() }
# expect: <?xml version="1.0" encoding="utf-16"?><a k="a&quot;b&lt;c">"q" &amp; r</a>
