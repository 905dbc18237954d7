# How objects within collections are called in tables and lists: by their own ToString(), else by a name-like property

class Named { $Name = 'nn'; $v = 1 }
class Numbered { $Id = 5; $v = 1 }
class Ending { $FooName = 'q'; $v = 1 }
class Speaking { $Name = 'nn'; [string] ToString() { return 'spoken' } }
class Silent { $v = 1 }
[pscustomobject]@{ x = @([Named]::new(), [Numbered]::new(), [Ending]::new()) }
# expect:
# expect: x
# expect: -
# expect: {nn, 5, q}
[pscustomobject]@{ x = @([Speaking]::new(), [Silent]::new(), @(1, 2)) }
# expect: {spoken, Silent, 1 2}
[pscustomobject]@{ x = @([regex]::Match('a', 'a')) }
# expect: {0}
[pscustomobject]@{ x = ([xml]'<a><b/></a>').a }
# expect: a
[pscustomobject]@{ x = ([xml]'<a><b/></a>') }
# expect: #document
"$(([xml]'<a><b/></a>').a)"
# expect: System.Xml.XmlElement
# expect:
