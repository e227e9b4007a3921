from broken_d import late
early = 1
