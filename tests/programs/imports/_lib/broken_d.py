from broken_c import early
late = 2
