# The hash modules, with the parameters of BLAKE2.
import _md5,_sha1,_sha2,_sha3,_blake2
def t(s):
    try: print(s,'->',repr(eval(s)))
    except BaseException as e: print(s,'->',type(e).__name__,e)
for s in [
    "_md5.md5(b'abc').hexdigest()",
    "_sha1.sha1(b'abc').digest()",
    "_sha2.sha512(b'abc').hexdigest()",
    "_sha2.sha224(string=b'abc').name",
    "_sha3.sha3_256(b'abc').hexdigest()",
    "_sha3.shake_128(b'abc').hexdigest(300)",
    "_sha3.shake_128(b'a').digest(-1)",
    "_sha3.shake_256(b'a').digest_size",
    '_sha3.sha3_224()._capacity_bits,_sha3.sha3_224()._suffix,_sha3.sha3_224().block_size',
    "_blake2.blake2b(b'abc',digest_size=20,key=b'k',salt=b's',person=b'p',fanout=2,depth=3,leaf_size=4,node_offset=5,node_depth=6,inner_size=7,last_node=True).hexdigest()",
    "_blake2.blake2s(b'abc',digest_size=20,key=b'k',salt=b's',person=b'p',fanout=2,depth=3,leaf_size=4,node_offset=2**40,node_depth=6,inner_size=7,last_node=True).hexdigest()",
    "_md5.md5('a')",
    '_md5.md5(1)',
    "_md5.md5(b'a').update('a')",
    '_blake2.blake2b(digest_size=0)',
    '_blake2.blake2b(digest_size=65)',
    "_blake2.blake2b(salt=b'a'*17)",
    "_blake2.blake2b(person=b'a'*17)",
    "_blake2.blake2b(key=b'a'*65)",
    '_blake2.blake2b(fanout=256)',
    '_blake2.blake2b(depth=0)',
    '_blake2.blake2b(leaf_size=2**32)',
    '_blake2.blake2b(leaf_size=-1)',
    '_blake2.blake2s(node_offset=2**48)',
    '_blake2.blake2b(node_offset=2**64)',
    '_blake2.blake2b(node_depth=-1)',
    '_blake2.blake2b(inner_size=65)',
    "_blake2.blake2b('a')",
    '_sha2.SHA256Type()',
    '_blake2.blake2b().MAX_KEY_SIZE',
    "_md5.md5(b'a').copy().hexdigest()",
    '_sha2.sha256().block_size',
]: t(s)
