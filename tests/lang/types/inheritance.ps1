class Animal {
    [string]$Name
    static [int]$Count = 0
    hidden [int]$Secret = 42
    Animal([string]$name) { $this.Name = $name; [Animal]::Count++ }
    [string] Speak() { return '...' }
    [string] Introduce() { return "$($this.Name) says $($this.Speak())" }
}
class Dog : Animal {
    [string]$Breed = 'mutt'
    Dog([string]$name) : base($name) { }
    Dog([string]$name, [string]$breed) : base($name) { $this.Breed = $breed }
    [string] Speak() { return 'Woof' }
    [string] ToString() { return "Dog:$($this.Name)" }
}
class Puppy : Dog {
    Puppy([string]$name) : base($name, 'pup') { }
    [string] Speak() { return ([Dog]$this).Speak() + '!' }
}
[Dog]::new('Rex').Introduce()
[Puppy]::new('Bit').Introduce()
[Puppy]::new('Bit').Breed
[Animal]::Count
# expect: Rex says Woof
# expect: Bit says Woof!
# expect: pup
# expect: 3

$dog = [Dog]::new('Ann')
"$dog"
$dog -is [Animal]
$dog.Secret
[Dog].BaseType.Name
# expect: Dog:Ann
# expect: True
# expect: 42
# expect: Animal

# an error in a method ends the method
class Careful { [string] Try() { try { throw 'x' } catch { return "caught $_" }; return 'never' } [void] Fail() { 1 / 0 } }
[Careful]::new().Try()
try { [Careful]::new().Fail() } catch { $_.Exception.Message }
# expect: caught x
# expect: Attempted to divide by zero.

# derived properties are set before the base's constructor runs
class Base { [int]$X = 5; Base() { $this.X = 9 } }
class Derived : Base { [int]$Y = $this.X + 1 }
$d = [Derived]::new()
"$($d.X) $($d.Y)"
# expect: 9 1

# exceptions of one's own
class CodedError : System.Exception { [int]$Code; CodedError([string]$message, [int]$code) : base($message) { $this.Code = $code } }
try { throw [CodedError]::new('bad', 7) } catch [CodedError] { "$($_.Exception.Code) $($_.Exception.Message) $($_.FullyQualifiedErrorId)" }
# expect: 7 bad bad

# the engine compares by Equals and CompareTo
class Point { [int]$X; Point([int]$x) { $this.X = $x } [bool] Equals([object]$o) { return $o.X -eq $this.X } [int] GetHashCode() { return $this.X } }
[Point]::new(1) -eq [Point]::new(1)
@([Point]::new(2)) -contains [Point]::new(2)
# expect: True
# expect: True

class Size : System.IComparable { [int]$V; Size([int]$v) { $this.V = $v } [int] CompareTo([object]$o) { return $this.V - $o.V } }
[Size]::new(1) -lt [Size]::new(2)
# expect: True

# conversion from a hashtable and from text
class Setting { [string]$Key; [int]$Value = 1 }
$s = [Setting]@{ Key = 'k'; Value = '5' }
"$($s.Key)=$($s.Value)"
try { [Setting]@{ Nope = 1 } } catch { $_.FullyQualifiedErrorId }
# expect: k=5
# expect: ObjectCreationError
