// Loads every file that gives a builtin type its methods. Whoever starts an interpreter imports this once; the files
// themselves import each other only for what they use.
//
// One line a file, in alphabetical order.

import "./attributes.ts";
import "./builtin_type.ts";
import "./bytearray_type.ts";
import "./bytes_type.ts";
import "./code_type.ts";
import "./collect.ts";
import "./complex_type.ts";
import "./dict_iterators.ts";
import "./dict_type.ts";
import "./dict_views.ts";
import "./enumerate.ts";
import "./exception_groups.ts";
import "./exceptions.ts";
import "./exceptions_fields.ts";
import "./exceptions_os.ts";
import "./exceptions_syntax.ts";
import "./exceptions_unicode.ts";
import "./float_type.ts";
import "./function_type.ts";
import "./generic_alias.ts";
import "./instance_dict.ts";
import "./int.ts";
import "./iterators.ts";
import "./list.ts";
import "./list_type.ts";
import "./mapping_proxy.ts";
import "./memoryview_type.ts";
import "./module.ts";
import "./module_type.ts";
import "./object_type.ts";
import "./operations.ts";
import "./property.ts";
import "./range_type.ts";
import "./set_type.ts";
import "./simple_namespace.ts";
import "./singleton_types.ts";
import "./slice_type.ts";
import "./str_format.ts";
import "./str_iterator.ts";
import "./str_type.ts";
import "./super.ts";
import "./tuple_type.ts";
import "./type_type.ts";
import "./typevar.ts";
import "./union_type.ts";
import "./weakref.ts";
import "./zip.ts";
