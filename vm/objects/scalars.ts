// All scalar types: importing this file gives int, bool, float, complex, str, bytes, bytearray and memoryview their
// methods.

import "./int.ts";
import "./float_type.ts";
import "./complex_type.ts";
import "./bytes_type.ts";
import "./bytearray_type.ts";
import "./memoryview_type.ts";
import "./str_type.ts";
