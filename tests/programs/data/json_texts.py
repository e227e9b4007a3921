# json: reading, writing, and where errors are said to be.
import json
def t(s):
    try: print(s,'->',repr(eval(s)))
    except BaseException as e: print(s,'->',type(e).__name__,e)
import _json
for s in [
    "_json.scanstring('abc',0)",
    '_json.scanstring(\'abc"\',0)',
    "_json.scanstring('a',5)",
    "_json.scanstring('a',-1)",
    '_json.scanstring(1,0)',
    "_json.scanstring('\\\\x',0)",
    "_json.scanstring('\\\\',0)",
    "_json.scanstring('\\\\u12',0)",
    "_json.scanstring('\\\\u12xyzzzz',0)",
    '_json.scanstring(\'a\\nb"\',0)',
    '_json.scanstring(\'a\\nb"\',0,False)',
    '_json.encode_basestring(1)',
    '_json.encode_basestring_ascii(1)',
    '_json.make_encoder(1,2,3,4,5,6,7,8,9)',
    "json.dumps(float('nan'),allow_nan=False)",
    "json.dumps({float('nan'):1},allow_nan=False)",
    'json.dumps({(1,):1})',
    'json.dumps(object())',
    "json.loads('[')",
    "json.loads('[1,')",
    "json.loads('[1,]')",
    'json.loads(\'{"a":1,}\')',
    'json.loads(\'{"a"\')',
    "json.loads('{a')",
    'json.loads(\'{"a":\')',
    "json.loads('[1 2]')",
    'json.loads(\'"\\U0001f600"x\')',
    "json.loads('1e')",
    "json.loads('01')",
    "json.loads('-')",
    "json.loads('-Inf')",
    "json.loads('nul')",
    "json.dumps({'a':1,2:3},sort_keys=True)",
    '_json.make_scanner(1)',
    "json.dumps('\x7fé😀')",
    "json.dumps('\x7fé😀\\n\\x01',ensure_ascii=False)",
    "json.loads('9'*5000)",
    'json.dumps({1.5:2,True:3,None:4,10**30:5})',
    "_json.make_encoder(None,None,lambda x:1,None,':',',',False,False,True)('a',0)",
    "_json.make_encoder(None,None,_json.encode_basestring,None,':',',',False,False,True)({'a':[1,2.5,None,(1,)]},0)",
    "_json.make_encoder(None,None,_json.encode_basestring,None,'','',False,False,True)({},0)",
    "json.loads('-0')",
    "json.loads('-0.0')",
    "json.loads('1E400')",
    "json.loads('')",
    "json.loads(' ')",
    'json.loads(\'"\\\\ud83d\\\\ude00\\\\ud83d"\')',
    'json.loads(\'{"a" 1}\')',
    "json.loads('[tru]')",
    'json.loads(\'{"\\U0001f600": 1, 2}\')',
    'json.loads(1)',
]: t(s)

d={'a':[1,2.5,-3e10,None,True,False,{'x':[]}],'é':'ü😀\n"\\','n':10**25,'f':1e-7,'inf':float('inf')}
for kw in [{},{'indent':2},{'ensure_ascii':False},{'sort_keys':True},{'separators':(',',':')},{'indent':'\t','sort_keys':True}]:
    s=json.dumps(d,**kw); print(s); print(json.loads(s)==d)
print(json.loads('{"a":1,"b":{"c":[1,2]}}',object_hook=lambda x:sorted(x.items())), json.loads('[1.5,2]',parse_float=str,parse_int=lambda x:x*2), json.loads('{"a":1,"a":2}',object_pairs_hook=list), json.loads('[NaN,-Infinity]',parse_constant=lambda c:c))
class E(json.JSONEncoder):
    def default(self,o):
        if isinstance(o,complex): return [o.real,o.imag]
        return super().default(o)
print(json.dumps([1j],cls=E)); t("json.dumps([{1}])")
l=[]; l.append(l); t("json.dumps(l)")
import collections,enum
class C(enum.IntEnum): A=1
class S(str): pass
print(json.dumps({C.A:C.A,S('k'):S('v'),'t':collections.OrderedDict(a=1),'n':collections.namedtuple('P','x y')(1,2)}))
x='['*100000
t("json.loads(x+']'*100000)")
x='['*500+']'*500; print(json.dumps(json.loads(x))==x)
print(list(json.JSONEncoder(indent=1).iterencode({'a':[1,2]})))
print(json.loads(b'\xef\xbb\xbf[1]') if 0 else json.loads('[1]'.encode('utf-16')))
