extension ExpressionVector {
  static let comparison = lines(
    #"""
    1 = 1 -> true
    1 == 1 -> true
    1 equal 1 -> true
    1 equals 1 -> true
    1 = 2 -> false
    1 != 2 -> true
    1 <> 2 -> true
    1 notequal 2 -> true
    1 notequals 2 -> true
    1 NotEqual 1 -> false
    1 < 2 -> true
    1 less 2 -> true
    2 < 2 -> false
    2 <= 2 -> true
    2 =< 2 -> true
    2 lessorequal 1 -> false
    3 > 2 -> true
    3 greater 2 -> true
    2 > 2 -> false
    2 >= 2 -> true
    2 => 3 -> false
    2 greaterorequal 2 -> true
    1 < 2 < 3 -> true
    3 > 2 > 1 -> false
    {name} = 'Mira' -> true
    {name} = 'mira' -> true
    {name} = mira -> true
    {name} = ' MIRA ' -> true
    {city} = 'oslo' -> true
    {name} <> 'Ada' -> true
    {name} = 'Mir' -> false
    {age} = 34 -> true
    {age} = '34' -> true
    {#age} = 34 -> true
    {#age} = '34' -> true
    {#age} = '34.0' -> false
    {age} = '34.0' -> true
    {age} > 9 -> true
    {#age} > 9 -> true
    '10' > '9' -> false
    '10' > 9 -> true
    {count} >= 7 -> true
    {zip} = '00123' -> true
    {zip} = 123 -> true
    {zip} = '123' -> false
    {half} = 0.5 -> true
    {half} < 1 -> true
    {yes} = true -> true
    {yes} = 'true' -> true
    {yes} = 'TRUE' -> true
    {yes} = 1 -> true
    {yes} = '1' -> false
    {no} = false -> true
    {no} = 0 -> true
    {no} = 'false' -> true
    {word} = true -> true
    {yes} = {no} -> false
    {yes} > {no} -> true
    {zero} = 0 -> true
    {zero} = {missing} -> false
    {zero} = '' -> false
    {no} = {missing} -> false
    {missing} = '' -> true
    '' = {missing} -> true
    {missing} = {blank} -> true
    {missing} = null -> true
    {missing} = undefined -> true
    {missing} = {other} -> true
    {missing} != {other} -> false
    {missing} = {none} !> true
    {blank} = [] !> true
    {missing} = {hollow} !> true
    {missing} = 'x' -> false
    {missing} <> 'x' -> true
    {missing} > 1 -> false
    {missing} < 1 -> false
    {missing} >= {other} -> true
    {missing} <= 0 -> false
    {missing} > -1 -> false
    {blank} > -1 -> true
    {name} > 5 -> false
    {name} < 5 -> false
    'b' > 'a' -> true
    'B' < 'a' -> true
    'a' >= 'A' -> true
    'abc' < 'abd' -> true
    {genres} = ['poetry', 'essays', 'crime'] -> true
    {genres} = ['crime', 'poetry', 'essays'] -> true
    {genres} = ['essays', 'poetry', 'Crime'] -> true
    {genres} = ['poetry', 'essays'] -> false
    {genres} <> ['poetry'] -> true
    {genres} = 'poetry' -> false
    {numbers} = [1, 2, 3] -> true
    {numbers} = ['2', '3', '1'] -> true
    {written} = [9, 10, 8.5] -> true
    [1, 1, 2] = [1, 2, 2] -> false
    {ranking} = ['c', 'a', 'b'] -> true
    {ranking} = ['a', 'b', 'c'] -> false
    ['a', 'b', 'c'] = {ranking} -> false
    {ranking} <> ['a', 'b', 'c'] -> true
    {ranking} contains ['a', 'b', 'c'] -> true
    {pairs} = [['a'], ['c', 'b']] -> true
    {pairs} = [['a'], ['c', 'd']] -> false
    {none} = [] -> true
    {address} = {address} -> true
    {address} = {scores} -> false
    {name} empty -> false
    {name} notempty -> true
    {missing} empty -> true
    {missing} EMPTY -> true
    {missing} notempty -> false
    {blank} empty -> true
    {none} empty -> true
    {hollow} empty -> true
    {address} empty -> false
    {zero} empty -> false
    {no} empty -> false
    {no} notempty -> true
    '' empty -> true
    5 notempty -> true
    {name} = abc empty -> false
    {missing} empty and {name} notempty -> true
    {missing} empty = true -> true
    !true -> false
    !false -> true
    !{missing} -> true
    !{name} -> false
    !{zero} -> true
    !{none} -> false
    ! {name} empty -> true
    !({count} > 5) -> false
    !!{name} -> true
    negate {yes} -> false
    Negate {no} -> true
    negate ({count} = 7) -> false
    negate({count} = 7) !> false
    not {yes} !> false
    not({yes} and {no}) !> true
    !{yes} = false -> true
    true and true -> true
    true and false -> false
    true && true -> true
    true AND false -> false
    false or true -> true
    false || false -> false
    false OR true -> true
    true or false and false -> true
    (true or false) and false -> false
    1 = 1 and 2 = 2 and 3 = 4 -> false
    1 = 2 or 2 = 3 or 3 = 3 -> true
    {count} > 5 and {age} < 40 or {name} = 'Ada' -> true
    {name} and {count} -> 7
    {missing} and {count} -> 0
    {missing} or {count} -> 7
    {missing} or 'x' -> "x"
    {missing} or {other} -> 0
    {zero} or {blank} -> 0
    {name} or {count} -> "Mira"
    {name} = 'Mira' and({count} = 7) -> true
    {count}=7and{age}=34 -> true
    """#
  )

  static let lists = lines(
    #"""
    {genres} contains 'poetry' -> true
    {genres} contain 'poetry' -> true
    {genres} *= 'poetry' -> true
    {genres}*='crime' -> true
    {genres} CONTAINS 'CRIME' -> true
    {genres} contains 'poet' -> false
    {genres} contains ['poetry', 'crime'] -> true
    {genres} contains ['poetry', 'sport'] -> false
    {genres} contains [] -> true
    {genres} contains {missing} -> false
    {genres} notcontains 'sport' -> true
    {genres} notcontain 'poetry' -> false
    {genres} notcontains ['poetry', 'sport'] -> true
    {genres} notcontains ['poetry', 'essays'] -> false
    {missing} contains 'x' -> false
    {missing} notcontains 'x' -> true
    {missing} notcontains {other} -> false
    {none} contains 'x' -> false
    {none} notcontains 'x' -> true
    {blank} contains 'x' -> false
    {blank} notcontains 'x' -> true
    {name} contains 'ir' -> true
    {name} contains 'IR' -> true
    {name} contains 'x' -> false
    {name} notcontains 'x' -> true
    {name} notcontains 'ir' -> false
    {name} contains '' -> false
    {name} contains {missing} -> false
    {long} contains 'brown fox' -> true
    {count} contains 7 -> true
    {card} contains '1234' -> true
    {numbers} contains 1 -> true
    {numbers} contains '1' -> true
    {numbers} contains 4 -> false
    {written} contains 9 -> true
    {written} contains '9.0' -> false
    {mixed} contains true -> true
    {mixed} contains 'true' -> true
    {mixed} contains '1' -> true
    {mixed} contains 'ONE' -> true
    {mixed} contains false -> false
    {zero} contains 0 -> false
    {no} contains 'als' -> true
    ['poetry', 'prose'] contains {genres[0]} -> true
    {genres} anyof ['sport', 'crime'] -> true
    {genres} anyof ['sport', 'food'] -> false
    {genres} anyof 'poetry' -> true
    {genres} anyof [] -> true
    {genres} ANYOF ['poetry'] -> true
    {missing} anyof ['a'] -> false
    {missing} anyof [] -> true
    {missing} anyof {other} -> true
    {none} anyof ['a'] -> false
    {name} anyof ['mira', 'ada'] -> true
    {name} anyof ['ada'] -> false
    {count} anyof [6, 7] -> true
    {count} anyof ['7'] -> true
    {name} anyof 'miranda' -> true
    {genres} allof ['poetry', 'crime'] -> true
    {genres} allof ['poetry', 'sport'] -> false
    {genres} allof 'poetry' -> true
    {genres} allof [] -> true
    {missing} allof ['a'] -> false
    {missing} allof [] -> true
    {none} allof ['a'] -> false
    {name} allof ['mi', 'ra'] -> true
    {zero} allof [0] -> false
    {numbers} allof ['1', 2] -> true
    {genres} noneof ['sport', 'food'] -> true
    {genres} noneof ['sport', 'crime'] -> false
    {missing} noneof ['a'] -> true
    {genres} contains 'poetry' = true -> true
    {genres} contains 'poetry' and {numbers} contains 3 -> true
    1 + {numbers} contains 3 -> 2
    {pairs} contains ['a'] -> false
    """#
  )
}
