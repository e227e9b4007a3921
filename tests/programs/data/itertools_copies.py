# itertools: copies and pickles of the iterators.
import warnings; warnings.simplefilter('ignore')
import itertools as it, pickle, copy, operator
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
t(lambda: list(it.takewhile(10, [(4,5)])))
t(lambda: it.takewhile())
t(lambda: it.takewhile(operator.pow))
t(lambda: it.takewhile(operator.pow,[(4,5)],'extra'))
t(lambda: next(it.takewhile(10,[(4,5)])))
t(lambda: copy.copy(it.count(5)))
t(lambda: list(copy.copy(it.takewhile(lambda x:x<3,[1,2,3]))))
a,b=it.tee('abc'); t(lambda: (list(a),list(b)))
t(lambda: it.tee('abc',-1))
t(lambda: it.chain.__reduce__)
t(lambda: pickle.loads(pickle.dumps(it.count(3))))
