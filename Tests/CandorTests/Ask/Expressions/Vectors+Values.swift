extension ExpressionVector {
  static let literals = lines(
    #"""
    7 -> 7
    7.25 -> 7.25
    0 -> 0
    0.5 -> 0.5
    -4 -> -4
    -0.25 -> -0.25
    0x1F !> 31
    0x10 -> 16
    'poetry' -> "poetry"
    "poetry" -> "poetry"
    '' -> ""
    "" -> ""
    'it\'s' -> "it's"
    "say \"yes\"" -> "say \"yes\""
    'a\nb' -> "a\\nb"
    'say "yes"' !> "say \"yes\""
    '7' -> "7"
    'true' -> "true"
    'naïve café' -> "naïve café"
    true -> true
    FALSE -> false
    True -> true
    null -> null
    undefined -> null
    poetry -> "poetry"
    item1 -> "item1"
    a1b2 -> "a1b2"
    [] -> []
    [1, 'two', true] -> [1, "two", true]
    [ 1 ,2 ] -> [1, 2]
    [[1, 2], [3]] -> [[1, 2], [3]]
    [1 + 1, {count}] -> [2, 7]
    (7) -> 7
    ((('x'))) -> "x"
    """#
  )

  static let variables = lines(
    #"""
    {name} -> "Mira"
    {NAME} -> "Mira"
    { name } !> "Mira"
    {age} -> 34
    {#age} -> "34"
    {zip} -> "00123"
    {card} -> "4791234567890123"
    {price} -> 12.5
    {#price} -> "12,50"
    {hex} -> 16
    {word} -> true
    {#word} -> "TRUE"
    {quoted} -> "x"
    {#quoted} -> "'x'"
    {minus} -> -3
    {yes} -> true
    {zero} -> 0
    {missing} -> null
    {missing.city} -> null
    {genres} -> ["poetry", "essays", "Crime"]
    {genres[0]} -> "poetry"
    {genres[2]} -> "Crime"
    {genres[-1]} -> "Crime"
    {genres[3]} -> null
    {genres[-4]} -> null
    {genres.length} -> 3
    {none.length} -> 0
    {missing.length} -> 0
    {name.length} -> 4
    {count.length} -> 0
    {pairs[1]} -> ["b", "c"]
    {pairs[1][0]} !> "b"
    {address} -> {"city": "Bergen", "zip": "5003", "lines": ["x", "y"]}
    {address.city} -> "Bergen"
    {address.CITY} -> "Bergen"
    {address.zip} -> 5003
    {#address.zip} -> "5003"
    {address.street} -> null
    {address.lines[1]} -> "y"
    {books[0].title} -> "Tides"
    {books[1].pages} -> 250
    {books[2].pages} -> null
    {books[9].title} -> null
    {a.b} -> "dotted"
    {scores.plot.points} -> 3
    {mixed case} -> "kept"
    {name-Comment} -> "hm"
    {name[0]} -> null
    {genres[x]} -> null
    {written} -> ["10", "9", "8.5"]
    {written[1]} -> 9
    """#
  )

  static let arithmetic = lines(
    #"""
    1 + 2 -> 3
    1 - 2 -> -1
    1 -2 -> -1
    {count}-2 -> 5
    6 * 7 -> 42
    7 / 2 -> 3.5
    7 % 4 -> 3
    -7 % 4 -> -3
    7.5 % 2 -> 1.5
    2 ^ 10 -> 1024
    2 power 3 -> 8
    2 POWER 3 -> 8
    2 ^ 3 ^ 2 -> 64
    2 ^ -1 -> 0.5
    -2 ^ 2 -> 4
    9 ^ 0.5 -> 3
    1 + 2 * 3 -> 7
    (1 + 2) * 3 -> 9
    2 * 3 ^ 2 -> 18
    10 - 3 - 2 -> 5
    100 / 10 / 2 -> 5
    20 % 7 * 2 -> 12
    0.1 + 0.2 -> 0.3
    0.3 - 0.1 -> 0.2
    1.1 * 1.1 -> 1.21
    0.7 * 3 -> 2.1
    1.005 + 0.005 -> 1.01
    {count} + 1 -> 8
    {age} + 1 -> 35
    {age} + {count} -> 41
    {#age} + {count} -> "347"
    '1' + 2 -> "12"
    '3' * 2 -> 6
    '7' - 2 -> 5
    {price} * 2 -> 25
    {missing} + 5 -> 5
    5 + {missing} -> 5
    5 - {missing} -> 5
    {missing} - 5 -> -5
    {missing} * 5 -> 0
    {missing} + {missing} -> 0
    {missing} / 5 -> 0
    {missing} + 'x' -> "x"
    'x' + {missing} -> "x"
    {blank} + 5 -> 5
    {name} + '!' -> "Mira!"
    'a' + 'b' + 'c' -> "abc"
    {yes} + 1 -> 2
    {name} + 1 -> "Mira1"
    {genres} + '!' -> "poetry, essays, Crime!"
    'I like ' + {genres} -> "I like poetry, essays, Crime"
    {numbers} + {none} -> [3, 1, 2]
    {numbers} + {genres} -> [3, 1, 2, "poetry", "essays", "Crime"]
    {numbers} + 10 -> 16
    10 + {numbers} -> 16
    [1, 2] + [3] -> [1, 2, 3]
    1 / 0 -> null
    1 % 0 -> null
    0 / 0 -> null
    {count} / {zero} -> null
    {count} / {missing} -> null
    0 ^ -1 !> null
    -8 ^ 0.5 -> null
    10 ^ 400 !> null
    {name} * 2 -> null
    {name} - 2 -> null
    {address} + 1 !> null
    (1 / 0) + 1 -> 1
    {yes} * 3 -> 3
    1 + 2 = 3 -> true
    2 * 3 > 5 -> true
    9007199254740991 + 1 -> 9007199254740992
    """#
  )
}
