where = "ns2"
