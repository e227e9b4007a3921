# heapq and bisect over ints, floats, strings and mixed items.
import heapq,bisect,random
random.seed(5)
for mk in (lambda: random.randrange(100), lambda: random.random(), lambda: str(random.randrange(1000)), lambda:(random.randrange(5),random.random()), lambda: random.choice([1,2.5,3])):
    l=[mk() for _ in range(30)]; h=l[:]; heapq.heapify(h); print(h)
    for _ in range(5): heapq.heappush(h,mk())
    print([heapq.heappop(h) for _ in range(10)], heapq.heappushpop(h,mk()), heapq.heapreplace(h,mk()),h)
    print(heapq.nlargest(3,l),heapq.nsmallest(3,l), list(heapq.merge(sorted(l)[:5],sorted(l)[5:9])))
    s=sorted(l); x=mk(); print(bisect.bisect(s,x),bisect.bisect_left(s,x)); bisect.insort(s,x); bisect.insort_left(s,x); print(s)
print(bisect.bisect([1,2,3],-2,key=lambda v:-v), heapq.nlargest(2,['a','bbb','cc'],key=len))
for s in [
    'heapq.heappush(1,2)',
    'heapq.heappop(())',
    'heapq.heappop([])',
    "heapq.heapify([1,'a'])",
    'bisect.bisect_left([1],2,-1)',
    'bisect.bisect_left([1],2,0,-3)',
    'bisect.bisect_left([1],2,0,5)',
    'bisect.bisect_left([1,2],2,hi=-1)',
    "bisect.insort([1],'a')",
]:
    try: print(s,eval(s))
    except Exception as e: print(s,type(e),e)
