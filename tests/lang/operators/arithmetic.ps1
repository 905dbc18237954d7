# Integers stay integers until they overflow; division gives a double where it does not come out even.
7 / 2
8 / 2
(8 / 2).GetType().Name
2147483647 + 1
(2147483647 + 1).GetType().Name
9223372036854775807 + 1
7 % 3; -7 % 3
"2" + 3; 2 + "3"
1 + 2.5d
[int]2.5; [int]3.5
1kb + 1

# expect: 3.5
# expect: 4
# expect: Int32
# expect: 2147483648
# expect: Double
# expect: 9.22337203685478E+18
# expect: 1
# expect: -1
# expect: 23
# expect: 5
# expect: 3.5
# expect: 2
# expect: 4
# expect: 1025
