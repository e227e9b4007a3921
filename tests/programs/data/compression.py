# zlib, gzip, zipfile and tarfile: the same bytes as zlib.
import zlib,gzip,io,zipfile,random
random.seed(1); data=b''.join(random.choice([b'abc',b'hello world ',bytes([random.randrange(256)])]) for _ in range(5000))
def t(s):
    try: print(s,'->',repr(eval(s))[:150])
    except BaseException as e: print(s,'->',type(e).__name__,e)
import hashlib
h=lambda b: (len(b),hashlib.md5(b).hexdigest())
for s in [
    'h(zlib.compress(data))',
    'h(zlib.compress(data,1))',
    'h(zlib.compress(data,9))',
    'h(zlib.compress(data,0))',
    'h(zlib.compress(data,wbits=-15))',
    'h(zlib.compress(data,wbits=31))',
    'zlib.decompress(zlib.compress(data))==data',
    "zlib.decompress(b'abc')",
    'zlib.decompress(zlib.compress(data)[:-5])',
    "zlib.decompress(zlib.compress(data)[:-5]+b'abcde')",
    "zlib.decompress(b'')",
    'zlib.compress(data,10)',
    "zlib.compress('a')",
    "zlib.decompress('a')",
    'zlib.compress(data,wbits=5)',
    'zlib.compressobj(level=11)',
    'zlib.decompressobj(wbits=99)',
    'zlib.adler32(data)',
    'zlib.crc32(data)',
    "zlib.crc32(b'a',5)",
    "zlib.decompress(b'x\\x9c',bufsize=0)",
    'zlib.decompressobj(zdict=1)',
    "zlib.decompressobj().decompress(b'',-1)",
    'zlib.decompressobj().flush(0)',
    'gzip.decompress(gzip.compress(data))==data',
    "gzip.decompress(b'abc')",
    'zlib.error.__mro__',
]: t(s)
c=zlib.compressobj(zdict=b'hello world'); o=c.compress(data[:1000])+c.flush(zlib.Z_SYNC_FLUSH); c2=c.copy(); o+=c.compress(data[1000:]); o+=c.flush(); print(h(o)); print(h(c2.flush()))
t("c.compress(b'a')"); t("c.flush()")
d=zlib.decompressobj(zdict=b'hello world'); out=b''; buf=o+b'extra'
while not d.eof and buf:
    out+=d.decompress(buf,500); buf=d.unconsumed_tail
print(out==data,d.eof,d.unused_data,d.unconsumed_tail,d.flush())
d=zlib.decompressobj(); x=zlib.compress(data); print(len(d.decompress(x[:100])),len(d.decompress(x[100:200])),d.copy().decompress(x[200:])==None,d.eof); print(len(d.flush()))
d=zlib._ZlibDecompressor(); print(len(d.decompress(x,10)),d.needs_input,d.eof,len(d.decompress(b'',50)),len(d.decompress(b'')),d.eof,d.unused_data); t("d.decompress(b'')")
f=io.BytesIO()
with zipfile.ZipFile(f,'w',zipfile.ZIP_DEFLATED) as z: z.writestr('a.txt',data)
with zipfile.ZipFile(f) as z: print(z.read('a.txt')==data,z.namelist())
f=io.BytesIO()
with gzip.open(f,'wt') as g: g.write('hello\n'*1000)
f.seek(0)
with gzip.open(f,'rt') as g: print(len(g.read()))
import tarfile
f=io.BytesIO(); tf=tarfile.open(fileobj=f,mode='w:gz'); ti=tarfile.TarInfo('x'); ti.size=len(data); tf.addfile(ti,io.BytesIO(data)); tf.close(); f.seek(0); print(tarfile.open(fileobj=f).extractfile('x').read()==data)
