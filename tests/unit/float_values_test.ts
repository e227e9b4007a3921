// float: operators, methods, conversions, formats and error texts, as CPython 3.13 has them.

import { check } from "./scalar_support.ts";

Deno.test("float", () => {
  check([
    ["0.0**-1", "ZeroDivisionError: 0.0 cannot be raised to a negative power"],
    ["(-8)**0.5", "(1.7319121124709868e-16+2.8284271247461903j)"],
    ["pow(2,3,1.0)", "TypeError: pow() 3rd argument not allowed unless all arguments are integers"],
    ["pow(2.0,3,1)", "TypeError: pow() 3rd argument not allowed unless all arguments are integers"],
    ["1.0//0", "ZeroDivisionError: float floor division by zero"],
    ["1.0%0", "ZeroDivisionError: float modulo by zero"],
    ["divmod(1.0,0)", "ZeroDivisionError: float divmod()"],
    ["1.0/0", "ZeroDivisionError: float division by zero"],
    ["10.0**400", "OverflowError: (34, 'Numerical result out of range')"],
    ["float('x')", "ValueError: could not convert string to float: 'x'"],
    ["float([])", "TypeError: float() argument must be a string or a real number, not 'list'"],
    ["float(10**400)", "OverflowError: int too large to convert to float"],
    ["float(1,2)", "TypeError: float expected at most 1 argument, got 2"],
    ["float(x=1)", "TypeError: float() takes no keyword arguments"],
    ["float.fromhex('zz')", "ValueError: invalid hexadecimal floating-point string"],
    ["float.fromhex(5)", "TypeError: bad argument type for built-in operation"],
    ["float.__getformat__('double')", "'IEEE, little-endian'"],
    [
      "float.__getformat__('x')",
      "ValueError: __getformat__() argument 1 must be 'double' or 'float'",
    ],
    ["(1.5).__round__('a')", "TypeError: 'str' object cannot be interpreted as an integer"],
    ["round(1.5,None)", "2"],
    ["round(1e308,-308)", "1e+308"],
    ["round(float('nan'))", "ValueError: cannot convert float NaN to integer"],
    ["round(float('inf'))", "OverflowError: cannot convert float infinity to integer"],
    ["round(1.5,400)", "1.5"],
    ["(1.5).__format__(3)", "TypeError: __format__() argument must be str, not int"],
    ["(1.5).is_integer()", "False"],
    ["float(memoryview(b'12'))", "12.0"],
    ["int(float('nan'))", "ValueError: cannot convert float NaN to integer"],
    ["float('inf').as_integer_ratio()", "OverflowError: cannot convert Infinity to integer ratio"],
    [
      "1.0.__pow__(2,3)",
      "TypeError: pow() 3rd argument not allowed unless all arguments are integers",
    ],
    ["round(1.5,10**30)", "1.5"],
    ["(1).__lshift__(1.0)", "NotImplemented"],
    ["(0.0).hex()", "'0x0.0p+0'"],
    ["1.0.__int__()", "1"],
    ["1.0.__ceil__()", "1"],
    ["0.0**-1.0", "ZeroDivisionError: 0.0 cannot be raised to a negative power"],
    ["(-0.0)**-3", "ZeroDivisionError: 0.0 cannot be raised to a negative power"],
    ["float('nan')**0", "1.0"],
    ["1.0**float('nan')", "1.0"],
    ["(-1.0)**float('inf')", "1.0"],
    ["1.0.__rpow__(2)", "2.0"],
    [
      "1==1.0, 1.0==1, 2**53==2.0**53, 2**53+1==2.0**53, 2**53+1>2.0**53, True==1, 1.5<2, 2**70>1e10, 1<float('nan'), 1e400 > 10**1000",
      "(True, True, True, False, True, True, True, True, False, True)",
    ],
    ["1 .__lt__(2.0), 1.0.__lt__(2)", "(NotImplemented, True)"],
    [
      "-7//2, -7%2, 7//-2, 7%-2, divmod(-7,2), divmod(7,-2), -7.5//2, -7.5%2, 7.5//-2, 7.5%-2, divmod(-7.5,2)",
      "(-4, 1, -4, -1, (-4, 1), (-4, -1), -4.0, 0.5, -4.0, -0.5, (-4.0, 0.5))",
    ],
    [
      "0.0//1, -0.0//1, 0.0//-1, -0.0%1, 0.0%-1, 1e300//1e-300, 5.0//0.1, 1.0//0.1, float('inf')//1, 1//float('inf'), -1//float('inf'), -1%float('inf')",
      "(0.0, -0.0, -0.0, 0.0, -0.0, inf, 49.0, 9.0, nan, 0.0, -1.0, inf)",
    ],
    [
      "True+True, True*2.5, True&False, True|0, True^True, True<<3, -True, +True, ~False",
      "(2, 2.5, False, 1, False, 8, -1, 1, -1)",
    ],
    [
      "round(2.5), round(3.5), round(-2.5), round(2.675,2), round(1234.5,-2), round(0.5), round(1e22), round(5e-324,3)",
      "(2, 4, -2, 2.67, 1200.0, 0, 10000000000000000000000, 0.0)",
    ],
    [
      "float('  1_000.5  '), float('-inf'), float('1e-400'), float('infinity'), float('nan'), float('0x1')",
      "ValueError: could not convert string to float: '0x1'",
    ],
    [
      "repr(1e16), repr(1e15), repr(1e-5), repr(0.0001), repr(123456789.123), repr(1.0), repr(-0.0), repr(5e-324), repr(1.7976931348623157e308)",
      "('1e+16', '1000000000000000.0', '1e-05', '0.0001', '123456789.123', '1.0', '-0.0', '5e-324', '1.7976931348623157e+308')",
    ],
    [
      "format(1234567,','), format(1234567.891,',.2f'), format(255,'#x'), format(255,'08b'), format(-5,'+d'), format(5,'^10'), format(5,'*<10'), format(3.14159,'.2e'), format(0.5,'%'), format(1e10,'g'), format(123,'n'), format(65,'c'), format(True,'d'), format(True,''), format(1.5,'010.3f'), format(12345,'_'), format(255,'_x')",
      "('1,234,567', '1,234,567.89', '0xff', '11111111', '-5', '    5     ', '5*********', '3.14e+00', '50.000000%', '1e+10', '123', 'A', '1', 'True', '000001.500', '12_345', 'ff')",
    ],
    ["format(1.5,'d')", "ValueError: Unknown format code 'd' for object of type 'float'"],
    [
      "(1).__round__(), (1).__trunc__(), (1).__floor__(), (1).__ceil__(), (1).__int__(), (1).__index__(), (1).__float__(), (1).__bool__(), (0).__bool__(), (1).__getnewargs__(), (1).is_integer(), (1).conjugate()",
      "(1, 1, 1, 1, 1, 1, 1.0, True, False, (1,), True, 1)",
    ],
    [
      "(1.5).hex(), (0.1).hex(), float.fromhex('0x1.8p1'), float.fromhex('inf'), (1.5).as_integer_ratio(), (0.1).as_integer_ratio()",
      "('0x1.8000000000000p+0', '0x1.999999999999ap-4', 3.0, inf, (3, 2), (3602879701896397, 36028797018963968))",
    ],
    ["'%d' % 5.7", "'5'"],
    ["'%x' % 5.5", "TypeError: %x format: an integer is required, not float"],
    ["'a' * 1.5", "TypeError: can't multiply sequence by non-int of type 'float'"],
    ["1.5 * 'a'", "TypeError: can't multiply sequence by non-int of type 'float'"],
    [
      "2 ** 0.5, 2 ** -2, (-2) ** 3, (-2) ** -3, 0 ** 0, 0.0 ** 0, (-8.0) ** (1/3)",
      "(1.4142135623730951, 0.25, -8, -0.125, 1, 1.0, (1.0000000000000002+1.7320508075688772j))",
    ],
    ["1e308*10, -1e308*10, 1e308+1e308", "(inf, -inf, inf)"],
    ["int(1e20), int(-1.9), int(1.9), int(True)", "(100000000000000000000, -1, 1, 1)"],
    ["float(True), float(5), float(2**60)", "(1.0, 5.0, 1.152921504606847e+18)"],
    ["float(2**1024)", "OverflowError: int too large to convert to float"],
    [
      "divmod(2**70, 3), divmod(5.5, 1.5), divmod(True, 2)",
      "((393530540239137101141, 1), (3.0, 1.0), (0, 1))",
    ],
  ]);
});
