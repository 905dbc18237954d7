class Animal {
    [string]$Name
    static [int]$Count = 0
    Animal([string]$name) { $this.Name = $name; [Animal]::Count++ }
    [string] Speak() { return "$($this.Name) says $($this.Sound())" }
    [string] Sound() { return 'nothing' }
}
class Dog : Animal {
    Dog([string]$name) : base($name) { }
    [string] Sound() { return 'woof' }
}
enum Level { Low = 1; High = 5 }
[Dog]::new('Rex').Speak()
[Animal]::new('It').Speak()
[Animal]::Count
[Level]::High
[int][Level]'low'
[Dog]::new('A') -is [Animal]

# expect: Rex says woof
# expect: It says nothing
# expect: 2
# expect: High
# expect: 1
# expect: True
