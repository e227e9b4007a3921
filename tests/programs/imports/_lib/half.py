print("half")
raise RuntimeError("stopped half way")
