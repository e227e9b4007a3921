where = "ns1"
