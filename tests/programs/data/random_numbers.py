# random: the same numbers as everywhere else for the same seed.
import random
r=random.Random(42)
print([r.random() for _ in range(5)]); print(r.getrandbits(10),r.getrandbits(32),r.getrandbits(50),r.getrandbits(100),r.getrandbits(0))
print(r.randint(1,100),r.choice('abc'),r.sample(range(1000),10),r.shuffle(l:=list(range(20))),l,r.gauss(0,1),r.uniform(1,2),r.betavariate(1,2),r.choices([1,2,3],k=5),r.randbytes(8),r.expovariate(1),r.triangular(),r.vonmisesvariate(1,2),r.gammavariate(2,3),r.lognormvariate(0,1),r.paretovariate(2),r.weibullvariate(1,2),r.normalvariate(0,1),r.binomialvariate(100,.3))
for s in ["abc",b"abc",1.5,-5,10**40,0,None.__class__.__name__,True]:
    random.seed(s); print(s,random.random(),random.getrandbits(70))
random.seed(1,version=1); print(random.random()); random.seed("abc",version=1); print(random.random())
st=random.getstate(); a=random.random(); random.setstate(st); print(a==random.random(), len(st[1]),st[1][:3],st[1][-1])
for x in ["r.getrandbits(-1)","r.getrandbits('a')","r.getrandbits(1.5)","r.setstate((3,(1,2),None))","random.Random([])","r.randrange(0)","r.sample([1],2)","r.choice([])"]:
    try: print(eval(x))
    except Exception as e: print(x,type(e).__name__,e)
