# pyexpat, event by event, and the modules above it.
import pyexpat
p=pyexpat.ParserCreate()
def t(f):
    try: print(f())
    except BaseException as x: print(type(x),x, getattr(x,'code',None),getattr(x,'lineno',None),getattr(x,'offset',None))
print(sorted(n for n in dir(pyexpat) if not n.startswith('__') and n != 'expat_CAPI'))
print([n for n in dir(p) if not n.startswith('__')])
print(pyexpat.ExpatError.__mro__, pyexpat.ExpatError.__module__, pyexpat.error, pyexpat.XMLParserType)
t(lambda: pyexpat.ParserCreate(3)); t(lambda: pyexpat.ParserCreate('utf-8','ab')); t(lambda: pyexpat.ParserCreate('utf-8',3)); t(lambda: pyexpat.ParserCreate(intern=3)); t(lambda: p.Parse(3)); t(lambda: p.ParseFile(3)); t(lambda: setattr(p,'buffer_size',0)); t(lambda: setattr(p,'buffer_size','x'))
t(lambda: setattr(p,'foo',0)); t(lambda: p.foo); t(lambda: delattr(p,'StartElementHandler')); t(lambda: p.buffer_used); t(lambda: pyexpat.ErrorString(4)); t(lambda: pyexpat.ErrorString(400)); t(lambda: p.StartElementHandler); t(lambda: (p.ErrorCode,p.CurrentLineNumber,p.CurrentByteIndex,p.ErrorByteIndex,p.buffer_size,p.buffer_text,p.intern, p.ordered_attributes))
docs=["","hello","123","<a>","<a></b>","<a/>x","<a/>&","<a b='1' b='2'/>","<a b=1/>","<a b/>","&","=","<","<a","<a>&foo;</a>","<a>&#0;</a>"," <?xml version='1.0'?><a/>","<a>]]></a>","<a>\x01</a>","<a xmlns:b=''/>","<!DOCTYPE","<a>&lt</a>","<!DOCTYPE a [<!ENTITY x '&x;'>]><a>&x;</a>","<!DOCTYPE a [<!ENTITY x '<b>'>]><a>&x;</a>","<a><!-- -- --></a>","<a b='<'/>","<?xml?><a/>","<a><?xml x?></a>","<1/>","<a>\n  <b>","<a/><b/>", "<a b='&nope;'/>","<a b='1'c='2'/>","<a:b/>",">","%","(","\"x\"", "<a b='1", "<a>&#xFFFFFF;</a>", "<a>&;</a>","<!x>","<?1?>","<a></a","</a>", "<a>é\n<b c='d&amp;e\n f'/>x]]y</a >\n<!-- c --><?pi  data ?>", "<!DOCTYPE r SYSTEM 's' [<!ELEMENT r (a|b)*><!ELEMENT a (#PCDATA|b)*><!ELEMENT b (c,(d|e)+,f?)><!ATTLIST r x CDATA 'dv' y (p|q) #REQUIRED z NMTOKENS #IMPLIED><!ENTITY i 'int &amp; &#65; <b>x</b>'><!ENTITY ext SYSTEM 'e.xml'><!ENTITY % pe 'pv'><!NOTATION n PUBLIC 'pub'><!ENTITY un SYSTEM 'u' NDATA n><!-- c --><?pi d?>]><r y=' p  '>t&i;u&ext;<![CDATA[x<]y]]]>\r\nz]]></r>", "<a xmlns='u1' xmlns:p='u2' p:q='v' r='s'><p:b xmlns:p='u3'/><c xmlns=''/></a>"]
names=[n for n in dir(p) if n.endswith('Handler') and not n.startswith('Default') or n=='DefaultHandlerExpand']
for s in docs:
  for chunk in (0,):
    q=pyexpat.ParserCreate(None,'!') if 'xmlns' in s or 'a:b' in s else pyexpat.ParserCreate()
    log=[]
    for n in names:
        if n=='NotStandaloneHandler' or n=='ExternalEntityRefHandler': setattr(q,n,lambda *a,n=n: log.append((n,)+a) or 1)
        else: setattr(q,n,lambda *a,n=n: log.append((n,)+a))
    if chunk: q.buffer_text=True
    print(repr(s),end=' ')
    def run():
        if not chunk: return q.Parse(s,True)
        b=s.encode()
        for i in range(len(b)): q.Parse(b[i:i+1])
        q.Parse(b'',True)
    t(run)
    if chunk: log=[l for l in log if l[0] not in('DefaultHandlerExpand',)]
    for l in log: print('   ',l)

for s in ("<a>text<b x='1'/>more]]y</a>", "<a>&#65;\r\n&lt;</a>"):
    q = pyexpat.ParserCreate()
    log = []
    q.buffer_text = True
    q.StartElementHandler = lambda *a: log.append((a, q.CurrentLineNumber, q.CurrentColumnNumber, q.CurrentByteIndex))
    q.CharacterDataHandler = lambda t: log.append(t)
    for i in range(len(s)):
        q.Parse(s[i].encode())
    q.Parse(b"", True)
    print(log)
q = pyexpat.ParserCreate()
q.SetParamEntityParsing(pyexpat.XML_PARAM_ENTITY_PARSING_ALWAYS)
def external(context, base, systemId, publicId):
    sub = q.ExternalEntityParserCreate(context)
    sub.Parse({"dtd": "<!ENTITY % t '(#PCDATA)'><!ELEMENT a %t;><!ENTITY e 'from dtd'><![IGNORE[<!ENTITY e 'x'>]]><!ATTLIST a k CDATA 'kd'>",
               "ext": "<?xml encoding='utf-8'?>outside <i/>"}[systemId], True)
    return 1
q.ExternalEntityRefHandler = external
q.StartElementHandler = lambda *a: print("start", *a)
q.CharacterDataHandler = lambda t: print("text", t)
q.Parse("<!DOCTYPE a SYSTEM 'dtd' [<!ENTITY x SYSTEM 'ext'>]><a>&e;&x;</a>", True)
for data in ("<?xml version='1.0' encoding='latin-1'?><a>\xe9</a>".encode("latin-1"), "<a>\u20ac</a>".encode("utf-16"),
             b"\xef\xbb\xbf<a>bom</a>", b"<?xml version='1.0' encoding='cp1252'?><a>\x80</a>"):
    q = pyexpat.ParserCreate()
    q.CharacterDataHandler = lambda t: print(ascii(t))
    q.Parse(data, True)
def boom(*a):
    raise KeyError("boom")
q = pyexpat.ParserCreate()
q.StartElementHandler = boom
t(lambda: q.Parse("<a/>", True))

import io
import xml.dom.minidom
import xml.etree.ElementTree as ET
import xml.sax
doc = """<?xml version="1.0"?>
<catalog xmlns:x="urn:x"><book id="1" x:lang="en"><title>One &amp; all</title><!-- note --></book>
<book id="2"><title>Zwei \u00fc</title><price>12.50</price></book><?target data?></catalog>"""
root = ET.fromstring(doc)
print([(e.tag, e.attrib, (e.text or "").strip()) for e in root.iter()])
print(root.find("book[@id='2']/price").text, [b.get("id") for b in root.findall("book")])
print(ET.tostring(root, encoding="unicode")[:90])
for event, e in ET.iterparse(io.StringIO(doc), events=("start", "end", "start-ns", "comment", "pi")):
    print(event, getattr(e, "tag", e) if event not in ("comment", "pi") else e.text)
pull = ET.XMLPullParser(["end"])
pull.feed("<r><a>1</a>")
print([e.tag for _, e in pull.read_events()])
pull.feed("<b/></r>")
pull.close()
print([e.tag for _, e in pull.read_events()])
try:
    ET.fromstring("<a><b></a>")
except ET.ParseError as e:
    print(e, e.code, e.position)
dom = xml.dom.minidom.parseString(doc.encode())
print(dom.documentElement.tagName, [n.getAttribute("id") for n in dom.getElementsByTagName("book")])
print(dom.getElementsByTagName("book")[0].toxml())
print(xml.dom.minidom.parseString("<a><b>t</b><c/></a>").toprettyxml(indent="  "))
class Handler(xml.sax.ContentHandler):
    def startElement(self, name, attrs):
        print("SAX", name, dict(attrs), self._locator.getLineNumber())
xml.sax.parseString(doc.encode(), Handler())
try:
    xml.sax.parseString(b"<a>", Handler())
except xml.sax.SAXParseException as e:
    print(e)
import plistlib
print(plistlib.loads(plistlib.dumps({"k": [1, 2.5, True, b"x", "s"]})))
import xmlrpc.client
print(xmlrpc.client.loads(xmlrpc.client.dumps((1, "two", [3.0]), "method")))
