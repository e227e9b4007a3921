// memoryview: operators, methods, conversions, formats and error texts, as CPython 3.13 has them.

import { check } from "./scalar_support.ts";

Deno.test("memoryview", () => {
  check([
    [
      "b'abc' < b'abd', b'a' <= bytearray(b'a'), b'a' == bytearray(b'a'), bytearray(b'a') == b'a', memoryview(b'a') == b'a', b'a' == memoryview(b'a')",
      "(True, True, True, True, True, True)",
    ],
    [
      "list(b'ab'), [x for x in bytearray(b'ab')], tuple(memoryview(b'ab')), len(b'abc'), len(bytearray(3)), len(memoryview(b'ab'))",
      "([97, 98], [97, 98], (97, 98), 3, 3, 2)",
    ],
    ["memoryview('a')", "TypeError: memoryview: a bytes-like object is required, not 'str'"],
    ["memoryview(5)", "TypeError: memoryview: a bytes-like object is required, not 'int'"],
    ["memoryview()", "TypeError: memoryview() missing required argument 'object' (pos 1)"],
    [
      "memoryview(b'abc')[1], memoryview(b'abc')[-1], bytes(memoryview(b'abc')[1:]), memoryview(b'abcd')[::2].tolist(), memoryview(b'abc').tobytes(), memoryview(b'abc').hex(), memoryview(b'abc').tolist()",
      "(98, 99, b'bc', [97, 99], b'abc', '616263', [97, 98, 99])",
    ],
    ["memoryview(b'abc')[5]", "IndexError: index out of bounds on dimension 1"],
    ["memoryview(b'abc')['a']", "TypeError: memoryview: invalid slice key"],
    ["memoryview(b'abc')[1,2]", "TypeError: cannot index 1-dimension view with 2-element tuple"],
    ["memoryview(b'abc').__setitem__(0,1)", "TypeError: cannot modify read-only memory"],
    [
      "memoryview(bytearray(b'abc')).__setitem__(0,300)",
      "ValueError: memoryview: invalid value for format 'B'",
    ],
    [
      "memoryview(bytearray(b'abc')).__setitem__(0,'a')",
      "TypeError: memoryview: invalid type for format 'B'",
    ],
    [
      "memoryview(bytearray(b'abc')).__setitem__(slice(0,2),b'a')",
      "ValueError: memoryview assignment: lvalue and rvalue have different structures",
    ],
    ["memoryview(bytearray(b'abc')).__delitem__(0)", "TypeError: cannot delete memory"],
    [
      "memoryview(b'abc').format, memoryview(b'abc').itemsize, memoryview(b'abc').shape, memoryview(b'abc').strides, memoryview(b'abc').ndim, memoryview(b'abc').nbytes, memoryview(b'abc').readonly, memoryview(b'abc').obj, memoryview(b'abc').c_contiguous, memoryview(b'abc').suboffsets",
      "('B', 1, (3,), (1,), 1, 3, True, b'abc', True, ())",
    ],
    [
      "memoryview(b'abcd').cast('H').tolist(), memoryview(b'abcdefgh').cast('d').tolist(), memoryview(b'abcdefgh').cast('B',[2,4]).tolist(), memoryview(b'abcdefgh').cast('B',(2,2,2)).tolist(), memoryview(b'\\x01\\x00').cast('?').tolist(), memoryview(b'ab').cast('c').tolist()",
      "([25185, 25699], [8.540883223036124e+194], [[97, 98, 99, 100], [101, 102, 103, 104]], [[[97, 98], [99, 100]], [[101, 102], [103, 104]]], [True, False], [b'a', b'b'])",
    ],
    ["memoryview(b'abc').cast('H')", "TypeError: memoryview: length is not a multiple of itemsize"],
    [
      "memoryview(b'abcd').cast('H').cast('I')",
      "TypeError: memoryview: cannot cast between two non-byte formats",
    ],
    [
      "memoryview(b'abcd').cast('<H')",
      "ValueError: memoryview: destination format must be a native single character format prefixed with an optional '@'",
    ],
    [
      "memoryview(b'abcd').cast('B',[3])",
      "TypeError: memoryview: product(shape) * itemsize != buffer size",
    ],
    ["memoryview(b'abcd').cast('B',5)", "TypeError: shape must be a list or a tuple"],
    ["memoryview(b'abcd').cast(5)", "TypeError: cast() argument 'format' must be str, not int"],
    [
      "memoryview(b'abcd').cast('B',[2,2])[1,1], memoryview(b'abcd').cast('B',[2,2])[-1,0]",
      "(100, 99)",
    ],
    [
      "memoryview(b'abcd').cast('B',[2,2])[0]",
      "NotImplementedError: multi-dimensional sub-views are not implemented",
    ],
    ["memoryview(b'abcd').cast('B',[2,2])[2,2]", "IndexError: index out of bounds on dimension 1"],
    [
      "memoryview(b'abcd').cast('B',[2,2])[0,0,0]",
      "TypeError: cannot index 2-dimension view with 3-element tuple",
    ],
    [
      "memoryview(b'abcd').cast('B',[2,2])[0:1,0:1]",
      "NotImplementedError: multi-dimensional slicing is not implemented",
    ],
    [
      "memoryview(b'ab') == memoryview(bytearray(b'ab')), memoryview(b'ab') == 'ab', memoryview(b'abcd').cast('H') == memoryview(b'abcd'), memoryview(b'a') != b'b', memoryview(b'a') < b'b' if 0 else 0",
      "(True, False, False, True, 0)",
    ],
    [
      "memoryview(b'a') < memoryview(b'b')",
      "TypeError: '<' not supported between instances of 'memoryview' and 'memoryview'",
    ],
  ]);
});
