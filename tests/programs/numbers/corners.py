"""Numbers: conversions, formats, rounding, hashes and what they refuse."""
import sys
def t(f,*a,**k):
    try: r=f(*a,**k); print(repr(r))
    except BaseException as e: print(type(e).__name__, e, getattr(e,'args',None))
t(int,"0x1f",16);t(int,"0b11",0);t(int," 1_000 ");t(int,"1__0");t(int,"");t(int,"12",37);t(int,"z",36);t(int,"١٢")
t(int,3.99);t(int,float('nan'));t(int,float('inf'));t(int,b"12");t(int,bytearray(b"12"));t(int,None);t(int,[]);t(int,"12",base=3)
t(int,12,10);t(int,"1"*5000);t(str,10**5000);t(lambda:1<<-1);t(lambda:1>>-1);t(lambda:1<<(1<<70));t(lambda:0<<(1<<70))
t(pow,2,-1);t(pow,2,-1,7);t(pow,2,-1,4);t(pow,2,3,0);t(pow,0,-1);t(pow,2,0.5);t(pow,-2,0.5);t(pow,2.0,3,4)
t(divmod,7,-2);t(divmod,-7,2);t(divmod,7,0);t(lambda:7//0);t(lambda:7%0);t(lambda:7/0);t(lambda:7.0//0);t(lambda:7.0%0);t(divmod,7.0,0)
t((255).to_bytes,1,'big',signed=True);t((-1).to_bytes,2,'little',signed=True);t((-1).to_bytes,2,'little');t((256).to_bytes);t((5).to_bytes);t(int.from_bytes,[1,2,300]);t(int.from_bytes,b'\xff','big',signed=True);t(int.from_bytes,b'\xff','middle')
t(round,2.5);t(round,12345,-2);t(round,15,-1);t(round,25,-1);t(round,2.675,2);t(round,1e300,-300);t(round,float('nan'));t(round,float('inf'),2);t(round,2.5,None);t(round,"a");t(round,1.5,"a")
t(hash,2**61-1);t(hash,-1);t(hash,2**61);t(hash,1.5);t(hash,float('inf'));t(hash,1+2j);t(hash,True)
t((10**20).bit_length);t((-8).bit_count);t((2**100).as_integer_ratio);t((3).is_integer)
t(float.fromhex,"0x1.8p3");t(float.hex,1e-320);t(float.fromhex,"zz");t(float.hex,-0.0)
t(float,"1_0.5");t(float,"1e400");t(float,"-inf");t(float,"nan");t(float,"infinit");t(float,"1e");t(float,None);t(float,10**400);t(float,"  1.5\n")
t((1.5).as_integer_ratio);t(float('inf').as_integer_ratio);t(float('nan').as_integer_ratio);t((0.1).is_integer)
t(complex,"1+2j");t(complex,"1 + 2j");t(complex,"(1+2j)");t(complex,"j");t(complex,1,2.5);t(complex,"1",2);t(complex,1,"2");t(lambda:1j**2);t(lambda:0j**-1);t(lambda:1j<2);t(lambda:1j//2);t(lambda:abs(3+4j));t(lambda:(1+2j).conjugate());t(lambda: complex('nan')*2);t(lambda:int(1j));t(lambda:float(1j))
t(lambda:1+"a");t(lambda:"a"+1);t(lambda:[]+());t(lambda:1<"a");t(lambda:-"a");t(lambda:~1.5);t(lambda:1@2);t(lambda:1.5<<2);t(lambda:{}|[]);t(lambda:None+1);t(lambda:[1]*1.5);t(lambda:"a"*"b");t(lambda:1 in 2);t(lambda:"a" in 1);t(lambda:1 in "a");t(lambda:not_defined)
print(1e16,1e15,123456789012345678.0,1e-5,0.0001,1e22,1e21,5e-324,1.7976931348623157e308,100.0,-0.0)
print(10**15/3, 2**0.5, 1/3, 1e100, 0.1+0.2)
print(f"{1234567.891:,.2f} {255:#x} {255:#010b} {-5:+d} {5:+d} {5: d} {1e10:g} {1.0:g} {123456789:e} {0.00001:g} {1.5:%} {12:c} {3:>5} {3:<5}| {3:^5}| {3:=+5} {1234567:_} {0xffffffff:_x}")
for spec in ["d","n",",","_","s","x","c","e","%",".2d","+c","#c","010","<010",",_","z","zd",".3","10.3f","é<5d","{<5","^+#012x",",x","_b",",c"]:
    t(format,65,spec)
for spec in ["","d","n",",","_","s","x","e","%",".2","+","z.1f","010.3f","#.0f",".0f",",.3f","_.3e","g","#g","G","F","E",".100f",".3g","08,.1f"]:
    t(format,-1234.5678,spec); t(format,-0.0,spec)
for spec in ["",".2","e","10",">20.3f","+","%","=10","010","<30,"]: t(format,1234.5+2j,spec)
t(int.__new__,int,"x");t(int.__add__,1,"a");t(int.__add__,"a",1);t(int.__pow__,2,3,4);t(int.__lt__,1,1.0);t(getattr(1,'__divmod__'),2)
t(sum,["a"]);t(sum,[[1],[2]],[]);t(sum,["a","b"],"");t(sum,[b"a"],b"");t(sum,[0.1]*10);t(sum,[1,2.5,3]);t(sum,[1j,2]);t(max,[]);t(max,1);t(max,[],default=3);t(max,1,2,default=3);t(min,1,"a");t(max,[1,2],key=lambda x:-x);t(abs,"a");t(bin,1.5);t(hex,-255);t(oct,8);t(chr,-1);t(chr,0x110000);t(ord,"ab");t(ord,b"a");t(ord,1);t(chr,"a");t(divmod,1,"a")
