extension ExpressionVector {
  static let functions = lines(
    #"""
    sum(1, 2, 3) -> 6
    sum({numbers}) -> 6
    sum({numbers}, 4, [5, 6]) -> 21
    sum({written}) -> 27.5
    sum(0.1, 0.2, 0.3) -> 0.6
    sum({missing}) -> 0
    sum({yes}, 2) -> 3
    sum({genres}, 2) !> 2
    min({numbers}) -> 1
    min(4, '2', 3) -> 2
    min({missing}) -> null
    min('b', 'a') -> "a"
    max({numbers}) -> 3
    max({written}) -> 10
    max({missing}, 1) -> 1
    max([]) -> null
    count({genres}) -> 3
    count({genres}, {name}, {missing}) -> 4
    count({missing}) -> 0
    count([]) -> 0
    avg({numbers}) -> 2
    avg(1, 2) -> 1.5
    avg({written}) -> 9.166666666666666
    avg({missing}) -> 0
    avg('x', 4) !> 4
    round(2.5) -> 3
    round(-2.5) -> -3
    round(2.4) -> 2
    round(1.005, 2) -> 1.01
    round(1234.5, -2) -> 1200
    round({price}) -> 13
    round({half}) -> 1
    round(3.14159, 3) -> 3.142
    round('x') -> null
    round({missing}) -> null
    round({missing}, 2) !> null
    round(1, 400) -> null
    trunc(2.9) -> 2
    trunc(-2.9) -> -2
    trunc(3.14159, 2) -> 3.14
    trunc({price}) -> 12
    trunc(7, 2) -> 7
    trunc('x') -> null
    trunc(-1.55, 1) -> -1.5
    sumInArray({books}, 'pages') -> 350
    sumInArray({books}, 'pages', {read} = true) -> 100
    sumInArray({books}, 'pages', '{read} = false') -> 250
    sumInArray({books}, 'pages', {year} > {missing}) -> 0
    sumInArray({books}, 'nothing') -> 0
    sumInArray({missing}, 'pages') -> 0
    sumInArray({genres}, 'pages') -> 0
    sumInArray({scores}, 'points') -> 8
    sumInArray({scores}, 'points', {points} > {numbers[0]}) -> 5
    minInArray({books}, 'year') -> 1999
    minInArray({books}, 'pages') -> 100
    minInArray({books}, 'pages', 'title') -> "Tides"
    minInArray({books}, 'year', 'title', {read} = false) -> "Moss"
    minInArray({missing}, 'year') -> null
    maxInArray({books}, 'year') -> 2011
    maxInArray({books}, 'year', {year} < 2010) -> 2005
    maxInArray({books}, 'year', 'title') -> "Salt"
    maxInArray({scores}, 'points') -> 5
    maxInArray({books}, 'title') -> null
    countInArray({books}, 'title') -> 3
    countInArray({books}, 'pages') -> 2
    countInArray({books}, 'title', {read} = true) -> 2
    countInArray({books}, 'title', {read} = true and {year} > 2000) -> 1
    countInArray({missing}, 'title') -> 0
    avgInArray({books}, 'pages') -> 175
    avgInArray({books}, 'year', {read} = true) -> 2005
    avgInArray({missing}, 'pages') -> 0
    iif({count} > 5, 'many', 'few') -> "many"
    iif({count} > 50, 'many', 'few') -> "few"
    iif({missing}, 1, 2) -> 2
    iif({name}, 1, 2) -> 1
    iif(false, 1) -> null
    iif(true, {genres}, 2) -> ["poetry", "essays", "Crime"]
    iif({count} > 5, iif({age} > 50, 'a', 'b'), 'c') -> "b"
    iif({count} = 7, 1, 2) + iif({age} = 34, 10, 20) -> 11
    iif([], 1, 2) -> 1
    displayValue('name') -> "Mira of Oslo"
    displayValue("genres") -> "Poetry, Essays"
    displayValue('missing') -> null
    displayValue('name') + '!' -> "Mira of Oslo!"
    substring({name}, 1) -> "ira"
    substring({name}, 1, 3) -> "ir"
    substring({name}, 3, 1) -> "ir"
    substring({name}, -5, 2) -> "Mi"
    substring({name}, 0, 99) -> "Mira"
    substring({name}, 9) -> ""
    substring({missing}, 1) -> ""
    substring({name}, 'x') -> ""
    substring({zip}, 0, 2) -> "00"
    substring({count}, 0, 1) !> "7"
    """#
  )

  static let dates = lines(
    #"""
    today() -> "@2026-11-29"
    today(1) -> "@2026-11-30"
    today(-29) -> "@2026-10-31"
    today(40) -> "@2027-01-08"
    currentDate() -> "@2026-11-29T06:30:15.250Z"
    currentDate() > today() -> true
    currentYear() -> 2026
    getDate('2026-02-28') -> "@2026-02-28"
    getDate('2026-02-28T23:30') -> "@2026-02-28T23:30:00Z"
    getDate('2026-02-28T23:30:10.5Z') -> "@2026-02-28T23:30:10.500Z"
    getDate('2026-02-28T23:30:00+02:00') -> "@2026-02-28T21:30:00Z"
    getDate('2026-02') -> "@2026-02-01"
    getDate('2026-02-30') !> null
    getDate({bad}) -> null
    getDate({missing}) -> null
    getDate('soon') -> null
    getDate(86400000) -> "@1970-01-02"
    getDate(99999999999999999) -> null
    getYear({born}) -> 1990
    getYear({missing}) -> null
    year({born}) -> 1990
    year() -> 2026
    month({born}) -> 5
    month() -> 11
    day({born}) -> 17
    day() -> 29
    weekday({born}) -> 4
    weekday() -> 0
    weekday('1969-12-31') -> 3
    year({missing}) -> 2026
    year({bad}) -> null
    age({born}) -> 36
    age('1990-11-29') -> 36
    age('1990-11-30') -> 35
    age('1990-12-01') -> 35
    age({born}, 'months') -> 438
    age('2026-11-30') -> 0
    age('2027-11-29') -> -1
    age({missing}) -> null
    age({bad}) !> null
    age({leap}) -> 2
    dateDiff('2026-01-01', '2026-03-01') -> 59
    dateDiff('2026-03-01', '2026-01-01') -> 59
    dateDiff('2026-01-31', '2026-03-01', 'months') -> 1
    dateDiff('2020-02-29', '2026-02-28', 'years') -> 5
    dateDiff('2020-02-29', '2026-03-01', 'years') -> 6
    dateDiff('2026-01-01', '2026-01-03', 'days') -> 2
    dateDiff('2026-01-01T10:00', '2026-01-01T12:30', 'hours') -> 3
    dateDiff('2026-01-01T10:00', '2026-01-01T12:30', 'minutes') -> 150
    dateDiff('2026-01-01T10:00', '2026-01-01T10:00:30', 'seconds') -> 30
    dateDiff({born}, {missing}) -> null
    dateDiff({born}, {bad}) -> null
    diffDays('2026-11-01', '2026-11-29') -> 28
    diffDays({born}, {born}) -> 0
    dateAdd('2026-01-30', 3) -> "@2026-02-02"
    dateAdd('2026-01-30', -30, 'days') -> "@2025-12-31"
    dateAdd('2026-01-31', 1, 'months') -> "@2026-03-03"
    dateAdd('2024-02-29', 1, 'years') -> "@2025-03-01"
    dateAdd('2026-01-01', 36, 'hours') -> "@2026-01-02T12:00:00Z"
    dateAdd('2026-01-01', 90, 'minutes') -> "@2026-01-01T01:30:00Z"
    dateAdd('2026-01-01', 61, 'seconds') -> "@2026-01-01T00:01:01Z"
    dateAdd('2026-11-15', -13, 'months') -> "@2025-10-15"
    dateAdd({born}, 0) !> "@1990-05-17"
    dateAdd({missing}, 1) -> null
    dateAdd({born}, {missing}) -> null
    dateAdd({born}, 1000000000000) -> null
    year(dateAdd({born}, 18, 'years')) -> 2008
    {born} < '2000-01-01' -> true
    {born} = '1990-05-17' -> true
    {born} < today() -> true
    {born} = getDate('1990-05-17') -> true
    getDate({born}) = '1990-05-17' -> true
    getDate({seen}) = '2026-11-29' -> true
    getDate({seen}) = '2026-11-29T10' -> false
    getDate({seen}) = '2026-11-29T10:30' -> true
    getDate({seen}) > '2026-11-29' -> false
    '2026-11-29' = today() -> true
    '2026-11-29' < currentDate() -> true
    {seen} > currentDate() -> true
    {bad} = today() -> false
    {bad} > today() -> false
    {bad} < today() -> false
    {bad} <> today() -> true
    {missing} < today() -> false
    today() = today() -> true
    age({born}) >= 18 and age({born}) < 40 -> true
    [today()] contains today() -> true
    """#
  )
}
