// Theme: light, dark or as the system has it; and larger for a projector.

const ALL = ["auto", "light", "dark", "projector"];

export const themes = {
  now: "auto",
  all: ALL,
  next: () => ALL[(ALL.indexOf(themes.now) + 1) % ALL.length],
};

export function theme(name) {
  themes.now = ALL.includes(name) ? name : "auto";
  localStorage.setItem("tillit-theme", themes.now);
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const dark = themes.now === "dark" || (themes.now === "auto" && system.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    document.documentElement.dataset.large = themes.now === "projector" ? "yes" : "no";
    window.dispatchEvent(new Event("tillit-theme"));
  };
  if (!themes.watched) { system.addEventListener("change", () => theme(themes.now)); themes.watched = true; }
  apply();
}

export const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

// Letters in pictures; larger for a projector.
export const lettering = () => (document.documentElement.dataset.large === "yes" ? 16 : 12);

export const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
