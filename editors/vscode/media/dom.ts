// Elements made of text alone: nothing that a law or case says is ever read as HTML.

export type Child = Node | string | null;

export function make(tag: string, looks: string, ...children: Child[]): HTMLElement {
  const made = document.createElement(tag);
  if (looks !== "") {
    made.className = looks;
  }
  made.append(...children.filter((one): one is Node | string => one !== null));
  return made;
}

export function press(looks: string, label: string, act: () => void, ...children: Child[]): HTMLElement {
  const made = make("button", looks, ...children);
  made.setAttribute("type", "button");
  if (label !== "") {
    made.title = label;
  }
  made.addEventListener("click", act);
  return made;
}

export function put(id: string, ...children: Child[]): void {
  const found = document.getElementById(id);
  found?.replaceChildren(...children.filter((one): one is Node | string => one !== null));
}
