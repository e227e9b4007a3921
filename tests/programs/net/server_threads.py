import threading, http.server, urllib.request, socket, os
class H(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        body = (self.path * 3).encode()
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body)
    def do_POST(self):
        n = int(self.headers["Content-Length"]); data = self.rfile.read(n)
        self.send_response(201); self.send_header("Content-Length", str(len(data))); self.end_headers(); self.wfile.write(data[::-1])
    def log_message(self, *a): pass
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), H) as srv:
    t = threading.Thread(target=srv.serve_forever, daemon=True); t.start()
    url = "http://127.0.0.1:%d" % srv.server_address[1]
    print(urllib.request.urlopen(url + "/abc").read())
    import http.client
    c = http.client.HTTPConnection(*srv.server_address)
    c2 = http.client.HTTPConnection(*srv.server_address)
    for i in range(3):
        c.request("GET", f"/{i}"); c2.request("POST", "/", body=b"x" * 100000 + b"end")
        print(c.getresponse().read(), len(c2.getresponse().read()))
    res = []
    def get(i): res.append(urllib.request.urlopen(url + f"/t{i}").read())
    ts = [threading.Thread(target=get, args=(i,)) for i in range(5)]
    for x in ts: x.start()
    for x in ts: x.join()
    print(sorted(res))
    c.close(); c2.close()
    srv.shutdown()
r, w = os.pipe()
lines = []
def reader():
    with os.fdopen(r, "rb") as f:
        for line in f: lines.append(line)
t = threading.Thread(target=reader); t.start()
for part in (b"ab", b"c\nde", b"f\n", b"x" * 200000, b"\nlast"):
    os.write(w, part)
os.close(w); t.join()
print([len(x) for x in lines])
a, b = socket.socketpair(); b.settimeout(0.2)
def late():
    try: b.makefile("rb").readline()
    except TimeoutError as e: print("timeout", e)
t = threading.Thread(target=late); t.start(); t.join()
