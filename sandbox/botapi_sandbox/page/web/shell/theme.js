// Light, dark, or as the system says.

import { button } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { remember, remembered } from "../base/storage.js";

const THEMES = {
  auto: { icon: "halfmoon", label: "Colours: as the system" },
  light: { icon: "sun", label: "Colours: light" },
  dark: { icon: "moon", label: "Colours: dark" },
};
const ORDER = Object.keys(THEMES);

export function themeButton() {
  const toggle = button({ class: "icon-button", data: { testid: "theme" } });
  let theme = ORDER.includes(remembered("theme")) ? remembered("theme") : "auto";
  const apply = () => {
    const { icon: picture, label } = THEMES[theme];
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    toggle.replaceChildren(icon(picture));
    toggle.setAttribute("aria-label", label);
    toggle.title = label;
  };
  toggle.addEventListener("click", () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
    remember("theme", theme);
    apply();
  });
  apply();
  return toggle;
}
