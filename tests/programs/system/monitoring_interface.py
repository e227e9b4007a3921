# sys.monitoring: tools, sets of events, callbacks, and what is refused.
import sys
m=sys.monitoring
def t(s):
    try: print(s, '->', repr(eval(s)).split(' at 0x')[0])
    except Exception as e: print(s, '->', type(e).__name__, e)
def f(): pass
for s in '''m.use_tool_id(6,"a")
m.use_tool_id(-1,"a")
m.use_tool_id(0,1)
m.use_tool_id("a","b")
m.use_tool_id(0,"me")
m.use_tool_id(0,"you")
m.get_tool(0)
m.get_tool(1)
m.get_tool(9)
m.set_events(1,0)
m.set_events(0,1<<17)
m.set_events(0,-1)
m.set_events(0,1<<15)
m.set_events(0,1<<15|16)
m.get_events(0)
m.set_events(0,16|1<<15|1<<16)
m.get_events(0)
m.set_events(0,0)
m.get_events(1)
m.register_callback(0,3,f)
m.register_callback(0,0,f)
m.register_callback(0,1<<17,f)
m.register_callback(0,4,f)
m.register_callback(0,4,None)
m.register_callback(0,4,None)
m.register_callback(1,4,None)
m.register_callback(7,4,None)
m.set_local_events(0,5,1)
m.set_local_events(0,f.__code__,1<<10)
m.set_local_events(0,f.__code__,1<<15)
m.set_local_events(0,f.__code__,4|16)
m.get_local_events(0,f.__code__)
m.get_local_events(1,f.__code__)
m.get_local_events(0,1)
m.set_local_events(0,f.__code__,0)
m._all_events()
m.set_events(0,7)
m._all_events()
m.set_events(0,0)
m.restart_events()
m.free_tool_id(0)
m.free_tool_id(0)
m.free_tool_id(8)
m
m.events
sorted(x for x in dir(m) if x[0]!="_")
m.__name__
m.__doc__
m.use_tool_id
m.DEBUGGER_ID,m.COVERAGE_ID,m.PROFILER_ID,m.OPTIMIZER_ID
m.set_events()
type(m.DISABLE)
m.__spec__
m.__package__'''.split('\n'): t(s)
print("sys.monitoring" in sys.modules)
