// Building the page from text: nothing here reads HTML, so nobody's words can become markup.

// The element `tag`. `text` becomes its text; `attrs` are set unless null or false (true: empty);
// `data` fills the dataset; `on` holds listeners by event name. Children are nodes or strings.
export function el(tag, { class: names, text, attrs, data, on } = {}, ...children) {
  const node = document.createElement(tag);
  if (names) node.className = names;
  if (text !== undefined && text !== null) node.textContent = String(text);
  for (const [name, value] of Object.entries(attrs ?? {})) setAttribute(node, name, value);
  for (const [name, value] of Object.entries(data ?? {})) node.dataset[name] = String(value);
  for (const [name, listener] of Object.entries(on ?? {})) node.addEventListener(name, listener);
  node.append(...present(children));
  return node;
}

// A button that does something here and submits nothing.
export function button(options = {}, ...children) {
  return el("button", { ...options, attrs: { type: "button", ...options.attrs } }, ...children);
}

// Writes the text only when it differs: a page that is told the same thing draws nothing.
export function setText(node, text) {
  const words = String(text ?? "");
  if (node.textContent !== words) node.textContent = words;
}

export function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) {
    if (node.hasAttribute(name)) node.removeAttribute(name);
    return;
  }
  const words = value === true ? "" : String(value);
  if (node.getAttribute(name) !== words) node.setAttribute(name, words);
}

export function show(node, visible) {
  if (node.hidden === visible) node.hidden = !visible;
}

// The children of `node` become exactly these; those that stay in place are not touched.
export function arrange(node, children) {
  let place = node.firstChild;
  for (const child of children) {
    if (child === place) place = place.nextSibling;
    else node.insertBefore(child, place);
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

function present(children) {
  return children
    .flat()
    .filter((child) => child !== null && child !== undefined && child !== false);
}
