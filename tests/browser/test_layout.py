"""Nothing is cut off and nothing lies over something else, on any page, from the narrowest phone up."""

from __future__ import annotations

import pytest

from tests.browser.looking import assessment_of, be
from tests.browser.test_accessibility import PAGES

WIDTHS = (320, 480, 768, 1024, 1280)
# What a reader sees of a page: whatever is wider than the screen, texts that are cut off, and texts over texts.
FAULTS = """
() => {
  const shown = one => one.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) && !one.closest('.govuk-visually-hidden, dialog, .govuk-skip-link');
  const say = one => one.tagName.toLowerCase() + ' "' + one.textContent.trim().replace(/\\s+/g, ' ').slice(0, 50) + '"';
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the screen');
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || holder.closest('script, style, noscript, template, title, desc, option') || !shown(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const frame = holder.closest('.heat-frame')?.getBoundingClientRect();
    const hidden = box => frame && (box.bottom > frame.bottom || box.right > frame.right || box.top < frame.top);
    for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1 && !hidden(box)) texts.push({holder, box});
    const style = getComputedStyle(holder);
    if (style.overflowX === 'hidden' && holder.scrollWidth > holder.clientWidth + 1 && style.display !== 'inline') faults.push('cut off: ' + say(holder));
  }
  for (const svg of document.querySelectorAll('svg')) {
    if (!shown(svg) || svg.closest('.js-plotly-plot')) continue;
    const paper = svg.getBoundingClientRect();
    if (paper.width < 1) continue;
    for (const text of svg.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      if (box.left < paper.left - 1 || box.right > paper.right + 1 || box.top < paper.top - 1 || box.bottom > paper.bottom + 1) faults.push('outside its picture: ' + say(text));
    }
  }
  texts.sort((a, b) => a.box.top - b.box.top);
  texts.forEach((one, i) => {
    for (let j = i + 1; j < texts.length && texts[j].box.top < one.box.bottom - 4; j++) {
      const other = texts[j];
      if (one.holder === other.holder || one.holder.contains(other.holder) || other.holder.contains(one.holder)) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (wide > 3 && high > 6) faults.push('over one another: ' + say(one.holder) + ' and ' + say(other.holder));
    }
  });
  return [...new Set(faults)].slice(0, 8);
}
"""
READERS = [*sorted({name for name, _ in PAGES if name}), None]


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_nothing_is_cut_off_and_nothing_lies_over_something_else(shared_site, scripted, reader):
    number = ""
    if reader:
        be(scripted, shared_site, reader)
        number = assessment_of(scripted.content())
    wrong = []
    for path in [path.format(number=number) for name, path in PAGES if name == reader]:
        scripted.goto(shared_site + path)
        scripted.evaluate("() => document.fonts.ready.then(() => true)")
        for width in WIDTHS:
            scripted.set_viewport_size({"width": width, "height": 900})
            wrong += [(path, width, fault) for fault in scripted.evaluate(FAULTS)]
    assert wrong == []


def test_what_is_wrong_is_seen(chromium):
    page = chromium.new_page()
    page.set_content(
        "<p style='position:absolute;top:0;left:0'>One text</p><p style='position:absolute;top:4px;left:9px'>Another text</p>"
        "<p style='position:absolute;top:200px;width:40px;overflow:hidden;white-space:nowrap'>A text that is cut off</p>"
        "<svg style='position:absolute;top:300px' width='60' height='20'><text y='15' x='10'>Outside its picture</text></svg>"
    )
    found = [fault.split(":")[0] for fault in page.evaluate(FAULTS)]
    page.close()
    assert sorted(set(found)) == ["cut off", "outside its picture", "over one another"]
