// complex: operators, methods, conversions, formats and error texts, as CPython 3.13 has them.

import { check } from "./scalar_support.ts";

Deno.test("complex", () => {
  check([
    ["complex('1',2)", "TypeError: complex() can't take second arg if first is a string"],
    ["complex(1,'2')", "TypeError: complex() second arg can't be a string"],
    ["complex([])", "TypeError: complex() first argument must be a string or a number, not 'list'"],
    ["complex(1,[])", "TypeError: complex() second argument must be a number, not 'list'"],
    ["complex('x')", "ValueError: complex() arg is a malformed string"],
    ["1j//1", "TypeError: unsupported operand type(s) for //: 'complex' and 'int'"],
    ["1j%1", "TypeError: unsupported operand type(s) for %: 'complex' and 'int'"],
    ["1j<1", "TypeError: '<' not supported between instances of 'complex' and 'int'"],
    ["divmod(1j,1)", "TypeError: unsupported operand type(s) for divmod(): 'complex' and 'int'"],
    ["1j/0", "ZeroDivisionError: complex division by zero"],
    ["0j**-1", "ZeroDivisionError: 0.0 to a negative or complex power"],
    ["pow(1j,1,1)", "ValueError: complex modulo"],
    ["complex(real=1,imag=2)", "(1+2j)"],
    ["complex(1,2,3)", "TypeError: complex() takes at most 2 arguments (3 given)"],
    ["complex(x=1)", "TypeError: complex() got an unexpected keyword argument 'x'"],
    ["(1+2j).__getnewargs__()", "(1.0, 2.0)"],
    ["format(1j,'x')", "ValueError: Unknown format code 'x' for object of type 'complex'"],
    ["(1j).__format__(1)", "TypeError: __format__() argument must be str, not int"],
    ["(0j)**(1+1j)", "ZeroDivisionError: 0.0 to a negative or complex power"],
    ["(0j)**(-1j)", "ZeroDivisionError: 0.0 to a negative or complex power"],
    ["1e200j**2", "OverflowError: complex exponentiation"],
    ["(1e308+1e308j)*(1e308+1e308j)", "(nan+infj)"],
    ["abs(1e308+1e308j)", "1.4142135623730951e+308"],
    ["(1e200+1e200j)/(1e-200)", "(inf+infj)"],
    ["complex(float('inf'),1)/complex(1,2)", "(inf-infj)"],
    ["(2+3j)**2", "(-5+12j)"],
    ["(2+3j)**-3", "(-0.020937642239417388-0.004096495220755576j)"],
    ["(2+3j)**0.5", "(1.6741492280355401+0.895977476129838j)"],
    ["(2+3j)**150", "(-3.4163668520718937e+83+8.208359063453255e+82j)"],
    ["(1+1j).__pow__(1,None)", "(1+1j)"],
    ["(1+1j).__rpow__(2)", "(1.5384778027279442+1.2779225526272695j)"],
    [
      "repr(1j), repr(1+0j), repr(-1j), repr(complex(-0.0,1)), repr(complex(1,-0.0)), repr(complex(float('nan'),float('inf')))",
      "('1j', '(1+0j)', '(-0-1j)', '(-0+1j)', '(1-0j)', '(nan+infj)')",
    ],
    [
      "complex('1+2j'), complex('j'), complex('-j'), complex(' (1-2e3j) '), complex('inf+nanj')",
      "((1+2j), 1j, -1j, (1-2000j), (inf+nanj))",
    ],
    ["complex('1+'), 1", "ValueError: complex() arg is a malformed string"],
    ["complex('1 + 2j')", "ValueError: complex() arg is a malformed string"],
    [
      "complex(1,2j), complex(1j,2), complex(1j,2j), complex(1+2j,3+4j)",
      "((-1+0j), 3j, (-2+1j), (-3+5j))",
    ],
    [
      "format(1+2j,'.2f'), format(1+2j,''), format(1.5+2.5j,'>20'), format(1j,'e')",
      "('1.00+2.00j', '(1+2j)', '          (1.5+2.5j)', '0.000000e+00+1.000000e+00j')",
    ],
    [
      "bool(''), bool('a'), bool(0.0), bool([]), bool(None), bool(0j)",
      "(False, True, False, False, False, False)",
    ],
    [
      "abs(-5), abs(-5.5), abs(3+4j), abs(-2**70), abs(True)",
      "(5, 5.5, 5.0, 1180591620717411303424, 1)",
    ],
    ["sum([0.1]*10), sum([1,2.5]), sum([1j,2])", "(1.0, 3.5, (2+1j))"],
    [
      "1.5.__rsub__(3), 1.5.__rmod__(4), 1.5.__rfloordiv__(4), 1.5.__rdivmod__(4), 1.5.__eq__('a'), 1.5.__lt__('a'), 1 .__eq__(1.0), (1j).__eq__(1), (1j).__eq__('a'), (1j).__lt__(1)",
      "(1.5, 1.0, 2.0, (2.0, 1.0), NotImplemented, NotImplemented, NotImplemented, False, NotImplemented, NotImplemented)",
    ],
    [
      "1j == 1j, 1+0j == 1, 1+0j == 1.0, 1j != 1, 1j == 'a', 2**60+0j == 2**60, complex(2**60+1) == 2**60+1",
      "(True, True, True, True, False, True, False)",
    ],
  ]);
});
