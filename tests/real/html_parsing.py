# HTML with BeautifulSoup, soupsieve and html5lib; templates with mako.
# packages: python3-bs4 python3-soupsieve python3-html5lib python3-webencodings python3-six python3-mako python3-markupsafe python3-tinycss2 python3-cssselect
import warnings

warnings.simplefilter("ignore")
import html5lib
import soupsieve
from bs4 import BeautifulSoup, Comment, NavigableString, SoupStrainer
from cssselect import GenericTranslator, SelectorError, parse as parse_selector
from mako import exceptions
from mako.lookup import TemplateLookup
from mako.template import Template
import tinycss2

PAGE = """<!DOCTYPE html><html lang=en><head><title>A &amp; B</title><meta charset=utf-8>
<style>p { color: red }</style></head><body class="a b">
<div id=main><p class=first>One <b>two</b> three<p>Unclosed <i>italic <u>both</i> tail
<ul><li>x<li data-n="2">y<li>z</ul><table><tr><td>1<td>2<tr><td colspan=2>3</table>
<a href="/x?a=1&b=2">link</a><a name=q>anchor</a><!-- note --><img src=i.png alt='q"uote'><br/>
<form><input name=u value="&lt;v&gt;" disabled><select><option selected>o1<option>o2</select></form>
<script>if (a < b) { document.write("<p>"); }</script>caf&eacute; &#x2603; &bogus; 5 < 6
</div></body></html>"""
for features in ("html.parser", "html5lib"):
    soup = BeautifulSoup(PAGE, features)
    print(features, soup.title.string, soup.html.get("lang"), soup.body["class"])
    print([p.get_text(" ", strip=True) for p in soup.find_all("p")])
    print([(a.get("href"), a.text) for a in soup("a")], [li.text.strip() for li in soup.select("ul > li")])
    print(soup.select_one("li[data-n]"), soup.select("td:nth-of-type(2), .first b"), len(soup.select("#main p:not(.first)")))
    print(soup.find(string=lambda t: isinstance(t, Comment)), soup.find("img").attrs, [t.name for t in soup.find("b").parents])
    print(soup.prettify()[:700])
    b = soup.find("b")
    b.string.replace_with("TWO")
    b.wrap(soup.new_tag("span", attrs={"class": "w"}))
    b.insert_after(NavigableString(" inserted "))
    soup.find("ul").decompose()
    soup.find("i").unwrap()
    print(soup.find("p"), soup.find("a").find_next_sibling("a"), list(soup.find("table").stripped_strings))
    print(soup.find("p").encode(), soup.find("form").decode(formatter="html"), len(list(soup.descendants)))
print(BeautifulSoup(PAGE, "html.parser", parse_only=SoupStrainer("a")))
print(BeautifulSoup("<a>caf\xe9</a>".encode("latin-1"), "html.parser").original_encoding, BeautifulSoup(b"\xef\xbb\xbf<p>x", "html5lib"))
soup = BeautifulSoup("<div><p a='1'>x</p><p a='2' lang='en-GB'>y<span></span></p><h2>t</h2></div>", "html.parser")
for sel in ["p:has(span)", "p[a^='1']", "p + h2", "p ~ *", ":is(h2, span)", "p:lang(en)", "p:empty, span:empty", "div > :last-child", "p:nth-child(odd)", ":root"]:
    print(sel, soup.select(sel))
try:
    soupsieve.compile("p[")
except soupsieve.SelectorSyntaxError as e:
    print(type(e).__name__, str(e).splitlines()[0])
tree = html5lib.parse(PAGE, treebuilder="dom" if False else "etree", namespaceHTMLElements=False)
print([e.tag for e in tree.iter()][:40] if tree is not None else "")
print(html5lib.serialize(tree, omit_optional_tags=True, quote_attr_values="spec")[:600])
parser = html5lib.HTMLParser(strict=False)
parser.parseFragment("<p></b><table><p>x</table>&nope")
print([(pos, code) for pos, code, _ in parser.errors])
for rule in tinycss2.parse_stylesheet("@media print { a { b: c } } a:hover, .x>y { color: #f00 !important; margin: 1.5em -2px; /* c */ background: url(a.png) } @import 'x'; bad", skip_whitespace=True, skip_comments=True):
    print(rule.type, getattr(rule, "at_keyword", None), tinycss2.serialize(rule.prelude) if hasattr(rule, "prelude") else rule.message)
    if rule.type == "qualified-rule":
        print([(d.name, tinycss2.serialize(d.value), d.important) for d in tinycss2.parse_declaration_list(rule.content, skip_whitespace=True, skip_comments=True)])
for sel in ["div#a.b > p:first-child", "a[href^='x']:not(.c)", "p:nth-child(2n+1), q", "e::before", "x!"]:
    try:
        print(GenericTranslator().css_to_xpath(sel), [s.specificity() for s in parse_selector(sel)])
    except SelectorError as e:
        print(type(e).__name__, e)
lookup = TemplateLookup(default_filters=["h"])
lookup.put_string("base", "<%def name='title()'>base</%def><h1>${self.title()}</h1>${next.body()}<%block name='foot'>foot</%block>")
lookup.put_string("page", """<%inherit file="base"/><%!
    import math
    def area(r): return round(math.pi * r * r, 2)
%><%def name="title()">page</%def>
<%namespace name="lib" file="lib"/>
% for x in items:
${loop.index}${'' if loop.last else ','} ${x | u} ${area(loop.index)} ${lib.star(x)} \\
% endfor
## comment
<%text>${raw}</%text><% y = [n * 2 for n in range(3)] %>${y} ${"<b>" | n}
<%block name="foot">${parent.foot()} over</%block>
% if items:
yes
% else:
no
% endif
<%call expr="lib.boxed('t')">inner ${title}</%call>
<%include file="inc" args="v=5"/>""")
lookup.put_string("lib", "<%def name='star(s)'>*${s}*</%def><%def name='boxed(t)'>[${t}|${caller.body()}]</%def>")
lookup.put_string("inc", "<%page args='v'/>included ${v}")
print(lookup.get_template("page").render(items=["a b", "c&d"], title="T"))
try:
    Template("${missing}", strict_undefined=True).render()
except NameError as e:
    print(e)
for bad in ["% if x:\n", "<%def name='x'>", "${", "<%bogus/>", "% for x in y:\n% endif\n"]:
    try:
        Template(bad)
    except exceptions.MakoException as e:
        print(type(e).__name__, str(e).splitlines()[0])
print(Template("${1/0}").uri is not None, exceptions.text_error_template().render.__name__)
