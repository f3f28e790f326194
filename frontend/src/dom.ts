// Small ways to make elements.

type Attributes = Record<string, string | number>;

export function element(
  name: string,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElement {
  const made = document.createElement(name);
  return filled(made, attributes, children);
}

export function drawing(
  name: string,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  return filled(made, attributes, children);
}

export function button(label: string, className: string, press: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: className }, label) as HTMLButtonElement;
  made.addEventListener("click", press);
  return made;
}

export function byId<Kind extends Element = HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Element as Kind;
}

function filled<Made extends Element>(made: Made, attributes: Attributes, children: (Node | string)[]): Made {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}
