// xterm.js writes styles into the page as text, which our content security policy refuses, to it as to anybody. Here its style elements
// become style sheets of the document, and its style attributes properties: what the policy allows to scripts of our own origin.

const create = Document.prototype.createElement;
const setAttribute = Element.prototype.setAttribute;

/** In place of a style element: what is written into it is a style sheet of the document, until it is removed. */
function sheetElement() {
  const sheet = new CSSStyleSheet();
  const stand = create.call(document, "template");
  document.adoptedStyleSheets.push(sheet);
  Object.defineProperty(stand, "textContent", { set: (text) => sheet.replaceSync(text) });
  stand.remove = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    Element.prototype.remove.call(stand);
  };
  return stand;
}

export function beStrict() {
  document.createElement = (name, options) =>
    name === "style" ? sheetElement() : create.call(document, name, options);
  HTMLSpanElement.prototype.setAttribute = function (name, value) {
    if (name === "style") {
      this.style.cssText = value;
    } else {
      setAttribute.call(this, name, value);
    }
  };
}
