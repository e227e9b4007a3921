# reStructuredText to HTML, LaTeX, XML and pseudo-XML with docutils.
# packages: python3-docutils docutils-common python3-roman python3-pygments
import os
import docutils

# Debian's docutils looks for its data in /usr/share, which is elsewhere where its package was only unpacked
here = os.path.dirname(docutils.__file__)
share = os.path.abspath(os.path.join(here, "../../../../share/docutils"))
docutils._datadir = lambda path: os.path.join(share, os.path.relpath(os.path.dirname(os.path.abspath(path)), here))
from docutils.core import publish_doctree, publish_parts, publish_string
from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles

TEXT = """
=====
Title
=====
Subtitle
--------

:Author: Me
:Version: 1.0
:Date: 2024-01-02

.. contents:: Table of Contents

Section *one*
=============

A paragraph with **strong**, ``literal``, `a link <http://example.org>`_, a footnote [1]_, a citation [CIT]_,
a |sub| and an inline target_. H\\ :sub:`2`\\ O and :shout:`word`.

.. [1] The note.
.. [CIT] The citation.
.. |sub| replace:: *substituted* text
.. _target: http://example.com/

* bullet
* another

  1. nested
  #. auto

Term : classifier
    Definition.

-a         option a
--file=F   option with an argument

====  =====
A     B
====  =====
1     two
3     four
====  =====

+-----+-------+
| x   | y     |
+=====+=======+
| a   | b     |
|     +-------+
|     | c     |
+-----+-------+

.. note:: An admonition.

   With two paragraphs.

.. image:: picture.png
   :alt: alt text
   :width: 50%

.. figure:: fig.png

   Caption.

.. code:: python

   def f(x): return x + 1

.. csv-table:: Numbers
   :header: "a", "b"

   1, 2
   3, "x, y"

.. math:: a^2 + b^2 = c^2

.. shout:: louder

::

  literal block
    with indent

>>> doctest_block()

Another
=======

    A block quote.

    -- Attribution

| line
|   block

`Section one`_ and `unknown`_

.. comment
"""


class Shout(Directive):
    required_arguments = 1
    option_spec = {"n": directives.nonnegative_int}

    def run(self):
        return [nodes.paragraph("", self.arguments[0].upper() + "!" * self.options.get("n", 3))]


def shout_role(name, rawtext, text, lineno, inliner, options={}, content=[]):
    return [nodes.strong(rawtext, text.upper())], []


directives.register_directive("shout", Shout)
roles.register_local_role("shout", shout_role)
settings = {"report_level": 1, "warning_stream": None, "embed_stylesheet": False, "syntax_highlight": "short", "datestamp": None,
            "generator": False, "stylesheet_path": "", "_disable_config": True}
for writer in ("html4css1", "html5", "pseudoxml", "xml", "manpage"):
    out = publish_string(TEXT, writer_name=writer, settings_overrides=dict(settings))
    print("=" * 20, writer)
    print(out.decode())
parts = publish_parts(TEXT, writer_name="html5", settings_overrides=dict(settings))
print(parts["title"], "|", parts["subtitle"], "|", parts["docinfo"][:200])
tree = publish_doctree(TEXT, settings_overrides=dict(settings))
print([type(n).__name__ for n in tree.children])
print(len(list(tree.findall(nodes.reference))), [r.astext() for r in tree.findall(nodes.reference)][:8])
for m in tree.findall(nodes.system_message):
    print(m["level"], m["type"], m.astext().splitlines()[0])
